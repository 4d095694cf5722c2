import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/governance/exports.ts'
import type { Attendance, listRoutes, MeetingRow, MotionListed } from '@shanju/contract/governance/lists.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

type Asked<K extends keyof typeof exports> = Omit<Input<(typeof exports)[K]>['query'], 'format'>

/** The same as `motionState`, for filters; a test holds the two equal. */
const STATE = sql`case
  when r.id is null then case when w.motion_id is not null then 'withdrawn' when o.motion_id is not null then 'open' else 'draft' end
  when r.outcome in ('failed', 'no_quorum') then r.outcome
  when b.approves is false then 'refused'
  when cardinality(r.board_for) > 0 and b.approves is null then 'awaiting_board'
  else 'carried' end`
const GROUP = sql`json_build_object('id', g.id, 'name', g.name)`
const FUNDS = sql`governance.groups g join funds.pub_funds f on f.id = g.fund_id`

/** Of the groups in reach, those asked for. */
function found(actor: Actor, { groupId }: { readonly groupId?: string | undefined }): RawBuilder<unknown>[] {
  const reach = reaches(whereCan(actor, 'governance.read'), sql`f.path`, sql`array[f.host_id]`)
  return groupId ? [reach, sql`g.id = ${groupId}`] : [reach]
}

const holds = (words: string, ...texts: RawBuilder<unknown>[]) =>
  sql`(${sql.join(
    texts.map((text) => sql`position(lower(${words}) in lower(${text})) > 0`),
    sql` or `,
  )})`

function selectMotions(actor: Actor, query: Asked<'listMotionsExport'>): RawBuilder<MotionRow> {
  const { q, state, kind } = query
  const wanted = found(actor, query)
  if (q) wanted.push(holds(q, sql`m.title`, sql`g.name`))
  if (state) wanted.push(sql`${STATE} = ${state}`)
  if (kind) wanted.push(sql`m.kind = ${kind}`)
  return sql<MotionRow>`
    select m.id, ${GROUP} as "group", m.number, m.kind, m.title, m.amount_fen as "amountFen", ${STATE} as state,
           me.id as "meetingId", me.number as "meetingNumber", me.held_at as "heldAt",
           o.closes_at as "closesAt", r.closed_at as "closedAt"
      from ${FUNDS} join governance.motions m on m.group_id = g.id
      join governance.meetings me on me.id = m.meeting_id
      left join governance.withdrawals w on w.motion_id = m.id
      left join governance.openings o on o.motion_id = m.id
      left join governance.resolutions r on r.motion_id = m.id
      left join governance.board_decisions b on b.motion_id = m.id
     where ${sql.join(wanted, sql` and `)} order by me.held_at desc, m.number desc, m.id`
}

function selectMeetings(actor: Actor, query: Asked<'listMeetingsExport'>): RawBuilder<MeetingRow> {
  const { q, kind } = query
  const wanted = found(actor, query)
  if (q) wanted.push(holds(q, sql`g.name`, sql`me.place`))
  if (kind) wanted.push(sql`me.kind = ${kind}`)
  return sql<MeetingRow>`
    select me.id, ${GROUP} as "group", me.number, me.kind, me.held_at as "heldAt", me.place, me.notified_on as "notifiedOn",
           (select count(*)::int from governance.motions m where m.meeting_id = me.id) as motions,
           coalesce(came.attended, 0) as attended, coalesce(came.excused, 0) as excused,
           exists (select 1 from governance.minutes x where x.meeting_id = me.id) as minutes
      from ${FUNDS} join governance.meetings me on me.group_id = g.id
      left join lateral (
        select count(*) filter (where manner <> 'leave')::int as attended, count(*) filter (where manner = 'leave')::int as excused
          from (select distinct on (seat_id) manner from governance.attendances a where a.meeting_id = me.id
                 order by seat_id, recorded_at desc, id desc) as latest) came on true
     where ${sql.join(wanted, sql` and `)} order by me.held_at desc, me.id`
}

function selectAttendances(actor: Actor, query: Asked<'listAttendancesExport'>): RawBuilder<AttendanceRow> {
  const { q, manner } = query
  const wanted = found(actor, query)
  if (q) wanted.push(holds(q, sql`g.name`, sql`s.post`))
  if (manner) wanted.push(sql`a.manner = ${manner}`)
  return sql<AttendanceRow>`
    select me.id as "meetingId", me.number as "meetingNumber", me.held_at as "heldAt", ${GROUP} as "group",
           a.seat_id as "seatId", s.kind, s.post, p.shown_name as "shownName", a.manner
      from ${FUNDS} join governance.meetings me on me.group_id = g.id
      join lateral (select distinct on (seat_id) seat_id, manner from governance.attendances x where x.meeting_id = me.id
                     order by seat_id, recorded_at desc, id desc) a on true
      join governance.seats s on s.id = a.seat_id
      left join governance.members p on p.seat_id = s.id
     where ${sql.join(wanted, sql` and `)} order by me.held_at desc, me.id, s.kind, a.seat_id`
}

interface OfMeeting {
  readonly meetingId: string
  readonly meetingNumber: number
  readonly heldAt: Date
}
type MotionRow = Omit<MotionListed, 'meeting'> & OfMeeting
type AttendanceRow = Omit<Attendance, 'meeting'> & OfMeeting

const withMeeting = <R extends OfMeeting>({ meetingId, meetingNumber, heldAt, ...row }: R) => ({
  ...row,
  meeting: { id: meetingId, number: meetingNumber, heldAt },
})

export async function listMotions(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof listRoutes.listMotions>,
): Promise<Page<MotionListed>> {
  const listed = await page(tx, query, selectMotions(actor, query))
  return { ...listed, items: listed.items.map(withMeeting) }
}

export const listMeetings = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof listRoutes.listMeetings>,
): Promise<Page<MeetingRow>> => page(tx, query, selectMeetings(actor, query))

export async function listAttendances(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof listRoutes.listAttendances>,
): Promise<Page<Attendance>> {
  const listed = await page(tx, query, selectAttendances(actor, query))
  return { ...listed, items: listed.items.map(withMeeting) }
}

export const allMotions = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listMotionsExport>,
): Promise<Listed<MotionListed>> => listed(tx, selectMotions(actor, query), (rows) => rows.map(withMeeting))

export const allMeetings = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listMeetingsExport>,
): Promise<Listed<MeetingRow>> => listed(tx, selectMeetings(actor, query), (rows) => rows)

export const allAttendances = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listAttendancesExport>,
): Promise<Listed<Attendance>> => listed(tx, selectAttendances(actor, query), (rows) => rows.map(withMeeting))
