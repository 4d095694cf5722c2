import type { Action } from '../access.ts'

/** What a body is registered as. The first three can host community funds once they hold the qualification. */
export const ORGANISATION_KINDS = [
  'foundation',
  'community_foundation',
  'charity_federation',
  'association',
  'social_service',
  'other',
] as const

export const ORGANISATION_STATUSES = ['active', 'revoked', 'dissolved'] as const
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number]

interface Step {
  readonly from: readonly OrganisationStatus[]
  readonly by: Action
}

/**
 * How a body's status may move. A revocation (吊销) can be set aside on review, so the way back to active is open;
 * a dissolved body (注销) has ceased to be a legal person and stays so.
 */
const STATUS_STEPS = {
  active: { from: ['revoked'], by: 'organisations.register' },
  revoked: { from: ['active'], by: 'organisations.register' },
  dissolved: { from: ['active', 'revoked'], by: 'organisations.register' },
} as const satisfies Record<OrganisationStatus, Step>

export const mayMove = (from: OrganisationStatus, to: OrganisationStatus): boolean =>
  (STATUS_STEPS[to].from as readonly OrganisationStatus[]).includes(from)

/** What an authority grants a body for a time: 公开募捐资格证书 (Charity Law 22), 公益性捐赠税前扣除资格, 社会组织评估等级. */
export const CERTIFICATE_KINDS = ['public_fundraising', 'tax_deduction', 'rating'] as const
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number]

export const RATINGS = ['1A', '2A', '3A', '4A', '5A'] as const

/** Why a certificate ended before its last day. After a revocation no new gift may go to any campaign (Order 74, 23). */
export const END_REASONS = ['revoked', 'surrendered', 'replaced'] as const

/** What somebody answers for at a body. */
export const DUTIES = [
  'legal_representative',
  'chair',
  'secretary_general',
  'supervisor',
  'finance',
  'projects',
  'funds',
  'other',
] as const

/** 党委, 党总支, 党支部, 联合党支部. */
export const PARTY_ORGANISATIONS = ['committee', 'general_branch', 'branch', 'joint_branch'] as const

/** What stands in for a party organisation while there cannot be one: 党建工作指导员, 联络员, 工会, 共青团 (plan 2024-92, 二(一)1). */
const PARTY_FALLBACKS = ['instructor', 'liaison', 'union', 'youth_league'] as const
export const PARTY_FORMS = [...PARTY_ORGANISATIONS, ...PARTY_FALLBACKS] as const
export type PartyForm = (typeof PARTY_FORMS)[number]

/** How party work is done at a body today. */
export const PARTY_STATES = ['organisation', 'fallback', 'none'] as const
export type PartyState = (typeof PARTY_STATES)[number]

/**
 * What a party-building file lacks. `none`: neither organisation nor anything in its place · `ripe`: three full members
 * and no organisation yet · `not_in_step`: a new body began without a step · `members_unknown`: nobody said how many full
 * members work there, so that it cannot be told whether it is ripe · `no_evidence`: a record names no document.
 */
export const PARTY_GAPS = ['none', 'ripe', 'not_in_step', 'members_unknown', 'no_evidence'] as const
export type PartyGap = (typeof PARTY_GAPS)[number]

/** Life of a file of bodies: looked at, taken over whole, perhaps taken back. */
export const IMPORT_STATES = ['checked', 'loaded', 'undone'] as const
