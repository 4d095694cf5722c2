import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { ParameterValue } from '@shanju/contract/regulations/shapes.ts'
import { defaultSeverity, type Severity } from '@shanju/contract/regulations/vocab.ts'
import { DEFINITIONS, type Definition, type Parameter } from './book.ts'

/** One change by the city bureau; what is null or absent it leaves as it was. */
export interface Change {
  readonly regulationId: string
  readonly fromOn: PlainDate
  readonly severity: Severity | null
  readonly enabled: boolean | null
  readonly values: Readonly<Record<string, ParameterValue>>
}

/** How a regulation stands on one day. */
export interface Setting {
  readonly definition: Definition
  readonly severity: Severity
  readonly enabled: boolean
  readonly values: Readonly<Record<string, ParameterValue>>
  /** The day lies within the time of its instrument. */
  readonly inForce: boolean
  readonly changed: boolean
}

export type Settings = ReadonlyMap<string, Setting>

/** The shipped value of a parameter on a day: the last that has begun, before all of them the first. */
export function shippedValue(parameter: Parameter, day: PlainDate): Parameter['values'][number] {
  const begun = parameter.values.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const value = begun.at(-1) ?? parameter.values[0]
  if (!value) throw new Error(`parameter ${parameter.name} has no value`)
  return value
}

/**
 * How every regulation stands on a day. Changes apply in the order of the days from which they hold, those of one day in
 * the order in which they were recorded; each touches only what it names.
 * @param changes oldest recorded first, of any day: later ones than `day` are left aside
 */
export function settingsOn(day: PlainDate, changes: readonly Change[]): Settings {
  const begun = changes.filter(({ fromOn }) => fromOn <= day).toSorted((a, b) => compare(a.fromOn, b.fromOn))
  return new Map(
    DEFINITIONS.map((definition) => [
      definition.id,
      begun.filter(({ regulationId }) => regulationId === definition.id).reduce(apply, asShipped(definition, day)),
    ]),
  )
}

export function asShipped(definition: Definition, day: PlainDate): Setting {
  return {
    definition,
    severity: defaultSeverity(definition.asks, definition.evidence),
    enabled: true,
    values: Object.fromEntries(definition.parameters.map((each) => [each.name, shippedValue(each, day).value])),
    inForce: definition.effectiveFrom <= day && (definition.effectiveTo === null || day <= definition.effectiveTo),
    changed: false,
  }
}

const apply = (setting: Setting, change: Change): Setting => ({
  ...setting,
  severity: change.severity ?? setting.severity,
  enabled: change.enabled ?? setting.enabled,
  values: { ...setting.values, ...change.values },
  changed: true,
})

// Array.toSorted is stable, so equal days keep the order of recording.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whole fen. @throws Error when the regulation has no such sum: a defect, the data file is checked by a test */
export function fenOf(setting: Setting, name: string): bigint {
  const value = setting.values[name]
  if (typeof value !== 'string') throw new Error(`${setting.definition.id} has no sum ${name}`)
  return BigInt(value)
}

export function wordsOf(setting: Setting, name: string): readonly string[] {
  const value = setting.values[name]
  if (!Array.isArray(value)) throw new Error(`${setting.definition.id} has no words ${name}`)
  return value
}

export interface Term {
  readonly days: number
  readonly unit: 'days' | 'working_days'
}

/** A number of days and which days count: calendar days unless the regulation says working days (工作日). */
export function termOf(setting: Setting, name: string): Term {
  const value = setting.values[name]
  const type = setting.definition.parameters.find((each) => each.name === name)?.type
  if (typeof value !== 'number' || (type !== 'days' && type !== 'working_days'))
    throw new Error(`${setting.definition.id} has no days ${name}`)
  return { days: value, unit: type }
}
