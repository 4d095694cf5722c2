import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { LARGEST_FEN } from '@shanju/contract/kit/money.ts'
import type { ChangeSetting, ParameterValue } from '@shanju/contract/regulations/shapes.ts'
import { possibleSeverities } from '@shanju/contract/regulations/vocab.ts'
import type { Parameter } from './book.ts'
import type { Setting } from './settings.ts'

type Code = keyof typeof import('@shanju/contract/regulations/refusals.ts').refusals

export interface Refused {
  readonly code: Code
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * May the city bureau change this? Returns the first refusal in the module's order.
 * @param setting as the regulation would stand on the wanted first day without this change
 */
export function refuseChange(wanted: ChangeSetting, setting: Setting, today: PlainDate): Refused | undefined {
  const rule = setting.definition.id
  const values = Object.entries(wanted.values ?? {})
  if (changesNothing(wanted, setting)) return { code: 'changes_nothing', params: { day: wanted.fromOn } }
  if (wanted.fromOn < today) return { code: 'starts_in_past', params: { day: wanted.fromOn } }
  if (wanted.severity && !possibleSeverities(setting.definition.asks).includes(wanted.severity))
    return { code: 'severity_not_possible', params: { rule } }
  for (const [name, value] of values) {
    const parameter = setting.definition.parameters.find((each) => each.name === name)
    if (!parameter) return { code: 'parameter_unknown', params: { rule, name } }
    if (!fits(parameter, value)) return { code: 'parameter_out_of_range', params: { name } }
  }
  return undefined
}

const changesNothing = ({ severity, enabled, values = {} }: ChangeSetting, setting: Setting): boolean =>
  (severity === undefined || severity === setting.severity) &&
  (enabled === undefined || enabled === setting.enabled) &&
  Object.entries(values).every(([name, value]) => same(value, setting.values[name]))

const same = (a: ParameterValue, b: ParameterValue | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

function fits({ type }: Parameter, value: ParameterValue): boolean {
  if (type === 'fen') return typeof value === 'string' && BigInt(value) <= LARGEST_FEN
  if (type === 'words') return Array.isArray(value) && new Set(value).size === value.length
  return typeof value === 'number'
}
