import { z } from 'zod'
import { FUND_FIELDS } from '../funds/vocab.ts'
import { whose } from '../governance/motions.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { PAYEE_KINDS } from '../payments/vocab.ts'
import { STEP_NAMES } from './steps.ts'
import {
  DECISION_STATES,
  EVALUATIONS,
  EVIDENCE_KINDS,
  EVIDENCE_TYPES,
  NEED_SOURCES,
  PEOPLE_GROUPS,
  PROJECT_STATES,
  SURPLUS_TREATMENTS,
} from './vocab.ts'

const MOST_LINES = 20
const text = (most: number) => z.string().trim().min(5).max(most)
const name = z.string().trim().min(2).max(60)
export const publicCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
const count = z.number().int().min(0).max(1_000_000)

/** Every text here will be public, so none may hold personal data (X13). */
export const begin = z.strictObject({
  fundId: idOf('fund'),
  name: z.string().trim().min(4).max(60),
  peopleGroup: z.enum(PEOPLE_GROUPS),
  needSource: z.enum(NEED_SOURCES),
  need: text(2000),
  /** How many people it would reach. */
  people: count,
})
export type Begin = z.output<typeof begin>

export const worded = z.strictObject({ words: text(2000) })

const budgetLine = z.strictObject({ name, amountFen: positiveFen })
const budget = z.strictObject({ sumFen: positiveFen, lines: z.array(budgetLine).min(1).max(MOST_LINES) })
export type Budget = z.output<typeof budget>

export const propose = z.strictObject({
  words: text(4000),
  field: z.enum(FUND_FIELDS),
  startsOn: plainDate,
  endsOn: plainDate,
  risks: text(2000),
  ...budget.shape,
  milestones: z
    .array(z.strictObject({ title: name, dueOn: plainDate }))
    .min(1)
    .max(MOST_LINES),
  indicators: z
    .array(z.strictObject({ name, unit: z.string().trim().min(1).max(10), target: count }))
    .min(1)
    .max(MOST_LINES),
})
export type Propose = z.output<typeof propose>

export const putToVote = z.strictObject({
  meetingId: idOf('meeting'),
  words: text(4000),
  secret: z.boolean().default(false),
  payeeKind: z.enum(PAYEE_KINDS).exclude(['open']),
  payeeName: z.string().trim().min(2).max(100),
  validTo: plainDate,
})
export type PutToVote = z.output<typeof putToVote>

export const askBudget = z.strictObject({
  ...{ meetingId: idOf('meeting'), words: text(4000), ...budget.shape },
  /** Only where it asks for more money: to whom, and until when. */
  payeeKind: z.enum(PAYEE_KINDS).exclude(['open']).nullable().default(null),
  payeeName: z.string().trim().max(100).default(''),
  validTo: plainDate.nullable().default(null),
})
export type AskBudget = z.output<typeof askBudget>

export const agree = z.strictObject({
  words: text(2000),
  signedOn: plainDate,
  /** What the agreement says of money that is left. */
  surplus: z.enum(SURPLUS_TREATMENTS),
})
export type Agree = z.output<typeof agree>

export const reach = z.strictObject({ words: text(2000), milestone: z.number().int().min(1).max(MOST_LINES) })
export type Reach = z.output<typeof reach>

/** In the order of the budget's lines and of the indicators. */
export const submit = z.strictObject({
  words: text(4000),
  spentFen: z.array(fen).min(1).max(MOST_LINES),
  results: z.array(count).min(1).max(MOST_LINES),
})
export type Submit = z.output<typeof submit>

export const evaluate = z.strictObject({ words: text(2000), level: z.enum(EVALUATIONS) })
export type Evaluate = z.output<typeof evaluate>

export const money = z.strictObject({ words: text(2000), amountFen: positiveFen })
export type MoneyStep = z.output<typeof money>

export const close = z.strictObject({
  words: text(2000),
  /** Of a project that was stopped and handed nothing in: what was spent in all. */
  spentFen: fen.default(0n),
  /** Where the agreement gives what is left to another project: which. */
  targetId: idOf('project').nullable().default(null),
})
export type Close = z.output<typeof close>

export const object = z.strictObject({
  words: text(2000),
  /** How to reach the maker, only if they wish. */
  contact: z.string().trim().max(100).default(''),
})
export type Objects = z.output<typeof object>

export const review = z.strictObject({ accepted: z.boolean(), words: z.string().trim().max(500).default('') })
export type Review = z.output<typeof review>

export const evidenceQuery = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  fileName: z.string().trim().min(1).max(120),
  milestone: z.coerce.number().int().min(1).max(MOST_LINES).optional(),
  caption: z.string().trim().min(2).max(120),
  /** Whoever can be recognised in it agreed to its being shown; without, it stays with staff. */
  consent: z.enum(['yes', 'no']).default('no'),
})
export type EvidenceQuery = z.output<typeof evidenceQuery>

// ── what is answered

const state = z.enum(PROJECT_STATES)
const stepTaken = z.object({
  number: z.number().int(),
  step: z.enum([...STEP_NAMES, 'begin'] as const),
  to: state,
  words: z.string(),
  untilOn: plainDate.nullable(),
  amountFen: fen.nullable(),
  milestone: z.number().int().nullable(),
  takenAt: instant,
})

