import type { Actor } from '@shanju/contract/access.ts'
import type { ChangeFund } from '@shanju/contract/funds/shapes.ts'
import type { FundStep } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import { registerFund } from '#modules/ledger/index.ts'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { violates } from '#platform/pg/errors.ts'
import { record } from '#platform/trail/index.ts'
import { decideStep, refuseClosing } from '../logic/decide.ts'
import { getFundForUpdate, getLivingFund } from '../queries/get-fund.ts'
import { subjectOfFund } from '../queries/subject.ts'
import { keepMove } from './move.ts'

/** Changes what a fund is called and what it says it is for. @throws Refusal funds.closed, exists_with_same_name, regulations.blocked */
export async function changeFund(tx: Tx, actor: Actor, id: string, wanted: ChangeFund): Promise<void> {
  const fund = await getLivingFund(tx, id)
  refuseIfBlocked(
    await judge(tx, 'text', {
      texts: [
        { field: 'name', text: wanted.name },
        { field: 'purpose', text: wanted.purpose },
      ],
    }),
  )
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

const ACTS = { freeze: 'funds.freeze', reopen: 'funds.reopen', close: 'funds.close' } as const

/**
 * Freezes a fund, opens it again or closes it for ever. Gifts lock the fund while they are recorded
 * (see `holdFunds`), so none slips in between the look at the books and the closing.
 * @throws Refusal funds.step_not_from_here, money_left
 */
export async function stepFund(
  tx: Tx,
  actor: Actor,
  id: string,
  step: Exclude<FundStep, 'open'>,
  reason: string,
): Promise<void> {
  const fund = await getFundForUpdate(tx, id)
  const decision = decideStep(fund.state, step)
  if ('refused' in decision) throw refuse(`funds.${decision.refused.code}`, decision.refused.params)
  const refused = step === 'close' ? refuseClosing(await leftIn(tx, id)) : undefined
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
  await tx.db.updateTable('funds.funds').set({ state: decision.to, updated_at: tx.now }).where('id', '=', id).execute()
  await keepMove(tx, actor, { fundId: id, from: fund.state, to: decision.to, reason })
  await record(tx, actor, {
    action: ACTS[step],
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { from: fund.state, to: decision.to },
  })
}

async function leftIn(tx: Tx, id: string): Promise<bigint> {
  const { rows } = await sql<{ left: bigint }>`
    select coalesce(sum(left_fen), 0)::bigint as left from ledger.pub_fund_months where fund_id = ${id}`.execute(tx.db)
  return rows[0]?.left ?? 0n
}
