import { toUtf8 } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { cosignedHead, cosignedText, decodeTimestamped } from './cosignature.ts'
import { attempt } from './malformed.ts'
import type { NoteSignature } from './note.ts'
import { SIGNATURE_TYPE, type VerifierKey } from './vkey.ts'

type Answer = boolean | Promise<boolean>

/** The signature checks a place can do. A browser cannot do ML-DSA and simply leaves it out. */
export interface SignatureChecks {
  readonly ed25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Answer
  readonly mlDsa44?: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Answer
}

export interface SignatureVerdict {
  readonly key: VerifierKey
  /** `unchecked`: this place has no check for the key's type, so it counts neither for nor against. */
  readonly state: 'valid' | 'invalid' | 'unchecked'
  /** POSIX seconds a cosigner stated; absent on plain signatures and on lines that do not parse. */
  readonly timestamp?: number
}

/** Checks every line that belongs to one of the keys, by name and id; other lines are ignored, as the text demands. */
export async function checkSignatures(
  checks: SignatureChecks,
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
): Promise<SignatureVerdict[]> {
  const verdicts: SignatureVerdict[] = []
  for (const line of checkpoint.note.signatures) {
    const key = keys.find((known) => known.name === line.name && known.id === line.keyId)
    if (key !== undefined) verdicts.push(await checkLine(checks, checkpoint, key, line))
  }
  return verdicts
}

async function checkLine(
  checks: SignatureChecks,
  checkpoint: Checkpoint,
  key: VerifierKey,
  line: NoteSignature,
): Promise<SignatureVerdict> {
  const check = key.type === SIGNATURE_TYPE.mlDsa44 ? checks.mlDsa44 : checks.ed25519
  const signed = attempt(() => signedBy(checkpoint, key, line))
  if (signed === undefined) return { key, state: 'invalid' }
  const time = signed.timestamp === undefined ? {} : { timestamp: signed.timestamp }
  if (check === undefined) return { key, state: 'unchecked', ...time }
  const valid = await check(key.publicKey, signed.message, signed.signature)
  return { key, state: valid ? 'valid' : 'invalid', ...time }
}

/** What a line claims was signed, by the rules of its key's type. */
function signedBy(
  checkpoint: Checkpoint,
  key: VerifierKey,
  line: NoteSignature,
): { message: Uint8Array; signature: Uint8Array; timestamp?: number } {
  switch (key.type) {
    case SIGNATURE_TYPE.ed25519:
      return { message: toUtf8(checkpoint.note.text), signature: line.bytes }
    case SIGNATURE_TYPE.cosignature: {
      const { timestamp, signature } = decodeTimestamped(line.bytes, 64)
      return { message: cosignedText(timestamp, checkpoint.note.text), signature, timestamp }
    }
    case SIGNATURE_TYPE.mlDsa44: {
      const { timestamp, signature } = decodeTimestamped(line.bytes, 2420)
      return { message: cosignedHead(key.name, timestamp, checkpoint), signature, timestamp }
    }
  }
}
