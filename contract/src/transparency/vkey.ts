import { fromBase64, toBase64 } from './base64.ts'
import { concat, hasControl, isWellFormed, toUtf8 } from './bytes.ts'
import { isSoundEd25519Key } from './ed25519.ts'
import { Malformed } from './malformed.ts'
import type { Sha256 } from './sha256.ts'

/** Signature types of c2sp.org/signed-note and c2sp.org/tlog-cosignature that this product reads and writes. */
export const SIGNATURE_TYPE = { ed25519: 0x01, cosignature: 0x04, mlDsa44: 0x06 } as const
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE]

const PUBLIC_KEY_SIZE: Record<SignatureType, number> = { 1: 32, 4: 32, 6: 1312 }

/** A public key somebody decided to trust, with the name and the use it is trusted for. */
export interface VerifierKey {
  readonly name: string
  /** The 32-bit key id, big-endian as an unsigned number. */
  readonly id: number
  readonly type: SignatureType
  readonly publicKey: Uint8Array
}

/** Makes the key and computes its id. Throws `Malformed` for a bad name, a wrong length or an unsound Ed25519 key. */
export function verifierKey(hash: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new Malformed('key name', 'empty, or with a space, a plus or a control character')
  if (publicKey.length !== PUBLIC_KEY_SIZE[type]) throw new Malformed('public key', 'wrong length for its type')
  if (type !== SIGNATURE_TYPE.mlDsa44 && !isSoundEd25519Key(publicKey)) {
    throw new Malformed('public key', 'not a sound Ed25519 point')
  }
  return { name, id: keyId(hash, name, type, publicKey), type, publicKey }
}

/** Verifier key text: name, key id in hexadecimal, type and key in base64, with plus signs between. */
export function formatVkey(key: VerifierKey): string {
  const material = toBase64(concat(Uint8Array.of(key.type), key.publicKey))
  return `${key.name}+${key.id.toString(16).padStart(8, '0')}+${material}`
}

/** Reads verifier key text and recomputes the id, so a key pasted wrongly is refused rather than never matching. */
export function parseVkey(hash: Sha256, text: string): VerifierKey {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text) ?? []
  if (name === undefined || id === undefined || material === undefined) {
    throw new Malformed('verifier key', 'not name+id+key')
  }
  const bytes = fromBase64(material)
  const type = Object.values(SIGNATURE_TYPE).find((known) => known === bytes[0])
  if (type === undefined) throw new Malformed('verifier key', 'a signature type this tool does not know')
  const key = verifierKey(hash, name, type, bytes.slice(1))
  if (key.id !== Number.parseInt(id, 16)) throw new Malformed('verifier key', 'the id does not belong to the key')
  return key
}

/** A name fit for a signature line: not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+]+$/u.test(name) && !hasControl(name) && isWellFormed(name)
}

function keyId(hash: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): number {
  const digest = hash(concat(toUtf8(name), Uint8Array.of(0x0a, type), publicKey))
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
}
