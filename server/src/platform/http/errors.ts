import { sentence, statusOf, word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { Problem } from '@shanju/contract/kit/problem.ts'
import { Refusal, refuse } from '#platform/kit/refusal.ts'
import { Overloaded } from '#platform/kit/together.ts'
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
  const refusal = error instanceof Refusal ? error : fromFramework(error)
  const status = refusal && statusOf(refusal.code)
  if (refusal && status !== undefined) {
    const { code, params } = refusal
    return { status, body: { code, message: sentence(language, code, params), params }, defect: false }
  }
  if (error instanceof InvalidInput) {
    const code = 'platform.invalid_input'
    const body = { code, message: sentence(language, code), fields: error.fields(language) }
    return { status: 422, body, defect: false }
  }
  if (unavailable(error) || error instanceof Overloaded) {
    const body = { code: 'platform.unavailable', message: word(language, 'platform', 'problem.unavailable') }
    return { status: 503, body, defect: false }
  }
  const message = fill(word(language, 'platform', 'problem.defect'), { id: requestId })
  return { status: 500, body: { code: 'platform.defect', message, id: requestId }, defect: true }
}

const NOT_JSON: ReadonlySet<string> = new Set([
  'FST_ERR_CTP_INVALID_MEDIA_TYPE',
  'FST_ERR_CTP_INVALID_JSON_BODY',
  'FST_ERR_CTP_EMPTY_JSON_BODY',
])

/** Refusals of Fastify and its plugins, which carry a status: a body that is no JSON or too large, a broken address. */
function fromFramework(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  const status = Number(error.statusCode)
  const code = 'code' in error ? String(error.code) : ''
  if (NOT_JSON.has(code) || (error instanceof SyntaxError && status === 400)) return refuse('platform.not_json')
  if (status === 413) return refuse('platform.body_too_large')
  return status >= 400 && status < 500 ? refuse('platform.invalid_input') : undefined
}
