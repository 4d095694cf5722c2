import { z } from 'zod'
import { FUND_FIELDS } from '../funds/vocab.ts'
import { whose } from '../governance/motions.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { PEOPLE_GROUPS, PROJECT_STATES } from '../projects/vocab.ts'
import { figures } from './figures.ts'
import { picks, questionnaire, remarks } from './questions.ts'
import {
  ANSWER_MANNERS,
  BOUNDS,
  CONSENT_SCOPES,
  EVALUATION_STATES,
  INTERVIEW_MODES,
  LEAST_ANSWERS,
  LEAST_CELL,
  MOST_ROLL,
  PHOTO_MOMENTS,
  SAMPLINGS,
  SHEET_STATES,
  SIZE_BANDS,
} from './vocab.ts'

const reason = z.string().trim().min(2).max(300)
const whole = z.number().int()
const MOST_INDICATORS = 20

/** All of an evaluation but its roll. It is not changed afterwards: a wrong one is called off. */
export const planEvaluation = z.strictObject({
  projectId: idOf('project'),
  questionnaireId: idOf('questionnaire'),
  sampling: z.enum(SAMPLINGS).default('all'),
  /** Wanted, in tenths of a percent; says how many are drawn. */
  margin: whole.min(10).max(300).default(50),
  /** May be raised for a small place, never lowered. */
  leastCell: whole.min(LEAST_CELL).max(20).default(LEAST_CELL),
  leastAnswers: whole.min(LEAST_ANSWERS).max(100).default(LEAST_ANSWERS),
  closesAt: instant,
})
export type PlanEvaluation = z.output<typeof planEvaluation>

/** How many to draw; without, as many as the wanted margin asks for. */
export const draw = z.strictObject({ size: whole.min(1).max(MOST_ROLL).nullable().default(null) })

export const answers = z.strictObject({ picks, remarks })
export const answerByCode = answers.extend({ code: z.string().trim().min(1).max(40) })
export const keySheet = answers.extend({ sheet: whole.min(1).max(MOST_ROLL) })
export const interview = answers.extend({ respondentId: idOf('respondent'), mode: z.enum(INTERVIEW_MODES) })
export type Interview = z.output<typeof interview>

/** What was counted: an indicator by its number, or with 0 the persons reached. A later one corrects an earlier, and says why. */
export const addReading = z.strictObject({
  indicator: whole.min(0).max(MOST_INDICATORS),
  value: whole.min(0).max(1_000_000),
  on: plainDate,
  source: z.string().trim().min(2).max(200),
  why: z.string().trim().max(300).default(''),
})
export type AddReading = z.output<typeof addReading>

export const cancelEvaluation = z.strictObject({ reason })

// ── what is answered

const project = z.object({ id: idOf('project'), code: z.string(), name: z.string(), state: z.enum(PROJECT_STATES) })

const listed = {
  id: idOf('evaluation'),
  publicId: z.string(),
  project,
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  place: z.object({ code: z.string(), name: z.string() }),
  state: z.enum(EVALUATION_STATES),
  closesAt: instant,
  people: whole,
  asked: whole,
  answered: whole,
}

/** Between what the share of satisfied people lies, in tenths of a percent; null before the closing and of too few. */
const satisfied = { low: whole.nullable(), high: whole.nullable() }

export const evaluationListed = z.object({ ...listed, ...satisfied, whose })
export type EvaluationListed = z.output<typeof evaluationListed>

const reading = z.object({
  value: whole,
  on: plainDate,
  source: z.string(),
  why: z.string(),
  recordedAt: instant,
})
/** One indicator of the plan: what was promised, what the project said at its acceptance, what was found. */
const indicator = z.object({
  number: whole,
  name: z.string(),
  unit: z.string(),
  target: whole,
  claimed: whole.nullable(),
  readings: z.array(reading),
})
export type Indicator = z.output<typeof indicator>

const photoPublic = z.object({
  id: idOf('photo'),
  moment: z.enum(PHOTO_MOMENTS),
  caption: z.string(),
  takenOn: plainDate,
})
export const photo = photoPublic.extend({
  scope: z.enum(CONSENT_SCOPES).nullable(),
  consentBy: z.string().nullable(),
  consentOn: plainDate.nullable(),
  withdrawn: z.boolean(),
  bytes: whole,
})
export type Photo = z.output<typeof photo>

const told = {
  ...listed,
  questionnaire,
  sampling: z.enum(SAMPLINGS),
  margin: whole,
  leastCell: whole,
  leastAnswers: whole,
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelled: z.string().nullable(),
  seedHash: z.string(),
  /** Told as soon as the sample is drawn. */
  seed: z.string().nullable(),
  figures: figures.nullable(),
  indicators: z.array(indicator),
}

export const evaluation = z.object({
  ...told,
  whose,
  drawn: z.boolean(),
  /** Those asked who have a code. */
  coded: whole,
  byManner: z.object({ link: whole, paper: whole, interview: whole }),
  sheets: z.array(z.object({ sheet: whole, state: z.enum(SHEET_STATES) })),
  /** Sheets two clerks first read differently, of those two have read. */
  misread: z.object({ sheets: whole, of: whole }),
  remarks: whole,
  photos: z.array(photo),
  /** Whoever asks now ran the project, so that somebody else interviews. */
  ranIt: z.boolean(),
})
export type Evaluation = z.output<typeof evaluation>

export const publicEvaluation = z
  .object(told)
  .omit({ asked: true })
  .extend({
    asked: whole,
    photos: z.array(photoPublic),
  })
export type PublicEvaluation = z.output<typeof publicEvaluation>

/** What somebody answers who holds a code: the questions, and for whom. */
export const asking = z.object({
  publicId: z.string(),
  project: project.pick({ code: true, name: true }),
  fund: z.object({ name: z.string() }),
  state: z.enum(EVALUATION_STATES),
  closesAt: instant,
  questionnaire,
})
export type Asking = z.output<typeof asking>

export const respondent = z.object({
  id: idOf('respondent'),
  number: whole,
  name: z.string(),
  door: z.string(),
  community: z.string(),
  asked: z.boolean(),
  coded: z.boolean(),
  manner: z.enum(ANSWER_MANNERS).nullable(),
})
export type Respondent = z.output<typeof respondent>

export const madeCode = respondent.pick({ id: true, number: true, name: true, door: true }).extend({ code: z.string() })
export type MadeCode = z.output<typeof madeCode>

export const remarkShown = z.object({ id: idOf('remark'), question: whole, words: z.string() })

/** One closed evaluation beside others. */
export const compared = z.object({
  id: idOf('evaluation'),
  publicId: z.string(),
  project,
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  place: z.object({ code: z.string(), name: z.string() }),
  /** Null where the project has no proposal. */
  field: z.enum(FUND_FIELDS).nullable(),
  peopleGroup: z.enum(PEOPLE_GROUPS),
  band: z.enum(SIZE_BANDS),
  people: whole,
  asked: whole,
  answered: whole,
  share: whole.nullable(),
  ...satisfied,
  bound: z.enum(BOUNDS).nullable(),
  /** Of projects of the same field, people and band that have a share. */
  likes: whole,
  /** Among those, by the low end, so that a small sample gains nothing; null of too few, and where there is no other. */
  rank: whole.nullable(),
  persons: whole.nullable(),
  reachedFen: fen,
  costFen: fen.nullable(),
  met: whole,
  indicators: whole,
  closedAt: instant,
})
export type Compared = z.output<typeof compared>
