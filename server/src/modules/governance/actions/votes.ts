import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { CastOpen, CastSlips, Recuse } from '@shanju/contract/governance/motions.ts'
import type { Choice, VoteManner } from '@shanju/contract/governance/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseKeyed, refuseRecusal, refuseSlips, refuseVote } from '../logic/decide-vote.ts'
import { ensureOfMeeting, type Holder } from '../queries/links.ts'
import { type MotionRow, type RollRow, rollOf } from '../queries/motion-rows.ts'
import { getMotionRow } from '../queries/motions.ts'
import { holdMotion, personOf, stop, tell } from '../tell.ts'

const RECUSAL = 'governance.recusals.words'
const NONCE_BYTES = 16

interface Vote {
  readonly row: MotionRow
  readonly roll: readonly RollRow[]
}

async function load(tx: Tx, motionId: string): Promise<Vote> {
  await holdMotion(tx, motionId)
  const row = await getMotionRow(tx, motionId)
  return { row, roll: await rollOf(tx, motionId, row.meetingId) }
}

/** Slips or raised hands of an open vote. @throws Refusal of a vote, ballot_of_other_kind, keyed_differently */
export async function castOpen(tx: Tx, actor: Actor, motionId: string, wanted: CastOpen): Promise<void> {
  const vote = await load(tx, motionId)
  for (const { seatId } of wanted.first) stop(refusal(tx, vote, seatId, wanted.manner))
  if (vote.row.secret) throw refuse('governance.ballot_of_other_kind')
  stop(refuseKeyed(wanted))
  for (const { seatId, choice } of wanted.first) await write(tx, actor, vote, seatId, wanted.manner, choice)
  await told(tx, actor, vote.row, { manner: wanted.manner, votes: wanted.first.length })
}

/** Slips out of a box: who took one, and how many said what; nothing ties the two. */
export async function castSlips(tx: Tx, actor: Actor, motionId: string, wanted: CastSlips): Promise<void> {
  const vote = await load(tx, motionId)
  for (const seatId of wanted.seatIds) stop(refusal(tx, vote, seatId, 'paper'))
  if (!vote.row.secret) throw refuse('governance.ballot_of_other_kind')
  stop(refuseSlips(wanted))
  for (const seatId of wanted.seatIds) await insertVote(tx, actor, vote, seatId, 'paper')
  for (const choice of ['yes', 'no', 'blank'] as const)
    for (let n = 0; n < wanted.first[choice]; n++) await insertBallot(tx, vote, choice, null)
  await told(tx, actor, vote.row, { manner: 'paper', votes: wanted.seatIds.length })
}

/**
 * A vote by link. Answers the commitment to a secret ballot: its holder finds it among those published, and nobody else
 * knows whose it is.
 * @throws Refusal governance.link_used and those of a vote
 */
export async function castByLink(tx: Tx, actor: Actor, holder: Holder, motionId: string, choice: Choice) {
  await ensureOfMeeting(tx, holder, motionId)
  const vote = await load(tx, motionId)
  const mine = vote.roll.find(({ seatId }) => seatId === holder.seatId)
  if (vote.row.outcome === null && mine?.manner === 'link') throw refuse('governance.link_used')
  stop(refusal(tx, vote, holder.seatId, 'link'))
  const nonce = await write(tx, actor, vote, holder.seatId, 'link', choice)
  await told(tx, actor, vote.row, { manner: 'link', votes: 1 })
  return vote.row.secret ? commitment(motionId, choice, nonce) : null
}

/** As the closing function of the database computes it. */
const commitment = (motionId: string, choice: Choice, nonce: Buffer): string =>
  createHash('sha256').update(`${motionId} ${choice} `).update(nonce).digest('hex')

/** @throws Refusal governance.seat_not_found, motion_not_found, not_open, already_voted */
export async function recuse(
  tx: Tx,
  actor: Actor,
  motionId: string,
  { seatId, kind, words }: Recuse,
  by: 'member' | 'staff',
): Promise<void> {
  const { row, roll } = await load(tx, motionId)
  const { rows } = await sql`select 1 from governance.seats where id = ${seatId} and group_id = ${row.groupId}`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('governance.seat_not_found')
  const voted = roll.find((each) => each.seatId === seatId)?.manner ?? null
  stop(refuseRecusal({ over: row.outcome !== null || row.withdrawn, secret: row.secret }, { voted }))
  await sql`insert into governance.recusals (motion_id, seat_id, kind, words, declared_by, recorded_at)
    values (${motionId}, ${seatId}, ${kind}, ${tx.secrets.seal(words, RECUSAL)}, ${by}, ${tx.now})
    on conflict do nothing`.execute(tx.db)
  await tell(tx, actor, 'recuse', { groupId: row.groupId, kind: 'motion', id: motionId }, { seat: seatId, kind, by })
}

function refusal(tx: Tx, { row, roll }: Vote, seatId: string, manner: VoteManner) {
  const seat = roll.find((each) => each.seatId === seatId)
  const voter = {
    ...{ onRoll: seat !== undefined, left: seat?.left ?? false, recused: seat !== undefined && seat.recused !== null },
    voted: seat?.manner ?? null,
  }
  const open = row.opensAt !== null && row.outcome === null && !row.withdrawn
  return refuseVote({ open, secret: row.secret, closesAt: row.closesAt ?? tx.now, now: tx.now }, voter, manner)
}

async function write(
  tx: Tx,
  actor: Actor,
  vote: Vote,
  seatId: string,
  manner: VoteManner,
  choice: Choice,
): Promise<Buffer> {
  const round = await insertVote(tx, actor, vote, seatId, manner)
  return insertBallot(tx, vote, choice, vote.row.secret ? null : { seatId, round })
}

async function insertVote(
  tx: Tx,
  actor: Actor,
  { row, roll }: Vote,
  seatId: string,
  manner: VoteManner,
): Promise<number> {
  const round = (roll.find((each) => each.seatId === seatId)?.round ?? 0) + 1
  await sql`insert into governance.votes (motion_id, seat_id, round, manner, voted_at, recorded_by)
    values (${row.id}, ${seatId}, ${round}, ${manner}, ${tx.now}, ${personOf(actor)})`.execute(tx.db)
  return round
}

/** Its id is pure chance: one with a time in it would tell when, and so whose. */
async function insertBallot(
  tx: Tx,
  { row }: Vote,
  choice: Choice,
  of: { readonly seatId: string; readonly round: number } | null,
): Promise<Buffer> {
  const nonce = randomBytes(NONCE_BYTES)
  await sql`insert into governance.ballots (id, motion_id, seat_id, round, choice, nonce)
    values (gen_random_uuid(), ${row.id}, ${of?.seatId ?? null}, ${of?.round ?? null}, ${choice}, ${nonce})`.execute(
    tx.db,
  )
  return nonce
}

const told = (tx: Tx, actor: Actor, row: MotionRow, details: Readonly<Record<string, unknown>>) =>
  tell(tx, actor, 'cast', { groupId: row.groupId, kind: 'motion', id: row.id }, details)
