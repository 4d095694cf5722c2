import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Regulation, RegulationRecord } from '@shanju/contract/regulations/shapes.ts'
import { defaultSeverity, possibleSeverities } from '@shanju/contract/regulations/vocab.ts'
import { type Definition, instrumentOf } from './book.ts'
import { type Setting, shippedValue } from './settings.ts'

/** A regulation as everybody may read it, standing as it does on a day. */
export function shownRegulation({ definition, ...setting }: Setting, day: PlainDate): Regulation {
  const { id, title, text, speaksOf, evidence, effectiveFrom, effectiveTo } = definition
  return {
    ...{ id, title, text, speaksOf, evidence, effectiveFrom, effectiveTo },
    citations: definition.citations.map(({ instrument, article }) => {
      const { zh, en, url } = instrumentOf(instrument)
      return { instrument: { zh, en }, article, url }
    }),
    severity: setting.severity,
    defaultSeverity: defaultSeverity(definition.asks, evidence),
    possibleSeverities: [...possibleSeverities(definition.asks)],
    enabled: setting.enabled,
    inForce: setting.inForce,
    parameters: definition.parameters.map((parameter) => {
      const shipped = shippedValue(parameter, day)
      return {
        name: parameter.name,
        title: parameter.title,
        type: parameter.type,
        value: setting.values[parameter.name] ?? shipped.value,
        shipped: shipped.value,
        evidence: shipped.evidence,
        source: shipped.source,
      }
    }),
    changed: setting.changed,
  }
}

/** Every value the data file ever gave each parameter, newest first. */
export const shippedValues = ({ parameters }: Definition): RegulationRecord['shippedValues'] =>
  parameters.flatMap(({ name, values }) =>
    values.toSorted((a, b) => (a.from < b.from ? 1 : -1)).map((value) => ({ name, ...value })),
  )
