import { z } from 'zod'
import { instant } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { trialOf, trialQuery } from '../kit/trial.ts'
import { MOTION_KINDS, OUTCOMES } from './vocab.ts'

/**
 * How a motion comes out under a draft: an outcome of the vote, or what would have kept it from being one. Notice too
 * short and nobody said why it was urgent; above the limit of emergencies; important, and the party not heard; an
 * emergency that passed and was ratified too late.
 */
const TRIAL_ENDS = [...OUTCOMES, 'not_called', 'above_cap', 'not_heard', 'ratified_late'] as const
export type TrialEnd = (typeof TRIAL_ENDS)[number]

/** Why it comes out otherwise: the figure of the draft that turned it. */
const TRIAL_CAUSES = ['notice', 'cap', 'party', 'quorum', 'majority', 'ratify'] as const
export type TrialCause = (typeof TRIAL_CAUSES)[number]

const part = z.coerce.number().int().min(1).max(20)
const days = z.coerce.number().int().min(0).max(60)

/** The figures of a draft on which a decision of the group rests. */
export const draftFigures = {
  ...{ quorumTop: part.default(2), quorumBottom: part.default(3) },
  ...{ specialTop: part.default(2), specialBottom: part.default(3) },
  largeSumFen: positiveFen.default(2_000_000n),
  noticeDays: days.default(3),
  emergencyCapFen: fen.default(500_000n),
  emergencyYes: z.coerce.number().int().min(2).max(15).default(3),
  ratifyDays: days.min(1).default(15),
}

export const rulesTrialQuery = trialQuery.extend({
  groupId: idOf('group').optional(),
  kind: z.enum(MOTION_KINDS).optional(),
  ...draftFigures,
})

const needs = z.object({ quorum: z.number().int(), yes: z.number().int(), special: z.boolean() })

const rulesTrialRow = z.object({
  motionId: idOf('motion'),
  number: z.number().int(),
  title: z.string(),
  kind: z.enum(MOTION_KINDS),
  group: z.object({ id: idOf('group'), name: z.string() }),
  closedAt: instant,
  amountFen: fen.nullable(),
  was: z.enum(TRIAL_ENDS),
  wouldBe: z.enum(TRIAL_ENDS),
  cause: z.enum(TRIAL_CAUSES).nullable(),
  ...{ seats: z.number().int(), recused: z.number().int(), present: z.number().int(), yes: z.number().int() },
  no: z.number().int(),
  needed: needs,
  wouldNeed: needs,
})
export type RulesTrialRow = z.output<typeof rulesTrialRow>

export const rulesTrial = trialOf(rulesTrialRow)
export type RulesTrial = z.output<typeof rulesTrial>
