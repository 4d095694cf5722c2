import {
  type Actor,
  type Assignment,
  canAssign,
  type Reach,
  ROLE_REACH,
  type Role,
  type Subject,
} from '@shanju/contract/access.ts'
import { LEVELS } from '@shanju/contract/divisions/vocab.ts'
import { ROLE_LEVELS } from '@shanju/contract/identity/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'

/** A role assignment as it stands in the record. */
export interface Held {
  readonly id: string
  readonly personId: string
  readonly role: Role
  readonly reach: Reach
  /** Where the reach lies. */
  readonly subject: Subject
  readonly fromOn: PlainDate
  readonly toOn: PlainDate | null
  readonly grantedBy: string | null
  readonly grantedAt: Date
  readonly endedBy: string | null
  readonly endedAt: Date | null
}

/** Gives rights today. */
export const inForce = (held: Held, today: PlainDate): boolean => isOpen(held, today) && held.fromOn <= today

/** Gives rights today or will: neither ended nor past its last day. */
export const isOpen = (held: Held, today: PlainDate): boolean =>
  held.endedAt === null && (held.toOn === null || held.toOn >= today)

export const sameReach = (a: Reach, b: Reach): boolean =>
  a.kind === 'division' ? b.kind === 'division' && a.code === b.code : b.kind === 'organisation' && a.id === b.id

export const asAssignment = (held: Held): Assignment => ({ role: held.role, reach: held.reach })

/**
 * May this actor decide about everything this person may do? Only who manages people at every place where the person
 * has rights: else an administrator of one banner could take over somebody of the whole city by a reset link.
 */
export const managesAllOf = (actor: Actor, held: readonly Held[], today: PlainDate): boolean =>
  held.filter((each) => isOpen(each, today)).every((each) => canAssign(actor, each.role, each.subject))

/** What the person is tied to as a whole: any of it lets a reader see them. Ended rights count, leavers stay findable. */
export const subjectOf = (held: readonly Held[]): Subject => ({
  divisions: [...new Set(held.flatMap((each) => each.subject.divisions ?? []))],
  organisationIds: [...new Set(held.flatMap((each) => each.subject.organisationIds ?? []))],
})

export interface Wanted {
  readonly role: Role
  readonly reach: Reach
  readonly fromOn?: PlainDate | undefined
  readonly toOn?: PlainDate | undefined
}

export type AssignmentRefusal =
  | 'reach_not_for_role'
  | 'level_not_for_role'
  | 'wider_than_you'
  | 'period_reversed'
  | 'period_over'
  | 'exists_with_same_reach'

export type AssignmentDecision =
  | { readonly refused: AssignmentRefusal }
  | { readonly refused?: never; readonly fromOn: PlainDate; readonly toOn: PlainDate | null }

/** Whether a role may be given, in the order of the refusals; `held` is what the person has already. */
export function decideAssignment(
  actor: Actor,
  wanted: Wanted,
  subject: Subject,
  held: readonly Held[],
  today: PlainDate,
): AssignmentDecision {
  const allowed = ROLE_REACH[wanted.role]
  if (allowed !== 'either' && allowed !== wanted.reach.kind) return { refused: 'reach_not_for_role' }
  if (wanted.reach.kind === 'division' && !levelFits(wanted.role, subject)) return { refused: 'level_not_for_role' }
  if (!canAssign(actor, wanted.role, subject)) return { refused: 'wider_than_you' }
  const fromOn = wanted.fromOn ?? today
  const toOn = wanted.toOn ?? null
  if (toOn !== null && toOn < fromOn) return { refused: 'period_reversed' }
  if (toOn !== null && toOn < today) return { refused: 'period_over' }
  const same = held.filter((each) => each.role === wanted.role && sameReach(each.reach, wanted.reach))
  const overlaps = (each: Held) => (toOn === null || each.fromOn <= toOn) && (each.toOn === null || each.toOn >= fromOn)
  if (same.some((each) => isOpen(each, today) && overlaps(each))) return { refused: 'exists_with_same_reach' }
  return { fromOn, toOn }
}

/** A division's level is how many divisions lie on its way down from the city, itself included. */
function levelFits(role: Role, subject: Subject): boolean {
  const levels = ROLE_LEVELS[role]
  const level = LEVELS[(subject.divisions?.length ?? 0) - 1]
  return levels === undefined || (level !== undefined && levels.includes(level))
}

/** Is this one of the assignments that keep the platform governable: an administrator of the whole city? */
export const governsAll = (held: Held): boolean => held.role === 'administrator' && held.subject.divisions?.length === 1
