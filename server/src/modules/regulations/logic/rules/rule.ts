import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Breach } from '../finding.ts'
import type { Setting } from '../settings.ts'

/** One regulation as code: what it sees in the facts, given its values of the day. */
export type Rule<Facts> = (facts: Facts, setting: Setting, today: PlainDate) => readonly Breach[]

/** Regulation id → rule, for one kind of facts. */
export type Rules<Facts> = Readonly<Record<string, Rule<Facts>>>

/** The reasons whose condition holds. */
export const when = (...cases: readonly (readonly [holds: boolean, breach: Breach])[]): readonly Breach[] =>
  cases.flatMap(([holds, breach]) => (holds ? [breach] : []))

/** One breach naming the parts that are missing, or none. */
export const missing = (parts: Readonly<Record<string, boolean>>): readonly Breach[] => {
  const lacking = Object.keys(parts).filter((part) => !parts[part])
  return lacking.length === 0
    ? []
    : [{ reason: 'parts_missing', params: { parts: { words: lacking.map((part) => `part.${part}`) } } }]
}
