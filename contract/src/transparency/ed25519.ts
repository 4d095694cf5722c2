import { concat, sameBytes } from './bytes.ts'
import {
  BASE,
  combine,
  decodePoint,
  encodePoint,
  GROUP_ORDER,
  hasSmallOrder,
  littleEndian,
  negate,
  type OddMultiples,
  oddMultiples,
} from './ed25519-curve.ts'
import { sha512 } from './sha512.ts'

let baseTable: OddMultiples | undefined

/**
 * Verifies an Ed25519 signature (RFC 8032, section 5.1.7) without any crypto of the host, for browsers that lack it.
 * Cofactorless, and strict where the RFC leaves room: S below the group order, points in their one encoding, no
 * public key of small order. Returns false for anything else, including wrong lengths; never throws.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const key = decodePoint(publicKey)
  if (key === undefined || hasSmallOrder(key)) return false
  const encodedR = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  if (s >= GROUP_ORDER) return false
  const k = littleEndian(sha512(concat(encodedR, publicKey, message))) % GROUP_ORDER
  baseTable ??= oddMultiples(BASE, 8)
  const expected = combine(s, baseTable, k, oddMultiples(negate(key), 5))
  // Comparing encodings also refuses every second spelling of R.
  return sameBytes(encodePoint(expected), encodedR)
}

/** Whether a public key is fit to be trusted at all; asked once per key, so that every host's Ed25519 then agrees. */
export function isSoundEd25519Key(publicKey: Uint8Array): boolean {
  const key = publicKey.length === 32 ? decodePoint(publicKey) : undefined
  return key !== undefined && !hasSmallOrder(key)
}
