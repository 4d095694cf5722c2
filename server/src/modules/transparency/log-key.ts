import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from '@shanju/contract/transparency/vkey.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import { sha256 } from '#platform/kit/sha256.ts'

/** PrivateKeyInfo of RFC 8410 around a raw seed. */
const ED25519_PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const RAW_PUBLIC_SIZE = 32

export interface LogKey {
  readonly vkey: VerifierKey
  sign(message: Uint8Array): Uint8Array
}

/**
 * The log's Ed25519 key, derived from the platform's secret: it is kept where that is kept, backed up with it, and never in
 * the database. Each log has its own, so that one key speaks for one name only.
 */
export function logKey(secrets: Secrets, origin: string): LogKey {
  const seed = secrets.derive(`log key ${origin}`)
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PRIVATE, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-RAW_PUBLIC_SIZE)
  return {
    vkey: verifierKey(sha256, origin, SIGNATURE_TYPE.ed25519, new Uint8Array(raw)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}
