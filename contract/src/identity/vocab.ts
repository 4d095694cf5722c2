import type { Role } from '../access.ts'
import type { Level } from '../divisions/vocab.ts'

/** `invited`: a link was made, no password yet. `deactivated`: signs in nowhere, keeps their place in the record. */
export const PERSON_STATES = ['invited', 'active', 'deactivated'] as const
export type PersonState = (typeof PERSON_STATES)[number]

/** What a one-time link is for. */
export const LINK_PURPOSES = ['first_administrator', 'new_person', 'reset'] as const
export type LinkPurpose = (typeof LINK_PURPOSES)[number]

/** How long a one-time link lives, in hours: a reset is done at once, an invitation may wait over a holiday. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = {
  first_administrator: 24,
  new_person: 7 * 24,
  reset: 24,
}

/**
 * Levels of division a role may be tied to; a role without a row may be tied to any. A bureau of a banner is no bureau
 * of the city, whoever appoints it.
 */
export const ROLE_LEVELS: Readonly<Partial<Record<Role, readonly Level[]>>> = {
  city_bureau: ['city'],
  banner_bureau: ['banner'],
  town: ['town'],
  community_worker: ['town', 'community'],
  group_member: ['town', 'community'],
}

export const PASSWORD_LEAST = 10
export const PASSWORD_MOST = 128
