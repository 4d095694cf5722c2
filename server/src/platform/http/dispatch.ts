import type { Actor } from '@shanju/contract/access.ts'
import type { Database } from '#platform/pg/db.ts'
import { authorise, refuseEarly } from './authorise.ts'
import { decodeInput, type RawInput } from './decode.ts'
import { claimKey, digestOf, type Key, keepAnswer } from './idempotency.ts'
import type { Caller, Served, StepsContext } from './serve.ts'
import { shareTransaction } from './shared.ts'

export interface Request {
  readonly caller: Caller
  readonly raw: RawInput
  readonly requestId: string
  /** The caller's own name for this request; a repeat gets the first answer. */
  readonly key?: string
}

/**
 * Runs one request of an ordinary route: shape, then access, then key, then the action, all in one transaction, which
 * routes that take many at once share with whoever asks at the same time.
 * Answers what goes over the wire (encoded by the route's output, which also drops whatever it does not name).
 */
export async function dispatch(database: Database, served: Served, request: Request): Promise<unknown> {
  const { route, handling } = served
  const { actor } = request.caller
  const input = decodeInput(route, request.raw)
  refuseEarly(route, actor)
  const key: Key | undefined =
    request.key !== undefined
      ? { caller: callerName(actor), route: route.name, key: request.key, digest: digestOf(request.raw) }
      : undefined
  if (handling.runAll) {
    const { caller, requestId } = request
    return shareTransaction(database, served, { asked: { actor, input, caller, requestId }, key })
  }
  if (handling.steps) return inProcess(database, served, request)
  const run = handling.run
  if (!run) throw new Error(`${route.name} is a stream or sets cookies, and has no plain answer`)
  return database.transact(request.requestId, async (tx) => {
    await authorise(tx, served, actor, input)
    const earlier = key && (await claimKey(tx, key))
    if (earlier) return earlier.answer
    const answer = route.output.encode(await run(tx, actor, input, request.caller))
    if (key) await keepAnswer(tx, key, answer)
    return answer
  })
}

/**
 * A route of several transactions, asked by the portal or the demonstration: there is no browser behind it, so nothing of
 * one is told, and a route that sets cookies is none for it.
 */
async function inProcess(database: Database, served: Served, { caller, raw, requestId }: Request) {
  const { route, handling } = served
  const steps = handling.steps
  if (!steps) throw new Error(`${route.name} has no steps`)
  const input = decodeInput(route, raw)
  await database.transact(requestId, (tx) => authorise(tx, served, caller.actor, input))
  const context: StepsContext = {
    ...{ database, requestId, caller, transact: (work) => database.transact(requestId, work) },
    outer: { address: '', secure: false, userAgent: '', cookie: '' },
    setCookies: () => {
      throw new Error(`${route.name} sets cookies`)
    },
  }
  return route.output.encode(await steps(context, input))
}

const callerName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : actor.kind === 'system' ? `system ${actor.name}` : 'stranger'
