import { fromBase64, toBase64 } from './base64.ts'
import { fromUtf8, sameBytes, toUtf8 } from './bytes.ts'
import { type Checkpoint, parseCheckpoint, parseDecimal, type TreeHead } from './checkpoint.ts'
import { attempt, Malformed } from './malformed.ts'
import { HASH_SIZE } from './merkle.ts'
import { verifyConsistency } from './merkle-proof.ts'
import { formatNote } from './note.ts'
import type { Sha256 } from './sha256.ts'
import { checkSignatures, type SignatureChecks } from './signatures.ts'
import type { VerifierKey } from './vkey.ts'

/** The text's bound on proof lines. */
const MAX_HASHES = 63

/** Media type of the body of a 409 that states the recorded size. */
export const TLOG_SIZE_TYPE = 'text/x.tlog.size'

/** Body of `add-checkpoint` (c2sp.org/tlog-witness). */
interface AddCheckpoint {
  /** Size of the head the witness is believed to have cosigned last; 0 for none. */
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
}

export function formatAddCheckpoint(request: AddCheckpoint): Uint8Array {
  const lines = [`old ${request.oldSize}`, ...request.proof.map(toBase64)]
  return toUtf8(`${lines.join('\n')}\n\n${fromUtf8(formatNote(request.checkpoint.note))}`)
}

export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  const text = fromUtf8(bytes)
  const cut = text.indexOf('\n\n')
  if (cut < 0) throw new Malformed('add-checkpoint', 'no blank line before the checkpoint')
  const [old, ...lines] = text.slice(0, cut).split('\n')
  if (!old?.startsWith('old ')) throw new Malformed('add-checkpoint', 'no old size')
  if (lines.length > MAX_HASHES) throw new Malformed('add-checkpoint', 'too many hashes')
  const proof = lines.map(fromBase64)
  if (proof.some((node) => node.length !== HASH_SIZE)) throw new Malformed('add-checkpoint', 'a hash of another length')
  return {
    oldSize: parseDecimal(old.slice('old '.length)),
    proof,
    checkpoint: parseCheckpoint(toUtf8(text.slice(cut + 2))),
  }
}

/** What a witness answers: to cosign this head, or an HTTP status and its body. */
type WitnessDecision =
  | { readonly status: 200; readonly head: TreeHead }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string }
  | { readonly status: 409; readonly why: string; readonly recordedSize: number }

/**
 * Decides an `add-checkpoint` in the order of the text. The caller reads what it recorded for the origin, decides, and
 * records the head before it answers 200, all under one lock: else two requests could roll the record back.
 *
 * @param logKeys keys of the logs this witness serves; a log is known by the name of its key
 * @param recorded the head last cosigned for the request's origin
 */
export async function decideAddCheckpoint(
  hash: Sha256,
  checks: SignatureChecks,
  logKeys: readonly VerifierKey[],
  recorded: (origin: string) => TreeHead | undefined,
  body: Uint8Array,
): Promise<WitnessDecision> {
  const request = attempt(() => parseAddCheckpoint(body))
  if (request === undefined) return { status: 400, why: 'not an add-checkpoint request' }
  const { checkpoint, oldSize, proof } = request
  const keys = logKeys.filter((key) => key.name === checkpoint.origin)
  if (keys.length === 0) return { status: 404, why: 'a log this witness does not serve' }
  const lines = await checkSignatures(checks, checkpoint, keys)
  if (!lines.some((line) => line.state === 'valid')) return { status: 403, why: 'not signed by the log' }
  if (oldSize > checkpoint.size) return { status: 400, why: 'an old size above the new one' }
  const last = recorded(checkpoint.origin)
  const recordedSize = last?.size ?? 0
  if (oldSize !== recordedSize) return { status: 409, why: 'another size was cosigned last', recordedSize }
  if (last !== undefined && last.size === checkpoint.size && !sameBytes(last.root, checkpoint.root)) {
    return { status: 409, why: 'another root was cosigned at this size', recordedSize }
  }
  const from = last ?? { size: 0, root: hash(new Uint8Array(0)) }
  if (!verifyConsistency(hash, from, checkpoint, proof)) return { status: 422, why: 'the proof does not hold' }
  const { origin, size, root } = checkpoint
  return { status: 200, head: { origin, size, root } }
}
