import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { publicMotion, whose } from './motions.ts'
import { ATTENDANCE_MANNERS, CHOSEN_BY, MEETING_KINDS, MOTION_STATES, SEAT_END_REASONS, SEAT_KINDS } from './vocab.ts'

const seatId = idOf('seat')
const words = (most: number) => z.string().trim().min(5).max(most)
const reason = z.string().trim().min(2).max(300)

// ── groups and seats

/** Who takes a seat. Name and telephone are sealed; `named` is the consent to stand on public pages by name. */
const newSeat = z.strictObject({
  kind: z.enum(SEAT_KINDS),
  name: z.string().trim().min(1).max(60),
  phone: z
    .string()
    .trim()
    .regex(/^[\d\s+()-]{5,20}$/)
    .nullable()
    .default(null),
  post: z.string().trim().max(80).default(''),
  chosenBy: z.enum(CHOSEN_BY).nullable().default(null),
  named: z.boolean().default(false),
  fromOn: plainDate,
  toOn: plainDate,
})
export type NewSeat = z.output<typeof newSeat>

export const formGroup = z.strictObject({
  fundId: idOf('fund'),
  formedOn: plainDate,
  seats: z.array(newSeat).min(1).max(25),
})
export type FormGroup = z.output<typeof formGroup>

/** `replaces` ends that seat the day the new one begins; `actsFor` stands in while its holder cannot come. */
export const addSeat = newSeat.extend({
  replaces: seatId.nullable().default(null),
  actsFor: seatId.nullable().default(null),
})
export type AddSeat = z.output<typeof addSeat>

export const endSeat = z.strictObject({ endedOn: plainDate, reason: z.enum(SEAT_END_REASONS) })
export type EndSeat = z.output<typeof endSeat>

export const changeMember = z.strictObject({
  name: newSeat.shape.name,
  phone: newSeat.shape.phone,
  named: z.boolean(),
})

/** What everybody may know of a seat: the name only with consent. */
const publicSeat = z.object({
  id: seatId,
  kind: z.enum(SEAT_KINDS),
  post: z.string(),
  chosenBy: z.enum(CHOSEN_BY).nullable(),
  name: z.string().nullable(),
  fromOn: plainDate,
  toOn: plainDate,
  endedOn: plainDate.nullable(),
  acting: z.boolean(),
  /** Counts on the day that was asked about. */
  seated: z.boolean(),
})
export type PublicSeat = z.output<typeof publicSeat>

export const seat = publicSeat.extend({
  /** The name as staff see it; null after a person was forgotten. */
  fullName: z.string().nullable(),
  hasFact: z.boolean(),
  endReason: z.enum(SEAT_END_REASONS).nullable(),
})
export type Seat = z.output<typeof seat>

/** What the group's make-up lacks: `rule` is the number in the rule table (G01, G02, G03). */
const compositionFinding = z.object({
  rule: z.enum(['G01', 'G02', 'G03']),
  reason: z.enum(['too_few', 'even', 'kind_missing', 'no_supervisor']),
  kinds: z.array(z.enum(SEAT_KINDS)),
})
export type CompositionFinding = z.output<typeof compositionFinding>

// ── rules

export const addRules = z
  .strictObject({
    body: z.string().trim().min(20).max(20_000),
    quorumTop: z.number().int().min(1).max(20).default(2),
    quorumBottom: z.number().int().min(1).max(20).default(3),
    specialTop: z.number().int().min(1).max(20).default(2),
    specialBottom: z.number().int().min(1).max(20).default(3),
    largeSumFen: positiveFen,
    noticeDays: z.number().int().min(0).max(60).default(3),
    projectNoticeDays: z.number().int().min(0).max(60).default(5),
    resultNoticeDays: z.number().int().min(0).max(60).default(7),
    noticeHolds: z.boolean().default(false),
    hostFeeBp: z.number().int().min(0).max(2000).default(0),
    emergencyCapFen: fen.refine((sum) => sum >= 0n, { message: 'below_zero' }),
    emergencyYes: z.number().int().min(2).max(15).default(3),
    ratifyDays: z.number().int().min(1).max(60).default(15),
  })
  .refine((it) => it.quorumTop <= it.quorumBottom && it.quorumTop * 2 >= it.quorumBottom, {
    path: ['quorumTop'],
    message: 'quorum',
  })
  .refine((it) => it.specialTop <= it.specialBottom && it.specialTop * 2 > it.specialBottom, {
    path: ['specialTop'],
    message: 'special',
  })