const decision = z.object({
  motionId: idOf('motion'),
  title: z.string(),
  state: z.enum(DECISION_STATES),
  forBudget: z.number().int().nullable(),
})

const budgetShown = z.object({
  number: z.number().int(),
  sumFen: fen,
  /** `spentFen` as handed in for acceptance; `paidFen` and `liveFen` (on its way) as payments have it, of the budget in force. */
  lines: z.array(z.object({ name: z.string(), amountFen: fen, spentFen: fen.nullable(), paidFen: fen, liveFen: fen })),
  motionId: idOf('motion').nullable(),
  state: z.enum(['in_force', 'asked', 'earlier', 'refused']),
})
export type BudgetShown = z.output<typeof budgetShown>

/** What a step answers: where the project stands now, and the motion it put. The rest is read anew by who wants it. */
export const taken = z.object({
  ...{ id: idOf('project'), code: publicCode, state },
  motionId: idOf('motion').nullable(),
})
export type Taken = z.output<typeof taken>

const evidencePublic = z.object({
  id: idOf('evidence'),
  kind: z.enum(EVIDENCE_KINDS),
  caption: z.string(),
  milestone: z.number().int().nullable(),
  mediaType: z.enum(EVIDENCE_TYPES),
  bytes: z.number().int(),
  addedAt: instant,
})
export const evidence = evidencePublic.extend({
  fileName: z.string(),
  consent: z.boolean(),
  mine: z.boolean(),
  review: z.object({ accepted: z.boolean(), words: z.string(), at: instant }).nullable(),
})
export type Evidence = z.output<typeof evidence>

const objectionPublic = z.object({ madeAt: instant, answered: z.boolean(), answer: z.string().nullable() })
export const objection = objectionPublic.extend({
  id: idOf('objection'),
  words: z.string(),
  contact: z.string().nullable(),
})
export type Objection = z.output<typeof objection>

export const listed = z.object({
  id: idOf('project'),
  code: publicCode,
  name: z.string(),
  state,
  peopleGroup: z.enum(PEOPLE_GROUPS),
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  place: z.object({ code: z.string(), name: z.string() }),
  whose,
  people: z.number().int(),
  /** Of the budget in force, or the one proposed; null before a proposal. */
  sumFen: fen.nullable(),
  endsOn: plainDate.nullable(),
  noticeUntil: plainDate.nullable(),
  openObjections: z.number().int(),
  waitingEvidence: z.number().int(),
  /** What its last evaluation found: who answered, and between what the share of the satisfied lies in tenths of a percent. */
  finding: z
    .object({ answered: z.number().int(), low: z.number().int().nullable(), high: z.number().int().nullable() })
    .nullable(),
  since: instant,
})
export type ProjectListed = z.output<typeof listed>

const proposal = z.object({
  number: z.number().int(),
  words: z.string(),
  field: z.enum(FUND_FIELDS),
  startsOn: plainDate,
  endsOn: plainDate,
  risks: z.string(),
  milestones: z.array(z.object({ title: z.string(), dueOn: plainDate, reachedOn: plainDate.nullable() })),
  indicators: z.array(
    z.object({ name: z.string(), unit: z.string(), target: z.number().int(), result: z.number().int().nullable() }),
  ),
})
export type Proposal = z.output<typeof proposal>

const publicParts = {
  needSource: z.enum(NEED_SOURCES),
  need: z.string(),
  proposal: proposal.nullable(),
  budgets: z.array(budgetShown),
  /** In all, also what names no line of the budget. */
  paidFen: fen,
  liveFen: fen,
  decisions: z.array(decision),
  level: z.enum(EVALUATIONS).nullable(),
  agreement: z.object({ signedOn: plainDate, surplus: z.enum(SURPLUS_TREATMENTS) }).nullable(),
  claimedFen: fen,
  backFen: fen,
  closing: z
    .object({
      surplusFen: fen,
      treatment: z.enum(SURPLUS_TREATMENTS).nullable(),
      target: z.object({ code: publicCode, name: z.string() }).nullable(),
      closedOn: plainDate,
    })
    .nullable(),
}

export const project = listed.extend({
  ...publicParts,
  steps: z.array(stepTaken.extend({ by: z.string().nullable() })),
  evidence: z.array(evidence),
  objections: z.array(objection.omit({ words: true, contact: true }).extend({ words: z.null(), contact: z.null() })),
  holdsUntil: plainDate.nullable(),
  /** What the table lets come next; each may still be refused for what it asks besides. */
  next: z.array(z.enum(STEP_NAMES)),
})
export type Project = z.output<typeof project>

export const publicListed = listed.pick({
  ...{ id: true, code: true, name: true, state: true, peopleGroup: true, fund: true, place: true, people: true },
  ...{ sumFen: true, endsOn: true, noticeUntil: true, since: true },
})
export type PublicListed = z.output<typeof publicListed>

export const publicProject = publicListed.extend({
  ...publicParts,
  steps: z.array(stepTaken),
  evidence: z.array(evidencePublic),
  objections: z.array(objectionPublic),
  mayObject: z.boolean(),
})
export type PublicProject = z.output<typeof publicProject>
