import type { Actor } from '@shanju/contract/access.ts'
import type { AddMinutes, Attend, CallMeeting } from '@shanju/contract/governance/shapes.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseNotice } from '../logic/decide-motion.ts'
import { groupOfMeeting } from '../queries/meetings.ts'
import { rulesInForce } from '../queries/rules.ts'
import { personOf, stop, tell } from '../tell.ts'

/** Calls a meeting with the notice that the rules in force ask for. @throws Refusal governance.notice_too_short */
export async function callMeeting(tx: Tx, actor: Actor, groupId: string, wanted: CallMeeting): Promise<string> {
  const rules = await rulesInForce(tx, groupId)
  stop(refuseNotice(wanted, shanghaiDate(wanted.heldAt), rules?.noticeDays ?? null))
  const id = uuidv7(tx.now)
  // Two who call at once take their numbers one after the other.
  await sql`select governance.hold_motion(${groupId})`.execute(tx.db)
  await sql`
    insert into governance.meetings (id, group_id, number, kind, held_at, place, notified_on, urgent_reason, agenda,
      recorded_by, recorded_at)
    select ${id}::uuid, ${groupId}::uuid, coalesce(max(number), 0) + 1, ${wanted.kind}, ${wanted.heldAt}::timestamptz,
      ${wanted.place}, ${wanted.notifiedOn}::date, ${wanted.urgentReason}, ${wanted.agenda}, ${personOf(actor)}::uuid,
      ${tx.now}::timestamptz from governance.meetings where group_id = ${groupId}`.execute(tx.db)
  await tell(
    tx,
    actor,
    'call_meeting',
    { groupId, kind: 'meeting', id },
    { kind: wanted.kind, urgent: wanted.urgentReason !== null },
  )
  return id
}

/** Who came and how; corrections are later rows. @throws Refusal governance.meeting_not_found, seat_not_found */
export async function attend(tx: Tx, actor: Actor, meetingId: string, { rows }: Attend): Promise<void> {
  const groupId = await groupOfMeeting(tx, meetingId)
  await ofGroup(
    tx,
    groupId,
    rows.map(({ seatId }) => seatId),
  )
  for (const { seatId, manner } of rows)
    await sql`insert into governance.attendances (id, meeting_id, seat_id, manner, recorded_by, recorded_at)
      values (${uuidv7(tx.now)}, ${meetingId}, ${seatId}, ${manner}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'attend', { groupId, kind: 'meeting', id: meetingId }, { seats: rows.length })
}

/** A version of the minutes. @throws Refusal governance.meeting_not_found, seat_not_found */
export async function addMinutes(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  { body, presidedBy }: AddMinutes,
): Promise<void> {
  const groupId = await groupOfMeeting(tx, meetingId)
  if (presidedBy) await ofGroup(tx, groupId, [presidedBy])
  await sql`
    insert into governance.minutes (meeting_id, number, body, presided_by, recorded_by, recorded_at)
    select ${meetingId}::uuid, coalesce(max(number), 0) + 1, ${body}, ${presidedBy}::uuid, ${personOf(actor)}::uuid,
      ${tx.now}::timestamptz from governance.minutes where meeting_id = ${meetingId}`.execute(tx.db)
  await tell(tx, actor, 'add_minutes', { groupId, kind: 'meeting', id: meetingId })
}

async function ofGroup(tx: Tx, groupId: string, seatIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(seatIds)]
  const { rows } =
    await sql`select 1 from governance.seats where group_id = ${groupId} and id = any(${wanted}::uuid[])`.execute(tx.db)
  if (rows.length !== wanted.length) throw refuse('governance.seat_not_found')
}
