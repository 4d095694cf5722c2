import { word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { z } from 'zod'

export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/** What is wrong with one field: zod's own findings, and the two that only the door can know. */
export type Issue = z.core.$ZodIssue | { readonly code: 'missing' | 'unstorable'; readonly path: PropertyKey[] }

/** The sentence beside the field. Names of unknown keys are the sender's own, so they are cut short. */
export function inWords(issue: Issue, language: Language): string {
  const [key, values] = describe(issue)
  return fill(word(language, 'platform', `field.${key}`), values)
}

function describe(issue: Issue): [key: string, values: Record<string, unknown>] {
  switch (issue.code) {
    case 'missing':
      return ['required', {}]
    case 'unstorable':
      return ['text', {}]
    case 'too_small':
      // People speak of yuan; fen are ours alone.
      if (typeof issue.minimum === 'bigint') {
        return [issue.inclusive === false ? 'sum_not_above' : 'sum_too_small', { yuan: formatYuan(issue.minimum) }]
      }
      if (issue.origin === 'string') {
        return [Number(issue.minimum) === 1 ? 'required' : 'too_short', { minimum: issue.minimum }]
      }
      return [issue.inclusive === false ? 'not_above' : 'too_small', { minimum: issue.minimum }]
    case 'too_big':
      if (typeof issue.maximum === 'bigint') return ['sum_too_big', { yuan: formatYuan(issue.maximum) }]
      return [issue.origin === 'string' ? 'too_long' : 'too_big', { maximum: issue.maximum }]
    case 'invalid_value':
    case 'invalid_union':
      return ['choice', {}]
    case 'unrecognized_keys':
      return [
        'unknown',
        {
          keys: issue.keys
            .slice(0, 5)
            .map((key) => key.slice(0, 40))
            .join(', '),
        },
      ]
    case 'custom':
      return [issue.message === 'date' ? 'date' : 'format', {}]
    default:
      return ['format', {}]
  }
}
