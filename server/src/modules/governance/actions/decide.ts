import type { Actor } from '@shanju/contract/access.ts'
import type { BoardDecision } from '@shanju/contract/governance/motions.ts'
import { sql } from 'kysely'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { stageRows } from '#modules/transparency/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideClose } from '../logic/decide-close.ts'
import { refuseBoard, refuseOpening } from '../logic/decide-motion.ts'
import { logged } from '../queries/leaf-drafts.ts'
import { rollOf } from '../queries/motion-rows.ts'
import { closeFacts, getMotionRow, openFacts } from '../queries/motions.ts'
import { holdMotion, personOf, stop, tell } from '../tell.ts'

/**
 * Opens a vote: the roll is called by the database, and the rules in force are bound to the vote.
 * @throws Refusal governance.motion_not_found, withdrawn, already_open, rules_not_in_force, above_emergency_cap,
 * closes_too_early
 */
export async function openVote(tx: Tx, actor: Actor, id: string, closesAt: Date): Promise<void> {
  await holdMotion(tx, id)
  const row = await getMotionRow(tx, id)
  const { facts, rules } = await openFacts(tx, row)
  stop(refuseOpening(facts))
  if (closesAt <= tx.now) throw refuse('governance.closes_too_early')
  await sql`insert into governance.openings (motion_id, rules_id, opened_at, closes_at, opened_by)
    values (${id}, ${rules?.id ?? null}, ${tx.now}, ${closesAt}, ${personOf(actor)})`.execute(tx.db)
  await tell(tx, actor, 'open_vote', { groupId: row.groupId, kind: 'motion', id }, { closesAt: closesAt.toISOString() })
}

/**
 * Closes a vote. Decided here with reasons; written by the database, which counts again: nobody else can write a
 * resolution or the authority that follows from it.
 * @throws Refusal governance.motion_not_found, not_open, vote_still_open, party_not_heard
 */
export async function closeVote(tx: Tx, actor: Actor, id: string): Promise<void> {
  await holdMotion(tx, id)
  const row = await getMotionRow(tx, id)
  const decided = decideClose(await closeFacts(tx, row, await rollOf(tx, id, row.meetingId)))
  if ('refused' in decided) throw refuse(`governance.${decided.refused.code}`, decided.refused.params)
  // After this line the closing must succeed; where the database counts otherwise, that is a defect and nothing is written.
  const resolution = uuidv7(tx.now)
  await sql`select governance.close_motion(${id}, ${resolution}, ${uuidv7(tx.now)}, ${personOf(actor)}, ${tx.now})`.execute(
    tx.db,
  )
  await stageRows(tx, logged.resolutions, [resolution])
  const { outcome, boardFor } = decided
  await tell(tx, actor, 'close_vote', { groupId: row.groupId, kind: 'motion', id }, { outcome, boardFor })
}

/**
 * What the host's board decided; written by the twin of the closing function. What it says is published, so it holds no
 * personal data (X13).
 * @throws Refusal governance.nothing_for_board, board_decided, decided_in_future, rule_not_cited, board_not_needed,
 * board_majority_missing, regulations.blocked
 */
export async function decideBoard(tx: Tx, actor: Actor, id: string, wanted: BoardDecision): Promise<void> {
  await holdMotion(tx, id)
  const row = await getMotionRow(tx, id)
  const { kind, outcome } = row
  const facts = { kind, outcome, boardFor: row.boardFor ?? [], decided: row.board !== null, today: tx.today }
  stop(refuseBoard(facts, wanted))
  const texts = [{ field: 'reason', text: `${wanted.reason} ${wanted.ruleCited ?? ''}` }] as const
  refuseIfBlocked(await judge(tx, 'text', { texts }))
  const decision = uuidv7(tx.now)
  await sql`select governance.record_board(${id}, ${decision}, ${uuidv7(tx.now)}, ${wanted.approves},
    ${wanted.ruleCited}, ${wanted.reason}, ${wanted.decidedOn}::date, ${wanted.members}::int, ${wanted.present}::int,
    ${wanted.yes}::int, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await stageRows(tx, logged.boardDecisions, [decision])
  await tell(tx, actor, 'decide_board', { groupId: row.groupId, kind: 'motion', id }, { approves: wanted.approves })
}
