/**
 * Slowing down guessing without letting anybody lock a colleague out.
 *
 * A try is counted before the password is looked at and forgiven when it was right, so many tries at once cannot slip
 * through between counting and refusing. Three kinds of bucket:
 *
 * - `device`: a browser in which this person has signed in before counts on its own, whatever others do. It is the
 *   reason why an attacker who keeps a name locked does not lock out its bearer.
 * - `near`: a name from one address, for browsers not known. One guesser in an office slows down only that office.
 * - `wide`: a name from all unknown browsers together, many more tries, for a guesser with many addresses.
 *
 * No delay is longer than a quarter of an hour, and an administrator's reset link clears them all.
 */
export interface Policy {
  /** Wrong tries without any delay. */
  readonly free: number
  /** Delay after the first one beyond; each further one doubles it. */
  readonly firstSeconds: number
}

export const POLICIES = {
  device: { free: 5, firstSeconds: 30 },
  near: { free: 5, firstSeconds: 30 },
  wide: { free: 30, firstSeconds: 60 },
  /** A signed-in person's own password, asked for again before something weighty. */
  self: { free: 5, firstSeconds: 30 },
} as const satisfies Record<string, Policy>
export type BucketKind = keyof typeof POLICIES

export const LONGEST_DELAY_SECONDS = 15 * 60
/** After a quiet day a bucket starts anew. */
export const FORGET_AFTER_MS = 24 * 60 * 60 * 1000

export interface Counted {
  readonly failures: number
  readonly failedAt: Date
  readonly lockedUntil: Date | null
}

/** Seconds of delay that the n-th wrong try in a row brings. */
export function delaySeconds(failures: number, policy: Policy): number {
  const beyond = failures - policy.free
  if (beyond < 1) return 0
  return Math.min(LONGEST_DELAY_SECONDS, policy.firstSeconds * 2 ** Math.min(beyond - 1, 20))
}

export type AttemptDecision = { readonly refusedForSeconds: number } | { readonly counted: Counted }

/** May a try be made now, and what stands in the bucket if it turns out wrong? */
export function decideAttempt(before: Counted | undefined, now: Date, policy: Policy): AttemptDecision {
  const left = before?.lockedUntil ? before.lockedUntil.getTime() - now.getTime() : 0
  if (left > 0) return { refusedForSeconds: Math.ceil(left / 1000) }
  const quiet = before ? now.getTime() - before.failedAt.getTime() > FORGET_AFTER_MS : true
  const failures = (quiet || !before ? 0 : before.failures) + 1
  const delay = delaySeconds(failures, policy)
  return {
    counted: { failures, failedAt: now, lockedUntil: delay > 0 ? new Date(now.getTime() + delay * 1000) : null },
  }
}
