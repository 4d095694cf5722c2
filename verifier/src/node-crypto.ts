import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import type { VerifierCrypto } from './crypto.ts'

// SubjectPublicKeyInfo frames (RFC 8410; RFC 9881 for id-ml-dsa-44), since Node takes raw keys of neither kind.
const ED25519_FRAME = Buffer.from('302a300506032b6570032100', 'hex')
const ML_DSA_44_FRAME = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')

/** Node's own crypto: the fastest there is here, and the only one with ML-DSA. */
export const nodeCrypto: VerifierCrypto = {
  // By way of text, since it costs a third of asking for a buffer: small buffers made outside JavaScript are dear.
  sha256: (data) => Buffer.from(hash('sha256', data, 'binary'), 'binary'),
  ed25519: (publicKey, message, signature) => verifyWith(ED25519_FRAME, publicKey, message, signature),
  mlDsa44: (publicKey, message, signature) => verifyWith(ML_DSA_44_FRAME, publicKey, message, signature),
}

function verifyWith(frame: Buffer, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = keyOf(Buffer.concat([frame, publicKey]))
  return key !== undefined && verify(null, message, key, signature)
}

/** A key OpenSSL will not take has signed nothing. */
function keyOf(spki: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
