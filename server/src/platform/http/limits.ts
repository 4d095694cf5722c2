/**
 * Token buckets. Signed-in people are counted one by one, so a whole office behind one address never trips a limit for
 * each other; strangers are counted by address, generously, because a village shares one address too.
 */
export interface Limit {
  /** Requests that may come at once. */
  readonly burst: number
  /** Requests a second after that. */
  readonly perSecond: number
}

export const PERSON: Limit = { burst: 300, perSecond: 30 }
export const STRANGER: Limit = { burst: 1200, perSecond: 120 }

/**
 * What a stranger sends by a form that needs no account, counted by address and by what the address of the form names:
 * a gift's display, complaints. Enough for a village behind one address, too few to try out codes.
 */
export const FORM: Limit = { burst: 20, perSecond: 1 / 60 }

interface Bucket {
  tokens: number
  at: number
}

export class Buckets {
  readonly #buckets = new Map<string, Bucket>()
  readonly #limit: Limit
  readonly #most: number

  /** @param most how many callers are remembered; the longest unseen are forgotten first, so memory stays bounded */
  constructor(limit: Limit, most = 50_000) {
    this.#limit = limit
    this.#most = most
  }

  /**
   * Takes one token. Returns 0 when there was one, else the whole seconds after which there will be.
   * @param nowMs of a clock that only runs forward; business time may be set, and would then lock everybody out
   */
  take(caller: string, nowMs: number): number {
    const { burst, perSecond } = this.#limit
    const bucket = this.#buckets.get(caller) ?? { tokens: burst, at: nowMs }
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.at) / 1000) * perSecond)
    this.#buckets.delete(caller)
    this.#buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: nowMs })
    if (this.#buckets.size > this.#most) {
      const oldest = this.#buckets.keys().next()
      if (!oldest.done) this.#buckets.delete(oldest.value)
    }
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
  }
}

/** Who counts as one stranger: an address of IPv4, or the /64 of IPv6 that a single home or office has to itself. */
export function neighbourhood(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  if (!address.includes(':')) return address
  const [before = '', after] = address.toLowerCase().replace(/%.*/, '').split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const left = groups(before)
  const right = groups(after ?? '')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
