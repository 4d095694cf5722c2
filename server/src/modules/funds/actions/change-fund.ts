import type { Actor } from '@shanju/contract/access.ts'
import type { FundField, FundStep } from '@shanju/contract/funds/vocab.ts'
import { registerFund } from '#modules/ledger/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { violates } from '#platform/pg/errors.ts'
import { record } from '#platform/trail/index.ts'
import { decideStep } from '../logic/decide.ts'
import { getFundForUpdate } from '../queries/get-fund.ts'
import { subjectOfFund } from '../queries/subject.ts'

/** Changes what a fund is called and what it says it is for. @throws Refusal funds.closed, exists_with_same_name */
export async function changeFund(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { name: string; purpose: string; fields: FundField[] },
): Promise<void> {
  const fund = await getFundForUpdate(tx, id)
  if (fund.state === 'closed') throw refuse('funds.closed')
  try {
    await tx.db
      .updateTable('funds.funds')
      .set({ ...wanted, updated_at: tx.now })
      .where('id', '=', id)
      .execute()
  } catch (error) {
    if (violates(error, 'funds_one_name_per_host_and_place')) throw refuse('funds.exists_with_same_name')
    throw error
  }
  await registerFund(tx, { id, book: fund.host_id, name: wanted.name })
  await record(tx, actor, {
    action: 'funds.change',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { changed: (['name', 'purpose', 'fields'] as const).filter((key) => `${fund[key]}` !== `${wanted[key]}`) },
  })
}

/** Freezes a fund or opens it again, with its reason kept beside the move (free text never enters the trail). @throws Refusal funds.step_not_from_here */
export async function stepFund(tx: Tx, actor: Actor, id: string, step: FundStep, reason: string): Promise<void> {
  const fund = await getFundForUpdate(tx, id)
  const decision = decideStep(fund.state, step)
  if ('refused' in decision) throw refuse(`funds.${decision.refused.code}`, decision.refused.params)
  await tx.db.updateTable('funds.funds').set({ state: decision.to, updated_at: tx.now }).where('id', '=', id).execute()
  await tx.db
    .insertInto('funds.moves')
    .values({
      id: uuidv7(tx.now),
      fund_id: id,
      from_state: fund.state,
      to_state: decision.to,
      reason,
      person_id: actor.kind === 'person' ? actor.personId : null,
      at: tx.now,
    })
    .execute()
  await record(tx, actor, {
    action: step === 'open' ? 'funds.reopen' : 'funds.freeze',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { from: fund.state, to: decision.to },
  })
}
