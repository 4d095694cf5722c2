import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { z } from 'zod'

/** A word of the platform (`field.<key>`) with its values: what is wrong with one field, in any language. */
export interface Explained {
  readonly key:
    | 'required'
    | 'format'
    | 'sum_format'
    | 'sum_not_above'
    | 'sum_too_small'
    | 'sum_too_big'
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
      if (issue.message.includes('undefined')) return { key: 'required' }
      return { key: issue.expected === 'bigint' ? 'sum_format' : 'format' }
    case 'too_small':
      // People speak of yuan; fen are ours alone.
      if (typeof issue.minimum === 'bigint') {
        const key = issue.inclusive === false ? 'sum_not_above' : 'sum_too_small'
        return { key, values: { yuan: formatYuan(issue.minimum) } }
      }
      if (issue.origin !== 'string' && issue.origin !== 'array')
        return { key: 'too_small', values: { minimum: issue.minimum } }
      return Number(issue.minimum) === 1
        ? { key: 'required' }
        : { key: 'too_short', values: { minimum: issue.minimum } }
    case 'too_big':
      if (typeof issue.maximum === 'bigint') return { key: 'sum_too_big', values: { yuan: formatYuan(issue.maximum) } }
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