export type AddRules = z.output<typeof addRules>

export const rules = z.object({
  id: idOf('rules'),
  number: z.number().int(),
  body: z.string(),
  ...{ quorumTop: z.number(), quorumBottom: z.number(), specialTop: z.number(), specialBottom: z.number() },
  largeSumFen: fen,
  ...{ noticeDays: z.number(), projectNoticeDays: z.number(), resultNoticeDays: z.number(), noticeHolds: z.boolean() },
  hostFeeBp: z.number(),
  emergencyCapFen: fen,
  ...{ emergencyYes: z.number(), ratifyDays: z.number() },
  recordedAt: instant,
  /** From when to when they were in force; null where no resolution put them in force. */
  inForceFrom: instant.nullable(),
  inForceTo: instant.nullable(),
})
export type Rules = z.output<typeof rules>

// ── meetings

export const callMeeting = z.strictObject({
  kind: z.enum(MEETING_KINDS),
  heldAt: instant,
  place: z.string().trim().max(120).default(''),
  notifiedOn: plainDate,
  urgentReason: reason.nullable().default(null),
  agenda: z.string().trim().max(2000).default(''),
})
export type CallMeeting = z.output<typeof callMeeting>

export const attend = z.strictObject({
  rows: z
    .array(z.strictObject({ seatId, manner: z.enum(ATTENDANCE_MANNERS) }))
    .min(1)
    .max(30),
})
export type Attend = z.output<typeof attend>

export const addMinutes = z.strictObject({ body: words(20_000), presidedBy: seatId.nullable().default(null) })
export type AddMinutes = z.output<typeof addMinutes>

const meetingListed = z.object({
  id: idOf('meeting'),
  number: z.number().int(),
  kind: z.enum(MEETING_KINDS),
  heldAt: instant,
  place: z.string(),
  notifiedOn: plainDate,
  motions: z.array(
    z.object({ id: idOf('motion'), number: z.number().int(), title: z.string(), state: z.enum(MOTION_STATES) }),
  ),
})
export type MeetingListed = z.output<typeof meetingListed>

export const meeting = meetingListed.extend({
  groupId: idOf('group'),
  groupName: z.string(),
  fundId: idOf('fund'),
  whose,
  urgentReason: z.string().nullable(),
  agenda: z.string(),
  seats: z.array(seat),
  attendances: z.array(z.object({ seatId, manner: z.enum(ATTENDANCE_MANNERS) })),
  minutes: z.array(
    z.object({ number: z.number().int(), body: z.string(), presidedBy: seatId.nullable(), recordedAt: instant }),
  ),
  /** Seats that hold a link to this meeting. */
  linked: z.array(seatId),
})
export type Meeting = z.output<typeof meeting>

const place = z.object({ code: z.string(), name: z.string() })

export const groupListed = z.object({
  id: idOf('group'),
  name: z.string(),
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  place,
  whose,
  formedOn: plainDate,
  seats: z.number().int(),
  openMotions: z.number().int(),
  rulesNumber: z.number().int().nullable(),
  findings: z.array(compositionFinding),
})
export type GroupListed = z.output<typeof groupListed>

export const group = groupListed.extend({
  on: plainDate,
  members: z.array(seat),
  rules: z.array(rules),
  meetings: z.array(meetingListed),
})
export type Group = z.output<typeof group>

export const publicGroup = z.object({
  id: idOf('group'),
  name: z.string(),
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  formedOn: plainDate,
  on: plainDate,
  seats: z.array(publicSeat),
  findings: z.array(compositionFinding),
  rules: z.array(rules),
  coming: z.array(meetingListed.omit({ motions: true })),
  decisions: z.array(publicMotion),
})
export type PublicGroup = z.output<typeof publicGroup>

// ── a member's own page, behind a link and a second fact

export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const fact = z.string().trim().min(1).max(20)

export const memberPage = z.object({
  group: z.string(),
  fund: z.string(),
  heldAt: instant,
  place: z.string(),
  agenda: z.string(),
  kind: z.enum(SEAT_KINDS),
  motions: z.array(
    publicMotion.extend({
      voted: z.boolean(),
      recused: z.boolean(),
      mayVote: z.boolean(),
      questions: z.array(z.object({ words: z.string(), answer: z.string().nullable() })),
    }),
  ),
})
export type MemberPage = z.output<typeof memberPage>
