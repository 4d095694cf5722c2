import type { Role } from '../access.ts'

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
 * Levels of division a role may be tied to (1 city, 2 banner or district, 3 town or subdistrict, 4 village or
 * community); a role without a row may be tied to any. A bureau of a banner is no bureau of the city, whoever appoints it.
 */
export const ROLE_LEVELS: Readonly<Partial<Record<Role, readonly number[]>>> = {
  city_bureau: [1],
  banner_bureau: [2],
  town: [3],
  community_worker: [3, 4],
  group_member: [3, 4],
}

export const PASSWORD_LEAST = 10
export const PASSWORD_MOST = 128
