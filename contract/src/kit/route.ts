import type { z } from 'zod'
import type { Action } from '../access.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * Who may call a route. `public`: anyone. `signed_in`: any person, about themselves. An action: a person one of whose
 * role assignments grants it for the subject the server finds; `list` routes narrow their answer to the reach instead.
 */
export type Access = 'public' | 'signed_in' | { readonly action: Action; readonly list?: true }

export interface Route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType> {
  readonly name: string
  readonly method: Method
  readonly path: string
  readonly access: Access
  /** One sentence for the API page. */
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly output: O
  /** Refusal codes this route can answer with, beside the platform's own. */
  readonly refuses?: readonly string[]
  /** A form for people without an account: strangers may send it only now and then. */
  readonly sparing?: true
  /** The body is a file of one of these media types, read by the handler as it comes. */
  readonly accepts?: string
  /** The answer is a file of one of these media types. */
  readonly answers?: string | readonly string[]
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where routes of every shape stand together
export type AnyRoute = Route<any, any, any, any>

/** Declares a route. Server, console and API description are all read from this one value. */
export function route<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  O extends z.ZodType = z.ZodUndefined,
>(declared: Route<P, Q, B, O>): Route<P, Q, B, O> {
  return declared
}

type Decoded<T extends z.ZodType> = T extends z.ZodUndefined ? undefined : z.output<T>
export type Params<R> = R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? Decoded<P> : never
export type Query<R> = R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? Decoded<Q> : never
export type Body<R> = R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? Decoded<B> : never
export type Output<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer O> ? Decoded<O> : never

/** What a handler gets: all three parts, decoded (ids as UUID, money as bigint, instants as Date). */
export interface Input<R> {
  readonly params: Params<R>
  readonly query: Query<R>
  readonly body: Body<R>
}
