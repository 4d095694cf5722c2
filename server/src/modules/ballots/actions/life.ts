import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseLate, refuseOpening } from '../logic/decide.ts'
import { ballotState, getBallotRow, optionsOf } from '../queries/rows.ts'
import { personOf, stop, tell } from '../tell.ts'
import { holdBallot } from './roll.ts'

async function load(tx: Tx, id: string) {
  await holdBallot(tx, id)
  const ballot = await getBallotRow(tx, id)
  return { ballot, state: ballotState(ballot, tx.now), about: { id, fundId: ballot.fund.id } }
}

/** @throws Refusal ballots.ballot_not_found, cancelled, already_open, closes_too_early, roll_empty, budget_too_small */
export async function openBallot(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { ballot, state, about } = await load(tx, id)
  const costs = (await optionsOf(tx, id)).flatMap(({ withdrawn, costFen }) => (withdrawn === null ? [costFen] : []))
  stop(refuseOpening({ ...ballot, state, costs }, tx.now))
  await sql`insert into ballots.openings (ballot_id, opened_by, opened_at)
    values (${id}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'open', about, { roll: ballot.roll })
}

/** @throws Refusal ballots.ballot_not_found, option_not_found, cancelled, not_open, option_withdrawn */
export async function withdrawOption(
  tx: Tx,
  actor: Actor,
  id: string,
  { number, reason }: { readonly number: number; readonly reason: string },
): Promise<void> {
  const { state, about } = await load(tx, id)
  const option = (await optionsOf(tx, id)).find((each) => each.number === number)
  if (!option) throw refuse('ballots.option_not_found')
  stop(refuseLate(state))
  if (option.withdrawn !== null) throw refuse('ballots.option_withdrawn')
  await sql`insert into ballots.withdrawals (ballot_id, number, reason, recorded_by, recorded_at)
    values (${id}, ${number}, ${reason}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'withdraw_option', about, { number })
}

/** @throws Refusal ballots.ballot_not_found, cancelled, not_open */
export async function cancelBallot(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const { state, about } = await load(tx, id)
  stop(refuseLate(state))
  await sql`insert into ballots.cancellations (ballot_id, reason, recorded_by, recorded_at)
    values (${id}, ${reason}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'cancel', about)
}
