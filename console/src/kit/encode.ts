import type { AnyRoute, Body, Params, Query } from '@shanju/contract/kit/route.ts'
import { z } from 'zod'
import { explain, type FieldProblem } from './explain.ts'

type Loose<T> = { [K in keyof T]?: T[K] | undefined }
type Part<Name extends string, T> = [T] extends [undefined] ? unknown : { readonly [K in Name]: T }

/** What a call needs, in the forms code uses: ids as UUID, money as bigint, instants as Date. */
export type CallInput<R> = Part<'params', Params<R>> &
  ([Query<R>] extends [undefined] ? unknown : { readonly query?: Loose<Query<R>> }) &
  Part<'body', Body<R>>

/** The same without the route's types, for code that serves every route. */
export interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** Input that cannot be what the route asks for; found before anything is sent. */
export class Unfit extends Error {
  readonly fields: readonly FieldProblem[]

  constructor(fields: readonly FieldProblem[]) {
    super('the input does not have the shape of the route')
    this.name = 'Unfit'
    this.fields = fields
  }
}

/**
 * Path and query of a call, encoded by the route's own codecs. Values left out stay out, so that the server's defaults
 * hold.
 * @throws Unfit
 */
export function urlOf(route: AnyRoute, input: AnyInput): string {
  const params = encodeFields(route.params, input.params ?? {})
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(encodeFields(route.query, input.query ?? {})))
    query.set(name, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** @throws Unfit */
export function bodyOf(route: AnyRoute, input: AnyInput): string | undefined {
  if (!route.body) return undefined
  const encoded = z.safeEncode(route.body as z.ZodType, input.body)
  if (encoded.success) return JSON.stringify(encoded.data)
  throw new Unfit(encoded.error.issues.map((issue) => ({ path: issue.path.join('.'), issue: explain(issue) })))
}

function encodeFields(schema: z.ZodType | undefined, values: Readonly<Record<string, unknown>>) {
  const shape = schema instanceof z.ZodObject ? schema.shape : {}
  const encoded: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') continue
    const field = shape[name] as z.ZodType | undefined
    const result = field ? z.safeEncode(field, value) : undefined
    if (result?.success) encoded[name] = result.data
    else
      problems.push({
        path: name,
        issue: result?.error.issues[0] ? explain(result.error.issues[0]) : { key: 'format' },
      })
  }
  if (problems.length > 0) throw new Unfit(problems)
  return encoded
}
