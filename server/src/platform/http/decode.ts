import type { Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import type { z } from 'zod'
import { type FieldProblem, type Issue, inWords } from './field-words.ts'
import { unstorable } from './storable.ts'

/** Beyond this many the rest of a body is wrong in the same way. */
const MOST_ISSUES = 100

/** Thrown at the door when a request does not have the route's shape. */
export class InvalidInput extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super('invalid input')
    this.name = 'InvalidInput'
    this.issues = issues.slice(0, MOST_ISSUES)
  }

  /** What is wrong with each field, in the reader's words; values are never repeated, they may be personal. */
  fields(language: Language): FieldProblem[] {
    return this.issues.map((issue) => ({ path: issue.path.join('.'), message: inWords(issue, language) }))
  }
}

export interface RawInput {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** Decodes all three parts of a request and collects everything that is wrong, not only the first thing. */
export function decodeInput(route: AnyRoute, raw: RawInput): Input<AnyRoute> {
  const issues: Issue[] = []
  const part = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined
    const unfit = unstorable(value)
    issues.push(...unfit.map((path): Issue => ({ code: 'unstorable', path })))
    if (unfit.length > 0) return undefined
    const parsed = schema.safeDecode(value as never)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) {
      issues.push(isMissing(issue, value) ? { code: 'missing', path: issue.path } : issue)
    }
    return undefined
  }
  const input = {
    params: part(route.params, raw.params),
    query: part(route.query, raw.query),
    body: part(route.body, raw.body),
  }
  if (issues.length > 0) throw new InvalidInput(issues)
  return input as Input<AnyRoute>
}

/** Whether a type is wrong because there is nothing at all; asked of the input, not of the library's sentence. */
function isMissing(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false
  let at: unknown = value
  for (const key of issue.path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return at === undefined || at === null
}
