import { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { dispatch, type Served } from '#platform/http/index.ts'
import type { Clock } from '#platform/kit/clock.ts'
import type { Database, Tx } from '#platform/pg/db.ts'

/** The form of a shape on the wire, read through the Standard Schema types that the contract's shapes carry. */
type Wire<T> =
  NonNullable<T> extends { readonly '~standard': { readonly types?: infer Types } }
    ? NonNullable<Types> extends { readonly input: infer I }
      ? I
      : never
    : never

interface Asked<R extends AnyRoute> {
  readonly params?: Wire<R['params']>
  readonly query?: Wire<R['query']>
  readonly body?: Wire<R['body']>
}

const REQUEST = 'demonstration'
/** As many as the platform lets compute a password at the same time. */
const AT_ONCE = 2
const NOBODY: Actor = { kind: 'stranger' }

/**
 * Where the made-up people act: every act is a request to the platform's own API, asked in process as that person, so it
 * passes the same shapes, rights and rules as a request from a browser.
 */
export class Stage {
  readonly database: Database
  readonly clock: Clock
  readonly #served: ReadonlyMap<string, Served>
  readonly #meanwhile = new Set<Promise<void>>()
  #failure: unknown

  constructor(database: Database, clock: Clock, served: readonly Served[]) {
    this.database = database
    this.clock = clock
    this.#served = new Map(served.map((each) => [each.route.name, each]))
  }

  /** Asks an ordinary route; the answer is what a browser would get. */
  async ask<R extends AnyRoute>(actor: Actor, route: R, asked: Asked<R>): Promise<Wire<R['output']>> {
    const answer = await dispatch(this.database, this.#find(route), {
      caller: { actor, language: 'zh' },
      raw: { params: asked.params, query: asked.query, body: asked.body },
      requestId: REQUEST,
    })
    return answer as Wire<R['output']>
  }

  /** Takes one of the few steps that no single answer can be made of: setting a password by a link. */
  async step<R extends AnyRoute>(route: R, asked: Asked<R>): Promise<void> {
    const { steps } = this.#find(route).handling
    if (!steps) throw new Error(`${route.name} has no steps`)
    const outer = { address: REQUEST, secure: false, userAgent: '', cookie: '' }
    const decoded = { params: undefined, query: undefined, body: route.body?.decode(asked.body) }
    await steps({ ...this.#context(NOBODY), outer, setCookies: () => {} }, decoded)
  }

  /** Begins such a step and lets the city go on, because its work is done beside the database; a few at once. */
  async begin<R extends AnyRoute>(route: R, asked: Asked<R>): Promise<void> {
    while (this.#meanwhile.size >= AT_ONCE) await Promise.race(this.#meanwhile)
    const step = this.step(route, asked)
      .catch((error) => {
        this.#failure ??= error
      })
      .finally(() => this.#meanwhile.delete(step))
    this.#meanwhile.add(step)
  }

  /** All that was begun is done. */
  async settle(): Promise<void> {
    await Promise.all(this.#meanwhile)
    if (this.#failure) throw this.#failure
  }

  async upload<R extends AnyRoute>(
    actor: Actor,
    route: R,
    asked: Omit<Asked<R>, 'body'>,
    content: string | Buffer,
  ): Promise<Wire<R['output']>> {
    const { receive } = this.#find(route).handling
    if (!receive) throw new Error(`${route.name} takes no file`)
    const decoded = {
      params: route.params?.decode(asked.params),
      query: route.query?.decode(asked.query),
      body: undefined,
    }
    const body = Readable.from([typeof content === 'string' ? Buffer.from(content) : content])
    return route.output.encode(await receive(this.#context(actor), decoded, body)) as Wire<R['output']>
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transact(REQUEST, work)
  }

  #context(actor: Actor) {
    return {
      database: this.database,
      requestId: REQUEST,
      caller: { actor, language: 'zh' as const },
      transact: <T>(work: (tx: Tx) => Promise<T>) => this.transact(work),
    }
  }

  #find(route: AnyRoute): Served {
    const found = this.#served.get(route.name)
    if (!found) throw new Error(`nobody serves ${route.name}`)
    return found
  }
}
