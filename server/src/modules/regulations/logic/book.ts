/** The shipped regulations as typed facts. Data, sources and marks of evidence: `data/regulations.json`. */
import { plainDate } from '@shanju/contract/kit/dates.ts'
import { type Both, both, parameterValue, regulationId } from '@shanju/contract/regulations/shapes.ts'
import { EVIDENCE, PARAMETER_TYPES, SEVERITIES, SPEAKS_OF } from '@shanju/contract/regulations/vocab.ts'
import { z } from 'zod'
import file from '../../../../../data/regulations.json' with { type: 'json' }

const instrument = z.strictObject({ ...both.shape, url: z.url().nullable() })

const parameter = z.strictObject({
  name: z.string(),
  title: both,
  type: z.enum(PARAMETER_TYPES),
  values: z
    .array(z.strictObject({ from: plainDate, value: parameterValue, evidence: z.enum(EVIDENCE), source: both }))
    .min(1),
})

const definition = z.strictObject({
  id: regulationId,
  title: both,
  text: both,
  speaksOf: z.array(z.enum(SPEAKS_OF)).min(1),
  citations: z.array(z.strictObject({ instrument: z.string(), article: both })).min(1),
  evidence: z.enum(EVIDENCE),
  /** What the source asks for; what holds by default also depends on the evidence. */
  asks: z.enum(SEVERITIES),
  effectiveFrom: plainDate,
  effectiveTo: plainDate.nullable(),
  parameters: z.array(parameter),
})

const book = z.object({
  instruments: z.record(z.string(), instrument),
  regulations: z.array(definition),
})

export type Definition = z.output<typeof definition>
export type Parameter = z.output<typeof parameter>

const shipped = book.parse(file)

/** In the order of the rule book. */
export const DEFINITIONS: readonly Definition[] = shipped.regulations

const byId = new Map(DEFINITIONS.map((each) => [each.id, each]))

export const findDefinition = (id: string): Definition | undefined => byId.get(id)

/** @throws Error for an id that no shipped regulation has: a defect of the caller */
export function definitionOf(id: string): Definition {
  const found = byId.get(id)
  if (!found) throw new Error(`no regulation ${id}`)
  return found
}

/** @throws Error for an instrument the file cites but does not name */
export function instrumentOf(key: string): Both & { readonly url: string | null } {
  const found = shipped.instruments[key]
  if (!found) throw new Error(`no instrument ${key}`)
  return found
}

/** Instruments and articles in one line: what a refusal names as its source. */
export function citationLine(regulation: Definition): Both {
  const parts = regulation.citations.map(({ instrument: key, article }) => ({ name: instrumentOf(key), article }))
  return {
    zh: parts.map(({ name, article }) => `${name.zh}${article.zh}`).join('；'),
    en: parts.map(({ name, article }) => `${name.en}, ${article.en}`).join('; '),
  }
}
