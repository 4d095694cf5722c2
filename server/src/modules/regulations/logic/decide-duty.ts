import { type Actor, covers, type Role, type Subject } from '@shanju/contract/access.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { DUTY_STEPS, type DutyState, type DutyStep } from '@shanju/contract/regulations/vocab.ts'
import type { Refused } from './decide-change.ts'
import { stateWords } from './told.ts'

export interface DutyFacts {
  readonly state: DutyState
  readonly ownerRole: Role
  readonly subject: Subject
}

/**
 * Whose duty it is: somebody in the owner's role where it lies, and the administrator of the place, so that a duty does
 * not stand open because an office is vacant.
 */
const isOwner = (actor: Actor, { ownerRole, subject }: DutyFacts): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' &&
    actor.assignments.some(
      ({ role, reach }) => (role === ownerRole || role === 'administrator') && covers(reach, subject),
    ))

/** May this step be taken by this actor? Waiving asks for the right alone: who owes does not release themselves. */
export function refuseStep(actor: Actor, step: DutyStep, duty: DutyFacts): Refused | undefined {
  if (step !== 'waive' && !isOwner(actor, duty)) return { code: 'not_the_owner', params: {} }
  if (!(DUTY_STEPS[step].from as readonly DutyState[]).includes(duty.state))
    return { code: 'step_not_from_here', params: stateWords(duty.state) }
  return undefined
}

/** May this actor add evidence? In any state: what comes late is still worth keeping, with its own moment. */
export const refuseEvidence = (actor: Actor, duty: DutyFacts): Refused | undefined =>
  isOwner(actor, duty) ? undefined : { code: 'not_the_owner', params: {} }

/** Days from one day to another; below zero when the other is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** Days before the due day at which somebody is reminded; -1 stands for every day after it. */
export type Mark = 7 | 3 | 0 | -1
export const FIRST_MARK = 7

/**
 * Which reminder a duty stands at, undefined before the first. Each goes out once; a machine that stood still over one
 * goes on with the next and does not catch up.
 */
export const markOf = (daysLeft: number): Mark | undefined =>
  daysLeft < 0 ? -1 : daysLeft === 0 ? 0 : daysLeft <= 3 ? 3 : daysLeft <= FIRST_MARK ? FIRST_MARK : undefined
