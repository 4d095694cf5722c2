import { ACTIONS, type Action, type Actor, can, canSomewhere, type Subject } from '@shanju/contract/access.ts'
import { statusOf } from '@shanju/contract/catalogue.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import { Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Asked, Served } from './serve.ts'

/** Turns away whoever could not do this anywhere, before any table is read. */
export function refuseEarly(route: AnyRoute, actor: Actor): void {
  if (route.access === 'public') return
  if (actor.kind === 'stranger') throw refuse('platform.not_signed_in')
  if (typeof route.access === 'object' && !canSomewhere(actor, route.access.action))
    throw refuse('platform.not_permitted')
}

/** Asks `can` about the thing itself. @throws Refusal */
export async function authorise(tx: Tx, served: Served, actor: Actor, input: Input<AnyRoute>): Promise<void> {
  const { access } = served.route
  if (typeof access !== 'object' || access.list || !served.subject) return
  const refused = refusalFor(served.route, access.action, actor, await subjectOf(served.subject(tx, input)))
  if (refused) throw refused
}

/** The same for many requests of one route: their things are found at once. @returns by position, undefined for "may" */
export async function authoriseAll(
  tx: Tx,
  { route, handling }: Served,
  asked: readonly Asked<AnyRoute>[],
): Promise<(Refusal | undefined)[]> {
  const { access } = route
  if (typeof access !== 'object' || access.list || !handling.subjects) return asked.map(() => undefined)
  const subjects = await handling.subjects(
    tx,
    asked.map(({ input }) => input),
  )
  return asked.map(({ actor }, index) => refusalFor(route, access.action, actor, subjects[index]))
}

/**
 * What the caller may not even read answers exactly like what does not exist, so that ids cannot be tried out; what they
 * may read but not do says so.
 */
function refusalFor(route: AnyRoute, action: Action, actor: Actor, subject: Subject | undefined): Refusal | undefined {
  if (subject && can(actor, action, subject)) return undefined
  return refuse(subject && mayRead(actor, action, subject) ? 'platform.not_permitted' : notFound(route))
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
