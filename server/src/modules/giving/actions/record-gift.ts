import type { Actor } from '@shanju/contract/access.ts'
import type { RecordGift } from '@shanju/contract/giving/shapes.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { getGiftFund } from '../queries/funds.ts'
import { recordGifts } from './record-gifts.ts'

/** One gift at the counter. @throws Refusal funds.not_found, giving.fund_takes_no_gifts, given_in_future, … */
export async function recordGift(tx: Tx, actor: Actor, input: RecordGift): Promise<string> {
  const fund = await getGiftFund(tx, input.fundId)
  const [recorded] = await recordGifts(tx, actor, [{ ...input, fund }])
  if (!recorded || recorded.refused) {
    const { code, params } = recorded?.refused ?? { code: 'fund_takes_no_gifts', params: {} }
    throw refuse(`giving.${code}`, params)
  }
  await record(tx, actor, {
    action: 'giving.record',
    subjectKind: 'gift',
    subjectId: recorded.id,
    subject: await subjectOfFund(tx, fund.id),
    details: { fund: fund.id, amountFen: input.amountFen.toString(), channel: input.channel, givenOn: input.givenOn },
  })
  return recorded.id
}
