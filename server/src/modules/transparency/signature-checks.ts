import { createPublicKey, verify } from 'node:crypto'
import type { SignatureChecks } from '@shanju/contract/transparency/signatures.ts'

// SubjectPublicKeyInfo frames (RFC 8410; RFC 9881 for id-ml-dsa-44), since Node takes raw keys of neither kind.
const ED25519_FRAME = Buffer.from('302a300506032b6570032100', 'hex')
const ML_DSA_44_FRAME = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')

const verifyWith =
  (frame: Buffer) =>
  (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
    try {
      const key = createPublicKey({ key: Buffer.concat([frame, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      // A key OpenSSL will not take has signed nothing.
      return false
    }
  }

/** What this server can check: both kinds. */
export const signatureChecks: SignatureChecks = {
  ed25519: verifyWith(ED25519_FRAME),
  mlDsa44: verifyWith(ML_DSA_44_FRAME),
}
