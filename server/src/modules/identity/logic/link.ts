export interface LinkState {
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

export type LinkRefusal = 'link_unknown' | 'link_used' | 'link_expired'

/** Whether a one-time link still opens. A newer link of the same person ends an older one. */
export function decideLink(link: LinkState | undefined, now: Date): LinkRefusal | undefined {
  if (!link) return 'link_unknown'
  if (link.usedAt || link.revokedAt) return 'link_used'
  return link.expiresAt <= now ? 'link_expired' : undefined
}
