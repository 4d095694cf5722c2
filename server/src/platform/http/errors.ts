import { sentence, statusOf, word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { Problem } from '@shanju/contract/kit/problem.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { unavailable } from '#platform/pg/errors.ts'
import { InvalidInput } from './decode.ts'

export interface Answer {
  readonly status: number
  readonly body: Problem
  /** Only defects are worth an alarm; everything else is daily life. */
  readonly defect: boolean
}

/** Turns whatever was thrown into the answer for a reader. A defect keeps its detail for the log and shows its id. */
export function answerFor(error: unknown, language: Language, requestId: string): Answer {
  if (error instanceof Refusal) {
    const status = statusOf(error.code)
    if (status !== undefined) {
      const body = { code: error.code, message: sentence(language, error.code, error.params), params: error.params }
      return { status, body, defect: false }
    }
  }
  if (error instanceof InvalidInput) {
    const code = 'platform.invalid_input'
    return {
      status: 422,
      body: { code, message: sentence(language, code), fields: error.fields(language) },
      defect: false,
    }
  }
  const outer = fromFramework(error, language)
  if (outer) return outer
  if (unavailable(error)) {
    const body = { code: 'platform.unavailable', message: word(language, 'platform', 'problem.unavailable') }
    return { status: 503, body, defect: false }
  }
  const message = fill(word(language, 'platform', 'problem.defect'), { id: requestId })
  return { status: 500, body: { code: 'platform.defect', message, id: requestId }, defect: true }
}

/** Fastify's own refusals: a body that is no JSON, too large, of an unknown type. */
function fromFramework(error: unknown, language: Language): Answer | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  const status = Number(error.statusCode)
  if (status === 413) {
    const code = 'platform.body_too_large'
    return { status, body: { code, message: sentence(language, code) }, defect: false }
  }
  if (status < 400 || status >= 500) return undefined
  const code = 'platform.invalid_input'
  return { status: 422, body: { code, message: sentence(language, code) }, defect: false }
}
