import { z } from 'zod'
import { instant } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { BALLOT_STATES, COUNT_RULES, MOST_OPTIONS, REASONS, ROLL_KINDS, SLIP_STATES, VOTE_MANNERS } from './vocab.ts'

const reason = z.string().trim().min(2).max(300)

/** What may be marked; the number is its place. */
const newOption = z.strictObject({
  title: z.string().trim().min(2).max(80),
  words: z.string().trim().max(1000).default(''),
  costFen: positiveFen,
  projectId: idOf('project').nullable().default(null),
})

/** All of a ballot but its roll. It is not changed afterwards: a wrong one is called off. */
export const planBallot = z.strictObject({
  fundId: idOf('fund'),
  title: z.string().trim().min(4).max(80),
  words: z.string().trim().max(2000).default(''),
  budgetFen: positiveFen,
  rule: z.enum(COUNT_RULES).default('equal_shares_add1u'),
  mostMarks: z.number().int().min(1).max(MOST_OPTIONS),
  rollKind: z.enum(ROLL_KINDS).default('household'),
  closesAt: instant,
  options: z.array(newOption).min(1).max(MOST_OPTIONS),
})
export type PlanBallot = z.output<typeof planBallot>

/** Numbers of options; none is a blank vote. */
const marks = z.array(z.number().int().min(1).max(MOST_OPTIONS)).max(MOST_OPTIONS)
export const keySlip = z.strictObject({ slip: z.number().int().min(1).max(100_000), marks })
export const castVote = z.strictObject({ code: z.string().trim().min(1).max(40), marks })
export const withdrawOption = z.strictObject({ number: z.number().int().min(1).max(MOST_OPTIONS), reason })
export const cancelBallot = z.strictObject({ reason })

const option = z.object({
  number: z.number().int(),
  title: z.string(),
  words: z.string(),
  costFen: fen,
  projectId: idOf('project').nullable(),
  /** Why it was taken back; null while it stands. */
  withdrawn: z.string().nullable(),
})

/** Whole numbers of any size, as decimal text. */
const whole = z.codec(z.string().regex(/^\d{1,4000}$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (value) => value.toString(),
})

/** As the count answers it; `id` is the number of the option. */
export const countResult = z.object({
  rule: z.enum(COUNT_RULES),
  voters: z.number().int(),
  blank: z.number().int(),
  budgetFen: fen,
  spentFen: fen,
  shareFen: fen.nullable(),
  outcomes: z.array(
    z.object({
      id: z.string(),
      costFen: fen,
      votes: z.number().int(),
      reason: z.enum(REASONS),
      rank: z.number().int().nullable(),
      leftFen: fen,
      price: z.object({ over: whole, under: whole }).nullable(),
      poorer: z.number().int(),
      supportersHadFen: fen,
    }),
  ),
})

const listed = {
  id: idOf('ballot'),
  publicId: z.string(),
  title: z.string(),
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  place: z.object({ code: z.string(), name: z.string() }),
  state: z.enum(BALLOT_STATES),
  budgetFen: fen,
  rule: z.enum(COUNT_RULES),
  closesAt: instant,
  roll: z.number().int(),
  voted: z.number().int(),
}
const whose = z.object({ placeCode: z.string(), hostId: z.uuid() })

export const ballotListed = z.object({ ...listed, whose })
export type BallotListed = z.output<typeof ballotListed>

export const publicBallotListed = z.object(listed)
export type PublicBallotListed = z.output<typeof publicBallotListed>

const told = {
  ...listed,
  words: z.string(),
  mostMarks: z.number().int(),
  rollKind: z.enum(ROLL_KINDS),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelled: z.string().nullable(),
  seedHash: z.string(),
  seed: z.string().nullable(),
  byCode: z.number().int(),
  byPaper: z.number().int(),
  options: z.array(option),
  result: countResult.nullable(),
}
export const publicBallot = z.object(told)
export type PublicBallot = z.output<typeof publicBallot>

export const ballot = z.object({
  ...told,
  whose,
  /** Entries of the roll that have a code. */
  coded: z.number().int(),
  slips: z.array(z.object({ slip: z.number().int(), state: z.enum(SLIP_STATES) })),
  motions: z.array(z.object({ id: idOf('motion'), title: z.string() })),
})
export type Ballot = z.output<typeof ballot>

export const voter = z.object({
  id: idOf('voter'),
  number: z.number().int(),
  name: z.string(),
  door: z.string(),
  coded: z.boolean(),
  manner: z.enum(VOTE_MANNERS).nullable(),
})
export type Voter = z.output<typeof voter>

export const madeCode = z.object({
  id: idOf('voter'),
  number: z.number().int(),
  name: z.string(),
  door: z.string(),
  code: z.string(),
})
export type MadeCode = z.output<typeof madeCode>
