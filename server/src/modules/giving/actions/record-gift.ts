import type { Actor } from '@shanju/contract/access.ts'
import type { RecordGift } from '@shanju/contract/giving/shapes.ts'
import { subjectsOfFunds } from '#modules/funds/index.ts'
import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { recordActs } from '#platform/trail/index.ts'
import { giftFunds } from '../queries/funds.ts'
import { recordGifts } from './record-gifts.ts'

/** A gift as somebody at a counter writes it down. */
export interface CounterGift {
  readonly by: Actor
  readonly gift: RecordGift
  readonly requestId: string
}

/**
 * Gifts of many counters at once, each with its own row on the trail.
 * @returns by position the gift's id, or why it may not be recorded: funds.not_found, giving.fund_takes_no_gifts, …
 */
export async function recordCounterGifts(tx: Tx, asked: readonly CounterGift[]): Promise<(string | Refusal)[]> {
  const fundIds = asked.map(({ gift }) => gift.fundId)
  const funds = await giftFunds(tx, fundIds)
  const found = asked.flatMap((each) => {
    const fund = funds.get(each.gift.fundId)
    return fund ? [{ ...each, fund }] : []
  })
  const recorded = await recordGifts(
    tx,
    found.map(({ by, gift, fund }) => ({ ...gift, by, fund })),
  )
  const outcomes = new Map(found.map((each, index) => [each.gift, recorded[index]]))
  const subjects = await subjectsOfFunds(tx, fundIds)
  await recordActs(
    tx,
    found.flatMap(({ by, gift, fund, requestId }) => {
      const outcome = outcomes.get(gift)
      if (!outcome || outcome.refused) return []
      return {
        actor: by,
        requestId,
        action: 'giving.record',
        subjectKind: 'gift',
        subjectId: outcome.id,
        subject: subjects.get(fund.id) ?? {},
        details: { fund: fund.id, amountFen: gift.amountFen.toString(), channel: gift.channel, givenOn: gift.givenOn },
      }
    }),
  )
  return asked.map(({ gift }) => {
    const outcome = outcomes.get(gift)
    if (!outcome) return refuse('funds.not_found')
    return outcome.refused ? refuse(`giving.${outcome.refused.code}`, outcome.refused.params) : outcome.id
  })
}
