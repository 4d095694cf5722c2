import type { Readable } from 'node:stream'
import type { Actor, Subject } from '@shanju/contract/access.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Input, Output } from '@shanju/contract/kit/route.ts'
import type { Refusal } from '#platform/kit/refusal.ts'
import type { Database, Tx } from '#platform/pg/db.ts'

/** Who asks, in which language, and (for a person) in which session. */
export interface Caller {
  readonly actor: Actor
  readonly language: Language
  readonly sessionId?: string
}

/** A body or an answer too large to hold: read or written outside the one transaction of ordinary routes. */
export interface StreamContext {
  readonly database: Database
  readonly requestId: string
  readonly caller: Caller
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** What a handler may need of the outer request, beyond its body: only sign-in does. */
export interface Outer {
  readonly address: string
  /** Over https, so that a cookie set may say so. */
  readonly secure: boolean
  readonly userAgent: string
  readonly cookie: string
}

export interface StepsContext extends StreamContext {
  readonly outer: Outer
  /** Set-Cookie lines for the answer; kept also when the answer is a refusal. */
  setCookies(lines: readonly string[]): void
}

export interface FileAnswer {
  readonly fileName: string
  readonly body: Readable
  /** Which of the route's media types it is; the only one when left out. */
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** One of the requests that share a transaction. */
export interface Asked<R extends AnyRoute> {
  readonly actor: Actor
  readonly input: Input<R>
  readonly caller: Caller
  readonly requestId: string
}

interface Handling<R extends AnyRoute> {
  /** The whole answer inside one transaction. */
  readonly run?: (tx: Tx, actor: Actor, input: Input<R>, caller: Caller) => Promise<Output<R>>
  /**
   * Many requests inside one transaction, each with its own answer or refusal, in their order; for what it refuses it
   * writes nothing. What it throws is the fault of one of them: they are then tried in halves, until that one is alone.
   */
  readonly runAll?: (tx: Tx, asked: readonly Asked<R>[]) => Promise<readonly (Output<R> | Refusal)[]>
  /** With `runAll`: whose business each request is, undefined where there is no such thing. */
  readonly subjects?: FindSubjects<R>
  /** Several transactions, cookies: what one transaction cannot do. */
  readonly steps?: (context: StepsContext, input: Input<R>) => Promise<Output<R>>
  /** For routes with `accepts`: reads the body as it comes. */
  readonly receive?: (context: StreamContext, input: Input<R>, body: Readable) => Promise<Output<R>>
  /** For routes with `answers`: sends a file as it is made. */
  readonly send?: (context: StreamContext, input: Input<R>) => Promise<FileAnswer>
}

/** Finds what a request is about, so that `can` may decide. Refuses with not_found when there is no such thing. */
export type FindSubject<R extends AnyRoute> = (tx: Tx, input: Input<R>) => Promise<Subject>

/** The same for many requests at once, in their order; undefined where there is no such thing. */
export type FindSubjects<R extends AnyRoute> = (
  tx: Tx,
  inputs: readonly Input<R>[],
) => Promise<readonly (Subject | undefined)[]>

export interface Served {
  readonly route: AnyRoute
  readonly handling: Handling<AnyRoute>
  readonly subject: FindSubject<AnyRoute> | undefined
}

/**
 * Binds a route of the contract to its action. Shape, access, idempotency and the translation of refusals happen here
 * for every route alike; a handler sees decoded input and a caller who may.
 * @param subject whose business it is; required for every route that names an action and is no list
 */
export function serve<R extends AnyRoute>(
  route: R,
  run: NonNullable<Handling<R>['run']>,
  subject?: FindSubject<R>,
): Served {
  return bind(route, { run }, subject)
}

/**
 * For routes that thousands may ask at the same moment: whoever asks while a transaction is under way shares the next
 * one. For each caller everything is as with `serve`: own access, own key, own answer, after the commit.
 */
export const serveMany = <R extends AnyRoute>(
  route: R,
  runAll: NonNullable<Handling<R>['runAll']>,
  subjects?: FindSubjects<R>,
): Served => bind(route, subjects ? { runAll, subjects } : { runAll })

/**
 * For the few routes that work outside one transaction: those that set cookies, that must remember a failure although
 * they refuse, or that compute long and may not hold a connection meanwhile. They take no idempotency key.
 */
export const serveSteps = <R extends AnyRoute>(
  route: R,
  steps: NonNullable<Handling<R>['steps']>,
  subject?: FindSubject<R>,
): Served => bind(route, { steps }, subject)

export const serveUpload = <R extends AnyRoute>(
  route: R,
  receive: NonNullable<Handling<R>['receive']>,
  subject?: FindSubject<R>,
): Served => bind(route, { receive }, subject)

export const serveFile = <R extends AnyRoute>(
  route: R,
  send: NonNullable<Handling<R>['send']>,
  subject?: FindSubject<R>,
): Served => bind(route, { send }, subject)

function bind<R extends AnyRoute>(route: R, handling: Handling<R>, subject?: FindSubject<R>): Served {
  const access = route.access
  if (typeof access === 'object' && !access.list && !subject && !handling.subjects) {
    throw new Error(`${route.name}: a route with an action needs to say whose business it is, or be a list`)
  }
  return { route, handling: handling as Handling<AnyRoute>, subject: subject as FindSubject<AnyRoute> | undefined }
}
