/**
 * Chance that can be had again: the same seed and name give the same draws, on every machine. Whole numbers only, so that
 * no sum of money ever passes through a fraction. Not for secrets.
 */
export class Chance {
  readonly #seed: number
  #state: number

  constructor(seed: number, name = '') {
    this.#seed = seed
    this.#state = hash(`${seed} ${name}`)
  }

  /** Draws of their own, so that one part of a plan can grow without shuffling the others. */
  of(name: string): Chance {
    return new Chance(this.#seed, name)
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor((this.#next() * end) / 2 ** 32)
  }

  /** From `first` to `last`, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  percent(of100: number): boolean {
    return this.below(100) < of100
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }

  /** Picks by weights, whole numbers. */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    let left = this.below(from.reduce((sum, [, weight]) => sum + weight, 0))
    for (const [value, weight] of from) {
      if (left < weight) return value
      left -= weight
    }
    throw new RangeError('nothing to pick from')
  }

  /** mulberry32: 32 bits of state, enough for a made-up city. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
