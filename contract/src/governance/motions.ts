import { z } from 'zod'
import { FUND_FIELDS } from '../funds/vocab.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { PAYEE_KINDS } from '../payments/vocab.ts'
import {
  BOARD_REASONS,
  CHOICES,
  GATE_ROUTES,
  GATE_VIEWS,
  MOTION_KINDS,
  MOTION_STATES,
  OUTCOMES,
  RECUSAL_BY,
  RECUSAL_KINDS,
  VOTE_MANNERS,
} from './vocab.ts'

const seatId = idOf('seat')
const words = (most: number) => z.string().trim().min(5).max(most)
const reason = z.string().trim().min(2).max(300)

const money = {
  amountFen: positiveFen.nullable().default(null),
  eachCapFen: positiveFen.nullable().default(null),
  field: z.enum(FUND_FIELDS).nullable().default(null),
  payeeKind: z.enum(PAYEE_KINDS).nullable().default(null),
  payeeName: z.string().trim().max(100).default(''),
  validTo: plainDate.nullable().default(null),
}

/** The sum, the limit and the payee stand in money motions and nowhere else. */
export const addMotion = z.strictObject({
  kind: z.enum(MOTION_KINDS),
  title: z.string().trim().min(4).max(120),
  reasons: words(4000),
  secret: z.boolean().default(false),
  ...money,
  rulesId: idOf('rules').nullable().default(null),
  aboutMotionId: idOf('motion').nullable().default(null),
})
export type AddMotion = z.output<typeof addMotion>

export const addGate = z.strictObject({
  route: z.enum(GATE_ROUTES),
  invitedOn: plainDate.nullable().default(null),
  attended: z.boolean().default(false),
  view: z.enum(GATE_VIEWS).nullable().default(null),
  remarks: z.string().trim().max(1000).default(''),
  dueOn: plainDate.nullable().default(null),
})
export type AddGate = z.output<typeof addGate>
const gate = addGate.extend({ recordedAt: instant })

export const openVote = z.strictObject({ closesAt: instant })

/** Slips or hands, keyed twice. In a secret vote the slips are not tied to who voted: only their number must agree. */
const keyed = z.array(z.strictObject({ seatId, choice: z.enum(CHOICES) })).max(30)
export const castOpen = z.strictObject({ manner: z.enum(['paper', 'hand']), first: keyed.min(1), second: keyed.min(1) })
export type CastOpen = z.output<typeof castOpen>

const slips = z.strictObject({
  yes: z.number().int().min(0),
  no: z.number().int().min(0),
  blank: z.number().int().min(0),
})
export const castSlips = z.strictObject({ seatIds: z.array(seatId).min(1).max(30), first: slips, second: slips })
export type CastSlips = z.output<typeof castSlips>

export const recuse = z.strictObject({ seatId, kind: z.enum(RECUSAL_KINDS), words: z.string().trim().min(2).max(500) })
export type Recuse = z.output<typeof recuse>

export const boardDecision = z.strictObject({
  approves: z.boolean(),
  ruleCited: reason.nullable().default(null),
  reason: z.string().trim().min(2).max(1000),
  decidedOn: plainDate,
  members: z.number().int().min(1).max(99),
  present: z.number().int().min(0).max(99),
  yes: z.number().int().min(0).max(99),
})
export type BoardDecision = z.output<typeof boardDecision>

const tally = z.object({
  seats: z.number().int(),
  recused: z.number().int(),
  present: z.number().int(),
  voted: z.number().int(),
  quorumNeeded: z.number().int(),
  yesNeeded: z.number().int(),
  /** Of an open vote while it runs, of any when it is closed. */
  counts: z.object({ yes: z.number().int(), no: z.number().int(), blank: z.number().int() }).nullable(),
})
export type Tally = z.output<typeof tally>

/** What everybody may read of a motion: no person by name but those who agreed to be named. */
export const publicMotion = z.object({
  id: idOf('motion'),
  number: z.number().int(),
  kind: z.enum(MOTION_KINDS),
  title: z.string(),
  reasons: z.string(),
  secret: z.boolean(),
  state: z.enum(MOTION_STATES),
  amountFen: fen.nullable(),
  eachCapFen: fen.nullable(),
  field: z.enum(FUND_FIELDS).nullable(),
  payeeKind: z.enum(PAYEE_KINDS).nullable(),
  /** Of bodies; persons are not named. */
  payee: z.string().nullable(),
  validTo: plainDate.nullable(),
  meetingId: idOf('meeting'),
  meetingNumber: z.number().int(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  /** Of an emergency that was paid before it was ratified. */
  ratifyBy: plainDate.nullable(),
  ratified: z.boolean(),
  gate: gate.omit({ remarks: true }).nullable(),
  resolution: z
    .object({
      number: z.number().int(),
      outcome: z.enum(OUTCOMES),
      special: z.boolean(),
      boardFor: z.array(z.enum(BOARD_REASONS)),
      ballotRoot: z.string().nullable(),
      closedAt: instant,
      rulesNumber: z.number().int().nullable(),
    })
    .nullable(),
  tally: tally.nullable(),
  board: z
    .object({
      approves: z.boolean(),
      ruleCited: z.string().nullable(),
      reason: z.string(),
      decidedOn: plainDate,
      members: z.number().int(),
      present: z.number().int(),
      yes: z.number().int(),
    })
    .nullable(),
})
export type PublicMotion = z.output<typeof publicMotion>

/** Whose business a thing of a group is: the fund's place and its host. */
export const whose = z.object({ placeCode: z.string(), hostId: idOf('org') })

const voteShown = z.object({
  seatId,
  /** Counts on the roll and was not recused. */
  recused: z.enum(RECUSAL_KINDS).nullable(),
  recusedBy: z.enum(RECUSAL_BY).nullable(),
  manner: z.enum(VOTE_MANNERS).nullable(),
  choice: z.enum(CHOICES).nullable(),
})

export const motion = publicMotion.extend({
  groupId: idOf('group'),
  fundId: idOf('fund'),
  whose,
  roll: z.array(voteShown),
  /** Seats whose member bears the payee's name: a hint to ask, never a recusal. */
  hints: z.array(seatId),
  gates: z.array(gate),
  /** Why the vote cannot be opened or closed now: a refusal of this module; null when it can. */
  openRefusal: z.string().nullable(),
  closeRefusal: z.string().nullable(),
})
export type Motion = z.output<typeof motion>

export const question = z.object({
  id: idOf('question'),
  seatId,
  words: z.string(),
  askedAt: instant,
  answer: z.string().nullable(),
})
export type Question = z.output<typeof question>
