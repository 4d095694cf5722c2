import type { z } from 'zod'

/** A word of the platform (`field.<key>`) with its values: what is wrong with one field, in any language. */
export interface Explained {
  readonly key:
    | 'required'
    | 'format'
    | 'too_short'
    | 'too_long'
    | 'too_small'
    | 'too_big'
    | 'choice'
    | 'date'
    | 'unknown'
  readonly values?: Readonly<Record<string, unknown>>
}

export interface FieldProblem {
  readonly path: string
  readonly issue: Explained
}

/** The same words the server would find for the same mistake, so that a reader meets one voice. */
export function explain(issue: z.core.$ZodIssue): Explained {
  switch (issue.code) {
    case 'invalid_type':
      return { key: issue.message.includes('undefined') ? 'required' : 'format' }
    case 'too_small':
      if (issue.origin !== 'string' && issue.origin !== 'array')
        return { key: 'too_small', values: { minimum: issue.minimum } }
      return Number(issue.minimum) === 1
        ? { key: 'required' }
        : { key: 'too_short', values: { minimum: issue.minimum } }
    case 'too_big':
      return { key: issue.origin === 'string' ? 'too_long' : 'too_big', values: { maximum: issue.maximum } }
    case 'invalid_value':
    case 'invalid_union':
      return { key: 'choice' }
    case 'custom':
      return { key: issue.message === 'date' ? 'date' : 'format' }
    default:
      return { key: 'format' }
  }
}
