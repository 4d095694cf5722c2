import { concat, toUtf8 } from './bytes.ts'
import { formatTreeHead, type TreeHead } from './checkpoint.ts'
import { Malformed } from './malformed.ts'

const LABEL = toUtf8('subtree/v1\n\0')
const TIMESTAMP_SIZE = 8

/** Bytes an Ed25519 cosigner signs: a header, its time in POSIX seconds, and the whole text of the checkpoint. */
export function cosignedText(timestamp: number, checkpointText: string): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${timestamp}\n${checkpointText}`)
}

/**
 * Bytes an ML-DSA-44 cosigner signs. For a checkpoint `start` is 0 and `end` its size; for a subtree that starts later
 * the timestamp must be 0. Throws RangeError for values the structure cannot hold.
 */
export function cosignedSubtree(subtree: {
  readonly cosigner: string
  readonly timestamp: number
  readonly origin: string
  readonly start: number
  readonly end: number
  readonly root: Uint8Array
}): Uint8Array {
  if (subtree.start !== 0 && subtree.timestamp !== 0) throw new RangeError('only a whole tree may carry a time')
  return concat(
    LABEL,
    opaque8(subtree.cosigner),
    uint64(subtree.timestamp),
    opaque8(subtree.origin),
    uint64(subtree.start),
    uint64(subtree.end),
    subtree.root,
  )
}

/** The ML-DSA-44 message for a checkpoint. Extension lines are not part of it. */
export function cosignedHead(cosigner: string, timestamp: number, head: TreeHead): Uint8Array {
  return cosignedSubtree({ cosigner, timestamp, origin: head.origin, start: 0, end: head.size, root: head.root })
}

/** The Ed25519 message for a head without extension lines. */
export function cosignedHeadText(timestamp: number, head: TreeHead): Uint8Array {
  return cosignedText(timestamp, formatTreeHead(head))
}

/** `timestamped_signature`: what stands behind the key id in a cosignature line. */
export function encodeTimestamped(timestamp: number, signature: Uint8Array): Uint8Array {
  return concat(uint64(timestamp), signature)
}

/** Splits a `timestamped_signature` of a known signature length. A time past 2^53 - 1 seconds is refused as absurd. */
export function decodeTimestamped(
  bytes: Uint8Array,
  signatureSize: number,
): { timestamp: number; signature: Uint8Array } {
  if (bytes.length !== TIMESTAMP_SIZE + signatureSize) throw new Malformed('cosignature', 'wrong length')
  const timestamp = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  if (timestamp > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed('cosignature', 'a time out of range')
  return { timestamp: Number(timestamp), signature: bytes.subarray(TIMESTAMP_SIZE) }
}

/** TLS presentation `opaque<1..2^8-1>`. */
function opaque8(text: string): Uint8Array {
  const bytes = toUtf8(text)
  if (bytes.length < 1 || bytes.length > 255) throw new RangeError('a name of 1 to 255 bytes is needed')
  return concat(Uint8Array.of(bytes.length), bytes)
}

function uint64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned number')
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(value))
  return out
}
