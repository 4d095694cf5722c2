import { publicIdFrom } from '@shanju/contract/kit/ids.ts'
import { chanceBytes } from './chance.ts'

const RANDOM_BITS = 74n
/** One bit is left free, so that counting up never reaches the time. */
const FRESH = (1n << (RANDOM_BITS - 1n)) - 1n
const LOW_BITS = 62n

let last = 0n

/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, 74 of chance. Within one millisecond, and when `at` lies before an
 * earlier call's, the next id is the last one plus a random step, so ids made by one process sort in the order they
 * were made: index pages stay warm and "first in first out" has a stable tie-break.
 */
export function uuidv7(at: Date): string {
  const stamp = BigInt(at.getTime())
  const random = chanceBytes(12)
  const step = BigInt(random.readUInt16BE(10)) + 1n
  const chance = BigInt(`0x${random.toString('hex', 0, 10)}`) & FRESH
  last = stamp > last >> RANDOM_BITS ? (stamp << RANDOM_BITS) | chance : last + step
  const millis = (last >> RANDOM_BITS).toString(16).padStart(12, '0')
  const high = ((last >> LOW_BITS) & 0xfffn).toString(16).padStart(3, '0')
  const low = ((last & ((1n << LOW_BITS) - 1n)) | (2n << LOW_BITS)).toString(16)
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${high}-${low.slice(0, 4)}-${low.slice(4)}`
}

/** 12 characters for people; the table's unique index catches the one collision in 2^60. */
export const newPublicId = (): string => publicIdFrom(chanceBytes(12))
