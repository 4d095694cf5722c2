import type { Actor } from '@shanju/contract/access.ts'
import type { Meeting, MeetingListed } from '@shanju/contract/governance/shapes.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tell } from '../tell.ts'
import { motionRows, stateOf } from './motion-rows.ts'
import { seatsOf } from './seats.ts'

/** @throws Refusal governance.meeting_not_found */
export async function groupOfMeeting(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select group_id as id from governance.meetings where id = ${id}`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('governance.meeting_not_found')
  return rows[0].id
}

/** Of a group, the latest first, with the motions of each. */
export async function meetingsOf(tx: Tx, groupId: string): Promise<MeetingListed[]> {
  const { rows } = await sql<Omit<MeetingListed, 'motions'>>`
    select id, number, kind, held_at as "heldAt", place, notified_on as "notifiedOn" from governance.meetings
     where group_id = ${groupId} order by held_at desc, number desc`.execute(tx.db)
  const motions = (await motionRows(tx, sql`m.group_id = ${groupId}`)).toReversed()
  return rows.map((meeting) => ({
    ...meeting,
    motions: motions
      .filter(({ meetingId }) => meetingId === meeting.id)
      .map((row) => ({ id: row.id, number: row.number, title: row.title, state: stateOf(row) })),
  }))
}

/** The meeting room: who sits, who came, what is on the agenda. Members stand there by name, so it leaves a trail row. */
export async function getMeeting(tx: Tx, actor: Actor, id: string): Promise<Meeting> {
  const groupId = await groupOfMeeting(tx, id)
  const [found] = (await meetingsOf(tx, groupId)).filter((each) => each.id === id)
  if (!found) throw refuse('governance.meeting_not_found')
  const { rows } = await sql<Pick<Meeting, 'groupId' | 'groupName' | 'fundId' | 'whose' | 'urgentReason' | 'agenda'>>`
    select m.group_id as "groupId", g.name as "groupName", g.fund_id as "fundId", m.urgent_reason as "urgentReason", m.agenda,
           json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose
      from governance.meetings m join governance.groups g on g.id = m.group_id
      join funds.pub_funds f on f.id = g.fund_id where m.id = ${id}`.execute(tx.db)
  const [more] = rows
  if (!more) throw refuse('governance.meeting_not_found')
  const { rows: attendances } = await sql<Meeting['attendances'][number]>`
    select distinct on (seat_id) seat_id as "seatId", manner from governance.attendances where meeting_id = ${id}
     order by seat_id, recorded_at desc, id desc`.execute(tx.db)
  const { rows: minutes } = await sql<Meeting['minutes'][number]>`
    select number, body, presided_by as "presidedBy", recorded_at as "recordedAt" from governance.minutes
     where meeting_id = ${id} order by number desc`.execute(tx.db)
  const { rows: links } = await sql<{ seatId: string }>`
    select distinct seat_id as "seatId" from governance.links where meeting_id = ${id}`.execute(tx.db)
  await tell(tx, actor, 'read_members', { groupId, kind: 'meeting', id })
  const seats = await seatsOf(tx, groupId, shanghaiDate(found.heldAt))
  const linked = links.map(({ seatId }) => seatId)
  return { ...found, ...more, seats, attendances, minutes, linked }
}
