import type { Actor } from '@shanju/contract/access.ts'
import type { AddGate, AddMotion } from '@shanju/contract/governance/motions.ts'
import { sql } from 'kysely'
import { payeeHash } from '#modules/payments/index.ts'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseAbout, refuseCap, refuseGate, refuseParts } from '../logic/decide-motion.ts'
import { groupOfMeeting } from '../queries/meetings.ts'
import { stateOf } from '../queries/motion-rows.ts'
import { getMotionRow, PAYEE, QUESTION, REPLY } from '../queries/motions.ts'
import { rulesInForce } from '../queries/rules.ts'
import { holdMotion, personOf, stop, tell } from '../tell.ts'

/** A thing of a later module that waits for the decision. */
export interface About {
  readonly kind: string
  readonly id: string
}

/**
 * Puts a motion on a meeting's agenda. Its words will be public, so they hold no personal data (X13); the payee's name
 * stands sealed, beside a hash that the authority will carry.
 * @throws Refusal governance.meeting_not_found, motion_not_found, rules_not_found, money_incomplete, about_unfit,
 * above_emergency_cap, regulations.blocked
 */
export async function addMotion(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  wanted: AddMotion,
  about?: About,
): Promise<string> {
  const groupId = await groupOfMeeting(tx, meetingId)
  if (wanted.rulesId) await ownRules(tx, groupId, wanted.rulesId)
  stop(refuseParts(wanted, tx.today))
  if (wanted.aboutMotionId) {
    const other = await getMotionRow(tx, wanted.aboutMotionId)
    if (other.groupId !== groupId) throw refuse('governance.motion_not_found')
    stop(refuseAbout(wanted.kind, { kind: other.kind, state: stateOf(other), ratified: other.ratified }))
  }
  stop(refuseCap(wanted.kind, wanted.amountFen, (await rulesInForce(tx, groupId))?.emergencyCapFen ?? null))
  const texts = [
    { field: 'title', text: wanted.title },
    { field: 'reason', text: wanted.reasons },
  ] as const
  refuseIfBlocked(await judge(tx, 'text', { texts }))
  const id = uuidv7(tx.now)
  const hash = wanted.payeeName === '' ? null : payeeHash(tx, wanted.payeeName)
  await sql`select governance.hold_motion(${groupId})`.execute(tx.db)
  await sql`
    insert into governance.motions (id, group_id, meeting_id, number, kind, title, reasons, secret, amount_fen, each_cap_fen,
      restriction_id, field, payee_kind, payee_hash, valid_to, rules_id, about_motion_id, about_kind, about_id, recorded_by,
      recorded_at)
    select ${id}::uuid, ${groupId}::uuid, ${meetingId}::uuid,
      (select coalesce(max(number), 0) + 1 from governance.motions where group_id = ${groupId}), ${wanted.kind}, ${wanted.title},
      ${wanted.reasons}, ${wanted.secret}, ${wanted.amountFen}::bigint, ${wanted.eachCapFen}::bigint,
      case when ${wanted.amountFen}::bigint is not null then f.restriction_id end, ${wanted.field}, ${wanted.payeeKind},
      ${hash}::bytea, ${wanted.validTo}::date, ${wanted.rulesId}::uuid, ${wanted.aboutMotionId}::uuid, ${about?.kind ?? null},
      ${about?.id ?? null}::uuid, ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from governance.groups g join funds.pub_funds f on f.id = g.fund_id where g.id = ${groupId}`.execute(tx.db)
  if (wanted.payeeName !== '') {
    const shown = wanted.payeeKind === 'person' ? null : wanted.payeeName
    await sql`insert into governance.payees (motion_id, sealed, shown_name)
      values (${id}, ${tx.secrets.seal(wanted.payeeName, PAYEE)}, ${shown})`.execute(tx.db)
  }
  const amount = wanted.amountFen === null ? {} : { amountFen: wanted.amountFen.toString() }
  await tell(tx, actor, 'add_motion', { groupId, kind: 'motion', id }, { kind: wanted.kind, ...amount })
  return id
}

async function ownRules(tx: Tx, groupId: string, id: string): Promise<void> {
  const { rows } = await sql`select 1 from governance.rules where id = ${id} and group_id = ${groupId}`.execute(tx.db)
  if (!rows[0]) throw refuse('governance.rules_not_found')
}

/** @throws Refusal governance.motion_not_found, withdrawn, not_open */
export async function withdraw(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  await holdMotion(tx, id)
  const row = await getMotionRow(tx, id)
  if (row.withdrawn) throw refuse('governance.withdrawn')
  if (row.outcome !== null) throw refuse('governance.not_open')
  await sql`insert into governance.withdrawals (motion_id, reason, recorded_by, recorded_at)
    values (${id}, ${reason}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'withdraw', { groupId: row.groupId, kind: 'motion', id })
}

/** How the party organisation was heard; a later opinion is another row. @throws Refusal governance.motion_not_found, gate_incomplete */
export async function addGate(tx: Tx, actor: Actor, id: string, wanted: AddGate): Promise<void> {
  const { groupId } = await getMotionRow(tx, id)
  stop(refuseGate(wanted))
  await sql`insert into governance.gates (id, motion_id, route, invited_on, attended, view, remarks, due_on, recorded_by,
      recorded_at)
    values (${uuidv7(tx.now)}, ${id}, ${wanted.route}, ${wanted.invitedOn}, ${wanted.attended}, ${wanted.view},
      ${wanted.remarks}, ${wanted.dueOn}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'add_gate', { groupId, kind: 'motion', id }, { route: wanted.route, view: wanted.view })
}

/** A member asks; every member reads question and answer. @throws Refusal governance.motion_not_found */
export async function ask(tx: Tx, actor: Actor, motionId: string, seatId: string, words: string): Promise<void> {
  const { groupId } = await getMotionRow(tx, motionId)
  await sql`insert into governance.questions (id, motion_id, seat_id, words, asked_at)
    values (${uuidv7(tx.now)}, ${motionId}, ${seatId}, ${tx.secrets.seal(words, QUESTION)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'ask', { groupId, kind: 'motion', id: motionId }, { seat: seatId })
}

/** @throws Refusal governance.question_not_found, question_answered */
export async function answer(tx: Tx, actor: Actor, questionId: string, words: string): Promise<string> {
  const { rows } = await sql<{ motionId: string }>`
    select motion_id as "motionId" from governance.questions where id = ${questionId}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('governance.question_not_found')
  const made = await sql`insert into governance.replies (question_id, words, recorded_by, recorded_at)
    values (${questionId}, ${tx.secrets.seal(words, REPLY)}, ${personOf(actor)}, ${tx.now})
    on conflict do nothing returning 1`.execute(tx.db)
  if (made.rows.length === 0) throw refuse('governance.question_answered')
  const { groupId } = await getMotionRow(tx, found.motionId)
  await tell(tx, actor, 'answer', { groupId, kind: 'motion', id: found.motionId })
  return found.motionId
}
