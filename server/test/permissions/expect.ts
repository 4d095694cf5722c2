import { ACTIONS, type Action, type Actor, can, canSomewhere, type Subject } from '@shanju/contract/access.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'

/**
 * What must come of a request. `done`: it is answered or refused by a rule of its own, never for want of a right.
 * `hidden`: as if the thing did not exist.
 */
export type Outcome = 'done' | 'not_signed_in' | 'not_permitted' | 'hidden'

/**
 * By `can` alone: what the contract promises, whatever the server does.
 * @param also a second place where the right is needed as well
 */
export function expected(route: AnyRoute, actor: Actor, subject: Subject | undefined, also?: Subject): Outcome {
  const { access } = route
  if (access === 'public') return 'done'
  if (actor.kind === 'stranger') return 'not_signed_in'
  if (access === 'signed_in') return 'done'
  if (!canSomewhere(actor, access.action)) return 'not_permitted'
  if (access.list || can(actor, access.action, subject ?? {})) {
    return also && !access.list && !can(actor, access.action, also) ? 'not_permitted' : 'done'
  }
  const read = `${access.action.split('.')[0]}.read`
  return read in ACTIONS && can(actor, read as Action, subject ?? {}) ? 'not_permitted' : 'hidden'
}
