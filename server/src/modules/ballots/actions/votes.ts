import type { Actor } from '@shanju/contract/access.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseKeying, refuseMarks, refuseVoting } from '../logic/decide.ts'
import { publicRow } from '../queries/ballots.ts'
import { codeHash, voterOf } from '../queries/roll.ts'
import { type BallotRow, ballotState, getBallotRow, optionsOf } from '../queries/rows.ts'
import { personOf, stop, tell } from '../tell.ts'

/** Those who vote at once do not wait for each other, only for an opening, a withdrawal or the count. */
const holdShared = async (tx: Tx, id: string): Promise<void> => {
  await sql`select ballots.hold_shared(${id})`.execute(tx.db)
}

const ascending = (marks: readonly number[]): number[] => [...marks].sort((a, b) => a - b)

async function checkMarks(tx: Tx, ballot: BallotRow, marks: readonly number[]): Promise<void> {
  const options = (await optionsOf(tx, ballot.id)).map(({ number }) => number)
  stop(refuseMarks(marks, options, ballot.mostMarks))
}

/** Of two at once one wins: the key of the row decides. @throws Refusal ballots.already_voted */
async function markVoted(tx: Tx, ballotId: string, voterId: string, manner: 'code' | 'paper'): Promise<void> {
  const { rows } = await sql`insert into ballots.voted (roll_id, ballot_id, manner)
    values (${voterId}, ${ballotId}, ${manner}) on conflict do nothing returning 1`.execute(tx.db)
  if (!rows[0]) throw refuse('ballots.already_voted')
}

/**
 * A vote by one-time code. What is written of the person and of the vote have nothing in common. It leaves no trail row: who has
 * voted stands in `voted`, and a trail row would say when.
 * @throws Refusal ballots.ballot_not_found, not_open, voting_over, code_not_found, marks_wrong, already_voted
 */
export async function castVote(
  tx: Tx,
  typed: string,
  { code, marks }: { readonly code: string; readonly marks: readonly number[] },
): Promise<void> {
  const found = await publicRow(tx, typed)
  await holdShared(tx, found.id)
  const ballot = await getBallotRow(tx, found.id)
  stop(refuseVoting(ballotState(ballot, tx.now)))
  const voterId = await voterByCode(tx, ballot.id, code)
  await checkMarks(tx, ballot, marks)
  await markVoted(tx, ballot.id, voterId, 'code')
  // Its id is pure chance: one with a time in it would tell when, and so whose.
  await sql`insert into ballots.votes (id, ballot_id, marks)
    values (gen_random_uuid(), ${ballot.id}, ${ascending(marks)}::smallint[])`.execute(tx.db)
}

/** By the newest code of an entry; an older one is as if it were not. @throws Refusal ballots.code_not_found */
async function voterByCode(tx: Tx, ballotId: string, typed: string): Promise<string> {
  const code = parsePublicId(typed)
  if (!code) throw refuse('ballots.code_not_found')
  const { rows } = await sql<{ id: string }>`
    select x.id from ballots.codes k join ballots.roll x on x.id = k.roll_id
     where k.code_hash = ${codeHash(tx, code)} and x.ballot_id = ${ballotId}
       and not exists (select 1 from ballots.codes n where n.roll_id = k.roll_id and (n.made_at, n.id) > (k.made_at, k.id))`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('ballots.code_not_found')
  return rows[0].id
}

/**
 * Somebody of the roll puts a slip into the box at the counter.
 * @throws Refusal ballots.ballot_not_found, voter_not_found, not_open, voting_over, already_voted
 */
export async function checkIn(tx: Tx, actor: Actor, id: string, voterId: string): Promise<void> {
  await holdShared(tx, id)
  const ballot = await getBallotRow(tx, id)
  await voterOf(tx, id, voterId)
  stop(refuseVoting(ballotState(ballot, tx.now)))
  await markVoted(tx, id, voterId, 'paper')
  await tell(tx, actor, 'check_in', { id, fundId: ballot.fund.id })
}

/** What one clerk reads on a slip out of the box. @throws Refusal ballots.ballot_not_found, not_open, marks_wrong */
export async function keySlip(
  tx: Tx,
  actor: Actor,
  id: string,
  { slip, marks }: { readonly slip: number; readonly marks: readonly number[] },
): Promise<void> {
  await holdShared(tx, id)
  const ballot = await getBallotRow(tx, id)
  stop(refuseKeying(ballotState(ballot, tx.now)))
  await checkMarks(tx, ballot, marks)
  await sql`insert into ballots.keyings (id, ballot_id, slip, clerk_id, marks, keyed_at)
    values (${uuidv7(tx.now)}, ${id}, ${slip}, ${personOf(actor)}, ${ascending(marks)}::smallint[], ${tx.now})`.execute(
    tx.db,
  )
  await tell(tx, actor, 'key_slip', { id, fundId: ballot.fund.id }, { slip })
}
