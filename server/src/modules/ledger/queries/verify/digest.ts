import { createHash } from 'node:crypto'

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * The digest of a row: SHA-256 of its columns as texts in a JSON array, as the database's trigger makes it, but made here
 * from what was read. `bigint`, numbers and booleans stand as their text.
 */
export function digestOf(values: readonly unknown[]): Buffer {
  const texts = values.map((value) => (value === null ? 'null' : JSON.stringify(String(value))))
  return sha256(`[${texts.join(', ')}]`)
}

/** The next link of the chain. */
export const sealAfter = (before: Uint8Array, digests: readonly Uint8Array[]): Buffer => sha256(before, ...digests)

/** The first bytes of each digest, kept beside the seal to say which row was altered. */
export const partOf = (digest: Uint8Array): Uint8Array => digest.subarray(0, PART)
export const PART = 8
