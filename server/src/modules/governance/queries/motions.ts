import type { Actor } from '@shanju/contract/access.ts'
import type { Motion, PublicMotion, Question } from '@shanju/contract/governance/motions.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type CloseFacts, decideClose } from '../logic/decide-close.ts'
import { refuseOpening } from '../logic/decide-motion.ts'
import { tell } from '../tell.ts'
import {
  figuresOf,
  type MotionRow,
  motionRows,
  openCounts,
  publicMotionOf,
  type RollRow,
  rollFacts,
  rollOf,
  slipsOf,
} from './motion-rows.ts'
import { rulesInForce } from './rules.ts'

/** Binds sealed words to their columns. */
export const QUESTION = 'governance.questions.words'
export const REPLY = 'governance.replies.words'
export const PAYEE = 'governance.payees.sealed'

/** @throws Refusal governance.motion_not_found */
export async function getMotionRow(tx: Tx, id: string): Promise<MotionRow> {
  const [row] = await motionRows(tx, sql`m.id = ${id}`)
  if (!row) throw refuse('governance.motion_not_found')
  return row
}

/** Everything the closing of a vote is decided by. */
export async function closeFacts(tx: Tx, row: MotionRow, roll: readonly RollRow[]): Promise<CloseFacts> {
  const { rows } = await sql<NonNullable<CloseFacts['delegation']>>`
    select ceiling_fen as "ceilingFen", subjects, from_on as "fromOn", to_on as "toOn" from funds.pub_delegations
     where fund_id = ${row.fundId}`.execute(tx.db)
  return {
    ...{
      kind: row.kind,
      amountFen: row.amountFen,
      field: row.field,
      rules: figuresOf(row),
      delegation: rows[0] ?? null,
    },
    roll: rollFacts(roll),
    counts: row.secret ? await slipsOf(tx, row.id) : openCounts(roll),
    gateHeard: row.gate !== null,
    open: row.opensAt !== null && row.outcome === null && !row.withdrawn,
    closesAt: row.closesAt ?? tx.now,
    ...{ now: tx.now, today: tx.today },
  }
}

export async function openFacts(tx: Tx, row: MotionRow) {
  const rules = await rulesInForce(tx, row.groupId)
  return {
    rules,
    facts: {
      ...{ kind: row.kind, amountFen: row.amountFen, withdrawn: row.withdrawn, opened: row.opensAt !== null },
      emergencyCapFen: rules?.emergencyCapFen ?? null,
    },
  }
}

/** @throws Refusal governance.motion_not_found */
export async function getMotion(tx: Tx, id: string): Promise<Motion> {
  const row = await getMotionRow(tx, id)
  const roll = await rollOf(tx, id, row.meetingId)
  const { rows: gates } = await sql<Motion['gates'][number]>`
    select route, invited_on as "invitedOn", attended, view, remarks, due_on as "dueOn", recorded_at as "recordedAt"
      from governance.gates where motion_id = ${id} order by recorded_at, id`.execute(tx.db)
  const { rows: hints } = await sql<{ id: string }>`
    select s.id from governance.members m join governance.seats s on s.id = m.seat_id
     where s.group_id = ${row.groupId} and m.name_hash = ${row.payeeHash}`.execute(tx.db)
  const close = decideClose(await closeFacts(tx, row, roll))
  return {
    ...publicMotionOf(row, roll),
    ...{ groupId: row.groupId, fundId: row.fundId, whose: row.whose, gates },
    roll: roll.map(({ seatId, recused, recusedBy, manner, choice }) => ({
      seatId,
      recused,
      recusedBy,
      manner,
      choice,
    })),
    hints: hints.map((hint) => hint.id),
    openRefusal: refuseOpening((await openFacts(tx, row)).facts)?.code ?? null,
    closeRefusal: 'refused' in close ? close.refused.code : null,
  }
}

/** Decisions of a group that everybody may read: those whose vote has closed. */
export async function publicMotions(tx: Tx, groupId: string): Promise<PublicMotion[]> {
  return (await motionRows(tx, sql`m.group_id = ${groupId} and r.id is not null`, 100)).map((row) =>
    publicMotionOf(row),
  )
}

/** @throws Refusal governance.motion_not_found */
export async function getPublicMotion(tx: Tx, id: string) {
  const row = await getMotionRow(tx, id)
  if (row.outcome === null) throw refuse('governance.motion_not_found')
  const { rows: of } = await sql<{ groupName: string; fund: { id: string; name: string } }>`
    select g.name as "groupName", json_build_object('id', f.id, 'name', f.name) as fund
      from governance.groups g join funds.pub_funds f on f.id = g.fund_id where g.id = ${row.groupId}`.execute(tx.db)
  const { rows: commitments } = await sql<{ commitment: Buffer }>`
    select commitment from governance.commitments where motion_id = ${id} order by commitment`.execute(tx.db)
  const [found] = of
  if (!found) throw refuse('governance.motion_not_found')
  return { ...publicMotionOf(row), ...found, commitments: commitments.map((each) => each.commitment.toString('hex')) }
}

/** The name of whom a motion would pay; empty where nobody is named. @throws Refusal governance.motion_not_found */
export async function readPayee(tx: Tx, actor: Actor, id: string): Promise<{ name: string }> {
  const { groupId } = await getMotionRow(tx, id)
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from governance.payees where motion_id = ${id}`.execute(
    tx.db,
  )
  await tell(tx, actor, 'read_payee', { groupId, kind: 'motion', id })
  return { name: rows[0] ? tx.secrets.open(rows[0].sealed, PAYEE) : '' }
}

export async function questionsOf(tx: Tx, motionId: string): Promise<Question[]> {
  const { rows } = await sql<{ id: string; seatId: string; words: Buffer; askedAt: Date; answer: Buffer | null }>`
    select q.id, q.seat_id as "seatId", q.words, q.asked_at as "askedAt", r.words as answer
      from governance.questions q left join governance.replies r on r.question_id = q.id
     where q.motion_id = ${motionId} order by q.asked_at, q.id`.execute(tx.db)
  return rows.map((row) => ({
    ...row,
    words: tx.secrets.open(row.words, QUESTION),
    answer: row.answer && tx.secrets.open(row.answer, REPLY),
  }))
}

/** For staff; reading leaves a trail row. @throws Refusal governance.motion_not_found */
export async function readQuestions(tx: Tx, actor: Actor, id: string): Promise<{ items: Question[] }> {
  const { groupId } = await getMotionRow(tx, id)
  const items = await questionsOf(tx, id)
  if (items.length > 0) await tell(tx, actor, 'read_questions', { groupId, kind: 'motion', id })
  return { items }
}
