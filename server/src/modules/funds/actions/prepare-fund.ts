import type { Actor } from '@shanju/contract/access.ts'
import type { ChangePreparation, OpenFund } from '@shanju/contract/funds/shapes.ts'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseMaking } from '../logic/decide.ts'
import { getFundForUpdate } from '../queries/get-fund.ts'
import { subjectOfFund } from '../queries/subject.ts'
import { complete, makeFund, makingFacts } from './make-fund.ts'

/**
 * Makes a fund in preparation: it is in the list with its name and place, and takes no gifts. The day it opens on is a
 * plan until then.
 * @throws Refusal funds.host_unknown … funds.exists_with_same_name, regulations.blocked
 */
export async function prepareFund(tx: Tx, actor: Actor, input: OpenFund): Promise<string> {
  const refused = refuseMaking(input.placeCode, await makingFacts(tx, input.hostId, input.placeCode))
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
  refuseIfBlocked(
    await judge(tx, 'text', {
      texts: [
        { field: 'name', text: input.name },
        { field: 'purpose', text: input.purpose },
      ],
    }),
  )
  const id = await makeFund(tx, complete(input), { state: 'preparing' })
  await record(tx, actor, {
    action: 'funds.prepare',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { host: input.hostId, place: input.placeCode },
  })
  return id
}

/** Changes what a fund will open with. @throws Refusal funds.not_found, not_in_preparation */
export async function changePreparation(tx: Tx, actor: Actor, id: string, wanted: ChangePreparation): Promise<void> {
  const fund = await getFundForUpdate(tx, id)
  if (fund.state !== 'preparing') throw refuse('funds.not_in_preparation', { state: fund.state })
  await tx.db
    .updateTable('funds.funds')
    .set({
      source_kind: wanted.sourceKind,
      opening_sum_fen: wanted.openingSumFen,
      own_bank_account: wanted.ownBankAccount,
      own_seal: wanted.ownSeal,
      updated_at: tx.now,
    })
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    action: 'funds.change_preparation',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { source: wanted.sourceKind, sumFen: wanted.openingSumFen.toString() },
  })
}
