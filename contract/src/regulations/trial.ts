import { z } from 'zod'
import { plainDate } from '../kit/dates.ts'
import { fen } from '../kit/money.ts'
import { trialOf, trialQuery } from '../kit/trial.ts'
import { both, parameterValue } from './shapes.ts'
import { SEVERITIES } from './vocab.ts'

/** What a regulation is tried on: what was recorded, with the facts it was judged by, and duties with their day. */
export const TRIED_KINDS = ['gift', 'payment', 'fund', 'duty'] as const
export type TriedKind = (typeof TRIED_KINDS)[number]

/** What a regulation says of something recorded, or how a duty stands to its day. */
const TRIAL_VERDICTS = [
  'nothing',
  'task',
  'warn',
  'block',
  'done_in_time',
  'done_late',
  'still_in_time',
  'still_late',
] as const
export type TrialVerdict = (typeof TRIAL_VERDICTS)[number]

/** Parameters of a draft by name, as JSON: an address holds one draft. */
const draftValues = z.codec(z.string().max(4000), z.record(z.string(), parameterValue), {
  decode: (text, context) => {
    try {
      return JSON.parse(text) as Record<string, z.input<typeof parameterValue>>
    } catch {
      context.issues.push({ code: 'invalid_format', format: 'json', input: text })
      return z.NEVER
    }
  },
  encode: (values) => JSON.stringify(values),
})

export const regulationTrialQuery = trialQuery.extend({
  kind: z.enum(TRIED_KINDS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  enabled: z.stringbool().optional(),
  values: draftValues.optional(),
})

const regulationTrialRow = z.object({
  kind: z.enum(TRIED_KINDS),
  id: z.string(),
  /** A code or the name of a fund; never a person's. */
  name: z.string(),
  on: plainDate,
  amountFen: fen.nullable(),
  was: z.enum(TRIAL_VERDICTS),
  wouldBe: z.enum(TRIAL_VERDICTS),
  /** What the regulation says, under the draft, or where that says nothing, as it stood. */
  sentence: both.nullable(),
})
export type RegulationTrialRow = z.output<typeof regulationTrialRow>

export const regulationTrial = trialOf(regulationTrialRow)
export type RegulationTrial = z.output<typeof regulationTrial>
