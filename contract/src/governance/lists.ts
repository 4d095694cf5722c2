import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { ATTENDANCE_MANNERS, MEETING_KINDS, MOTION_KINDS, MOTION_STATES, SEAT_KINDS } from './vocab.ts'

const group = z.object({ id: idOf('group'), name: z.string() })

const motionListed = z.object({
  id: idOf('motion'),
  group,
  number: z.number().int(),
  kind: z.enum(MOTION_KINDS),
  title: z.string(),
  /** What it would let out; null where it is not about money. */
  amountFen: fen.nullable(),
  state: z.enum(MOTION_STATES),
  meeting: z.object({ id: idOf('meeting'), number: z.number().int(), heldAt: instant }),
  closesAt: instant.nullable(),
  closedAt: instant.nullable(),
})
export type MotionListed = z.output<typeof motionListed>

const meetingRow = z.object({
  id: idOf('meeting'),
  group,
  number: z.number().int(),
  kind: z.enum(MEETING_KINDS),
  heldAt: instant,
  place: z.string(),
  notifiedOn: plainDate,
  motions: z.number().int(),
  /** Who came, in whatever manner; who asked for leave; and whether minutes were written. */
  attended: z.number().int(),
  excused: z.number().int(),
  minutes: z.boolean(),
})
export type MeetingRow = z.output<typeof meetingRow>

/** Who came to which meeting, by the name that may be public. */
const attendance = z.object({
  meeting: z.object({ id: idOf('meeting'), number: z.number().int(), heldAt: instant }),
  group,
  seatId: idOf('seat'),
  kind: z.enum(SEAT_KINDS),
  post: z.string(),
  shownName: z.string().nullable(),
  manner: z.enum(ATTENDANCE_MANNERS),
})
export type Attendance = z.output<typeof attendance>

const READ = { action: 'governance.read', list: true } as const
const narrowed = pageQuery.extend({ q: z.string().trim().max(60).optional(), groupId: idOf('group').optional() })

/** What was put to groups, when they met and who came, over all groups of one's reach: part of the module's routes. */
export const listRoutes = {
  listMotions: route({
    name: 'governance.listMotions',
    method: 'GET',
    path: '/api/v1/governance/motions',
    access: READ,
    summary: 'Motions of the groups within the caller’s reach, the latest meeting first',
    query: narrowed.extend({ state: z.enum(MOTION_STATES).optional(), kind: z.enum(MOTION_KINDS).optional() }),
    output: pageOf(motionListed),
  }),
  listMeetings: route({
    name: 'governance.listMeetings',
    method: 'GET',
    path: '/api/v1/governance/meetings',
    access: READ,
    summary: 'Meetings of the groups within the caller’s reach, the latest first',
    query: narrowed.extend({ kind: z.enum(MEETING_KINDS).optional() }),
    output: pageOf(meetingRow),
  }),
  listAttendances: route({
    name: 'governance.listAttendances',
    method: 'GET',
    path: '/api/v1/governance/attendances',
    access: READ,
    summary: 'Who came to the meetings of the groups within the caller’s reach, by the names that may be public',
    query: narrowed.extend({ manner: z.enum(ATTENDANCE_MANNERS).optional() }),
    output: pageOf(attendance),
  }),
} as const
