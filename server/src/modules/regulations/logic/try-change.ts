import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { type Tried, tryRules } from '@shanju/contract/kit/trial.ts'
import type { ParameterValue } from '@shanju/contract/regulations/shapes.ts'
import type { TrialVerdict, TriedKind } from '@shanju/contract/regulations/trial.ts'
import type { Severity } from '@shanju/contract/regulations/vocab.ts'
import { evaluate } from './evaluate.ts'
import type { FactsOf, Kind } from './facts.ts'
import type { Finding } from './finding.ts'
import type { Setting } from './settings.ts'

/** Something recorded, with the facts of it that were kept. */
export interface Recorded {
  readonly kind: Exclude<TriedKind, 'duty'>
  readonly id: string
  readonly name: string
  /** The day on which it was judged. */
  readonly on: PlainDate
  readonly amountFen: bigint | null
  readonly facts: Partial<FactsOf>
}

/** A duty that stands open or was done; one that was waived was judged by people. */
export interface KeptDuty {
  readonly kind: 'duty'
  readonly id: string
  readonly name: string
  readonly on: PlainDate
  readonly amountFen: null
  readonly dueOn: PlainDate
  readonly doneOn: PlainDate | null
}

export interface Draft {
  readonly severity?: Severity | undefined
  readonly enabled?: boolean | undefined
  readonly values?: Readonly<Record<string, ParameterValue>> | undefined
}

export interface Said {
  readonly verdict: TrialVerdict
  readonly finding: Finding | null
}

export const drafted = (setting: Setting, { severity, enabled, values }: Draft): Setting => ({
  ...setting,
  severity: severity ?? setting.severity,
  enabled: enabled ?? setting.enabled,
  values: { ...setting.values, ...values },
})

/**
 * What one regulation says of each thing, as it stood on its day and under the draft.
 * @param settingOn how the regulation stood on a day
 */
export const tryChange = (
  things: readonly (Recorded | KeptDuty)[],
  draft: Draft,
  settingOn: (day: PlainDate) => Setting,
  today: PlainDate,
): readonly Tried<Recorded | KeptDuty, Said>[] =>
  tryRules(
    things,
    (thing) => saidOf(thing, settingOn(thing.on), settingOn(thing.on), today),
    (thing) => saidOf(thing, settingOn(thing.on), drafted(settingOn(thing.on), draft), today),
    (was, wouldBe) => was.verdict === wouldBe.verdict,
  )

const saidOf = (thing: Recorded | KeptDuty, stood: Setting, setting: Setting, today: PlainDate): Said =>
  thing.kind === 'duty' ? ofDuty(thing, stood, setting, today) : ofRecorded(thing, setting)

const RANK = { block: 3, warn: 2, task: 1 } as const

function ofRecorded({ facts, on }: Recorded, setting: Setting): Said {
  const settings = new Map([[setting.definition.id, setting]])
  const found = (Object.keys(facts) as Kind[]).flatMap((kind) => {
    const known = facts[kind]
    return known ? evaluate(kind, known, settings, on) : []
  })
  const [worst] = found.toSorted((a, b) => RANK[b.severity] - RANK[a.severity])
  return { verdict: worst?.severity ?? 'nothing', finding: worst ?? null }
}

/** Its day moves by as many days as the term grows or shrinks. */
function ofDuty({ dueOn, doneOn }: KeptDuty, stood: Setting, setting: Setting, today: PlainDate): Said {
  if (!setting.enabled || setting.severity !== 'task') return { verdict: 'nothing', finding: null }
  const day = addDays(dueOn, daysOf(setting) - daysOf(stood))
  const late = (doneOn ?? today) > day
  const verdict = doneOn === null ? (late ? 'still_late' : 'still_in_time') : late ? 'done_late' : 'done_in_time'
  return { verdict, finding: null }
}

const daysOf = ({ values: { days } }: Setting): number => (typeof days === 'number' ? days : 0)
