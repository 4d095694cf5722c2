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
