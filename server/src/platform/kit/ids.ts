import { randomBytes } from 'node:crypto'
import { publicIdFrom } from '@shanju/contract/kit/ids.ts'

let last = 0n

/**
 * UUIDv7 whose 74 random bits are replaced by a counter within one millisecond, so ids made by one process sort in the
 * order they were made: index pages stay warm and "first in first out" has a stable tie-break.
 */
export function uuidv7(at: Date): string {
  const stamp = BigInt(at.getTime()) << 80n
  const random = BigInt(`0x${randomBytes(9).toString('hex')}`)
  const fresh = stamp | (random & ((1n << 62n) - 1n))
  last = fresh >> 80n > last >> 80n ? fresh : last + 1n + (random & 0xffffn)
  const millis = (last >> 80n).toString(16).padStart(12, '0')
  const high = ((last >> 62n) & 0xfffn).toString(16).padStart(3, '0')
  const low = (last & ((1n << 62n) - 1n)) | (2n << 62n)
  const tail = low.toString(16).padStart(16, '0')
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${high}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** 12 characters for people; the table's unique index catches the one collision in 2^60. */
export const newPublicId = (): string => publicIdFrom(randomBytes(12))
