import type { GovernanceRefusal } from '@shanju/contract/governance/refusals.ts'

/** Why not, with what the sentence names. */
export interface Refused {
  readonly code: GovernanceRefusal
  readonly params?: Readonly<Record<string, string | number>>
}

export const no = (code: GovernanceRefusal, params?: Refused['params']): Refused =>
  params === undefined ? { code } : { code, params }
