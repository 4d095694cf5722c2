import { ACTIONS, type Action, type Actor, can, canSomewhere, type Subject } from '@shanju/contract/access.ts'
import { statusOf } from '@shanju/contract/catalogue.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import { Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { decodeInput, type RawInput } from './decode.ts'
import { claimKey, type Key, keepAnswer } from './idempotency.ts'
import type { Caller, Served } from './serve.ts'

export interface Request {
  readonly caller: Caller
  readonly raw: RawInput
  readonly requestId: string
  /** The caller's own name for this request; a repeat gets the first answer. */
  readonly key?: string
}

/**
 * Runs one request of an ordinary route: shape, then access, then key, then the action, all in one transaction.
 * Answers what goes over the wire (encoded by the route's output, which also drops whatever it does not name).
 */
export async function dispatch(database: Database, served: Served, request: Request): Promise<unknown> {
  const { route, handling } = served
  const { actor } = request.caller
  const input = decodeInput(route, request.raw)
  refuseEarly(route, actor)
  const run = handling.run
  if (!run) throw new Error(`${route.name} is a stream or sets cookies, and has no plain answer`)
  return database.transact(request.requestId, async (tx) => {
    await authorise(tx, served, actor, input)
    const key: Key | undefined =
      request.key !== undefined
        ? { caller: callerName(actor), route: route.name, key: request.key, raw: request.raw }
        : undefined
    const earlier = key && (await claimKey(tx, key))
    if (earlier) return earlier.answer
    const answer = route.output.encode(await run(tx, actor, input, request.caller))
    if (key) await keepAnswer(tx, key, answer)
    return answer
  })
}

/** Turns away whoever could not do this anywhere, before any table is read. */
export function refuseEarly(route: AnyRoute, actor: Actor): void {
  if (route.access === 'public') return
  if (actor.kind === 'stranger') throw refuse('platform.not_signed_in')
  if (typeof route.access === 'object' && !canSomewhere(actor, route.access.action))
    throw refuse('platform.not_permitted')
}

/**
 * Asks `can` about the thing itself. What the caller may not even read answers exactly like what does not exist, so
 * that ids cannot be tried out; what they may read but not do says so.
 */
export async function authorise(tx: Tx, served: Served, actor: Actor, input: Input<AnyRoute>): Promise<void> {
  const { access } = served.route
  if (typeof access !== 'object' || access.list || !served.subject) return
  const subject = await subjectOf(served.subject(tx, input))
  if (subject && can(actor, access.action, subject)) return
  if (subject && mayRead(actor, access.action, subject)) throw refuse('platform.not_permitted')
  throw refuse(notFound(served.route))
}

/** What is not there, and what is not there for this caller, share one answer: the route's own word for it. */
const notFound = (route: AnyRoute): string =>
  route.refuses?.find((code) => statusOf(code) === NOT_FOUND) ?? 'platform.not_found'

const NOT_FOUND = 404

async function subjectOf(finding: Promise<Subject>): Promise<Subject | undefined> {
  try {
    return await finding
  } catch (error) {
    if (error instanceof Refusal && statusOf(error.code) === NOT_FOUND) return undefined
    throw error
  }
}

function mayRead(actor: Actor, action: Action, subject: Subject): boolean {
  const read = `${action.split('.')[0]}.read`
  return read in ACTIONS && can(actor, read as Action, subject)
}

const callerName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : actor.kind === 'system' ? `system ${actor.name}` : 'stranger'
