import { WHOLE } from './vocab.ts'

/** In tenths of a percent, rounded outward. */
export interface Interval {
  readonly low: number
  readonly high: number
}

const Z2 = 38_416n
const TEN_THOUSAND = 10_000n
const STEPS = BigInt(WHOLE)

/**
 * Between what the share of the whole roll lies, 19 times in 20: Wilson's interval for `yes` of `asked`, with the sample counted
 * as n(N − 1)/(N − n) answers, which is the correction for a roll that is finite. All whole numbers: an end is the last tenth of
 * a percent x at which (p − x)² ≥ z² x(1 − x)/n still holds. Who was asked and did not answer widens no interval.
 * @param people of the roll, at least `asked`, which is at least 1
 */
export function interval(yes: number, asked: number, people: number): Interval {
  const [k, n, all] = [BigInt(yes), BigInt(asked), BigInt(people)]
  const [over, under] = [n * (all - 1n), all - n]
  const outside = (t: bigint): boolean => {
    const apart = STEPS * k - n * t
    return apart * apart * TEN_THOUSAND * over >= Z2 * t * (STEPS - t) * under * n * n
  }
  // At 0 and at 1 the right side is nothing, so that none or all of a sample would end where it began.
  const sampled = under > 0n
  let low = (STEPS * k) / n - (sampled && k === n ? 1n : 0n)
  while (low > 0n && !outside(low)) low -= 1n
  let high = (STEPS * k + n - 1n) / n + (sampled && k === 0n ? 1n : 0n)
  while (high < STEPS && !outside(high)) high += 1n
  return { low: Number(low), high: Number(high) }
}

/** A share in tenths of a percent, half up. */
export const shareOf = (part: number, whole: number): number => Math.floor((2 * WHOLE * part + whole) / (2 * whole))
