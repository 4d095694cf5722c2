import { word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import type { z } from 'zod'

export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/** Thrown at the door when a request does not have the route's shape. */
export class InvalidInput extends Error {
  readonly issues: readonly z.core.$ZodIssue[]

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('invalid input')
    this.name = 'InvalidInput'
    this.issues = issues
  }

  /** What is wrong with each field, in the reader's words; values are never repeated, they may be personal. */
  fields(language: Language): FieldProblem[] {
    return this.issues.map((issue) => ({ path: issue.path.join('.'), message: explain(issue, language) }))
  }
}

export interface RawInput {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** Decodes all three parts of a request and collects everything that is wrong, not only the first thing. */
export function decodeInput(route: AnyRoute, raw: RawInput): Input<AnyRoute> {
  const issues: z.core.$ZodIssue[] = []
  const part = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined
    issues.push(...zeroCharacters(value))
    const parsed = schema.safeDecode(value as never)
    if (!parsed.success) issues.push(...parsed.error.issues)
    return parsed.data
  }
  const input = {
    params: part(route.params, raw.params),
    query: part(route.query, raw.query),
    body: part(route.body, raw.body),
  }
  if (issues.length > 0) throw new InvalidInput(issues)
  return input as Input<AnyRoute>
}

/** No text may hold the character U+0000: PostgreSQL cannot keep it, whatever the shape allows. */
function zeroCharacters(value: unknown, path: PropertyKey[] = []): z.core.$ZodIssue[] {
  if (typeof value === 'string')
    return value.includes('\0') ? [{ code: 'custom', path, message: 'format', input: undefined }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => zeroCharacters(inner, [...path, key]))
}

const explain = (issue: z.core.$ZodIssue, language: Language): string => {
  const [key, values] = describe(issue)
  return fill(word(language, 'platform', `field.${key}`), values)
}

function describe(issue: z.core.$ZodIssue): [key: string, values: Record<string, unknown>] {
  switch (issue.code) {
    case 'invalid_type':
      return [issue.input === undefined || issue.message.includes('undefined') ? 'required' : 'format', {}]
    case 'too_small':
      return issue.origin === 'string'
        ? [Number(issue.minimum) === 1 ? 'required' : 'too_short', { minimum: issue.minimum }]
        : ['too_small', { minimum: issue.minimum }]
    case 'too_big':
      return [issue.origin === 'string' ? 'too_long' : 'too_big', { maximum: issue.maximum }]
    case 'invalid_value':
    case 'invalid_union':
      return ['choice', {}]
    case 'unrecognized_keys':
      return ['unknown', { keys: issue.keys.join(', ') }]
    case 'custom':
      return [issue.message === 'date' ? 'date' : 'format', {}]
    default:
      return ['format', {}]
  }
}
