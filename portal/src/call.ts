import { statusOf } from '@shanju/contract/catalogue.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'

/** The form of a shape on the wire, read through the Standard Schema types that the contract's shapes carry. */
type Wire<T> =
  NonNullable<T> extends { readonly '~standard': { readonly types?: infer Types } }
    ? NonNullable<Types> extends { readonly input: infer I }
      ? I
      : never
    : never

/** What a stranger would send: ids with their prefix, numbers as numbers or text. */
export interface CallInput<R extends AnyRoute> {
  readonly params?: Wire<R['params']>
  readonly query?: Wire<R['query']>
  readonly body?: Wire<R['body']>
}

/**
 * The portal's only way to anything: the public API, asked in process as a stranger. Answers what the contract says,
 * decoded (ids as UUID, money as bigint). Throws what the server throws; refusals carry their `code`.
 */
export type Call = <R extends AnyRoute>(route: R, input: CallInput<R>) => Promise<Output<R>>

/** The code of a refusal (`giving.not_found`), or undefined for a defect. */
const refusalCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** What a call answers, or the code of its refusal with what the sentence names. Anything else is thrown on. */
export async function orWhyNot<T extends object>(
  answer: Promise<T>,
): Promise<T | { readonly refused: string; readonly params: Readonly<Record<string, unknown>> }> {
  try {
    return await answer
  } catch (error) {
    const code = refusalCode(error)
    if (code === undefined || statusOf(code) === undefined) throw error
    const params = error instanceof Error && 'params' in error ? error.params : {}
    return { refused: code, params: params as Readonly<Record<string, unknown>> }
  }
}

/** What a call answers, or undefined where the API says there is no such thing. Anything else is thrown on. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    const code = refusalCode(error)
    if (code !== undefined && statusOf(code) === 404) return undefined
    throw error
  }
}

interface Refused {
  readonly status: number
  /** Module and key of the sentence that tells a reader why. */
  readonly word: readonly [module: string, key: string]
}

/** Why a form was refused, or undefined when it was not. A defect is thrown on. */
export async function orRefused(answer: Promise<unknown>): Promise<Refused | undefined> {
  try {
    await answer
    return undefined
  } catch (error) {
    const code = refusalCode(error)
    const status = code === undefined ? undefined : statusOf(code)
    if (code === undefined || status === undefined || status >= 500) throw error
    const [module = '', key = ''] = code.split('.')
    return { status, word: [module, `refusal.${key}`] }
  }
}
