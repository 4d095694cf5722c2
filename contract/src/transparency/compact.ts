import { fromBase64Url, toBase64Url } from './base64.ts'
import { concat } from './bytes.ts'
import { type Checkpoint, formatTreeHead, readCheckpoint } from './checkpoint.ts'
import { decodeTimestamped, encodeTimestamped } from './cosignature.ts'
import { type CommittedLeaf, decodeLeaf, encodeLeaf } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { HASH_SIZE, leafHash } from './merkle.ts'
import { inclusionProofLength, rootFromInclusion } from './merkle-proof.ts'
import type { NoteSignature } from './note.ts'
import { encodeOpening, type Opening, readOpening, rootOfOpening } from './opening.ts'
import type { Sha256 } from './sha256.ts'
import { SIGNATURE_TYPE, type VerifierKey } from './vkey.ts'
import { prefixed, Reader, uint32, varint } from './wire.ts'

// A receipt small enough for one QR code. It leaves out whatever follows from the rest: the root of the parts, the root
// of the tree, the text of the checkpoint, the names of the keys (the reader's policy has them).

const VERSION = 1
const SIGNATURE_SIZE = 64

/** Bytes the largest QR code holds (version 40, error correction L, ISO/IEC 18004). */
export const QR_CAPACITY = 2953

export interface CompactReceipt {
  readonly leaf: CommittedLeaf
  readonly opening: Opening
  readonly index: number
  readonly size: number
  readonly hashes: readonly Uint8Array[]
  readonly logSignatures: readonly KeyedSignature[]
  readonly cosignatures: readonly KeyedCosignature[]
}

interface KeyedSignature {
  readonly keyId: number
  readonly signature: Uint8Array
}

interface KeyedCosignature extends KeyedSignature {
  /** POSIX seconds. */
  readonly timestamp: number
}

/** Takes from a checkpoint the Ed25519 signatures of known keys; anything else would not fit. */
export function compactSignatures(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
): Pick<CompactReceipt, 'logSignatures' | 'cosignatures'> {
  const logSignatures: KeyedSignature[] = []
  const cosignatures: KeyedCosignature[] = []
  for (const line of checkpoint.note.signatures) {
    const key = keys.find((known) => known.name === line.name && known.id === line.keyId)
    if (key?.type === SIGNATURE_TYPE.ed25519) logSignatures.push({ keyId: line.keyId, signature: line.bytes })
    if (key?.type === SIGNATURE_TYPE.cosignature) {
      cosignatures.push({ keyId: line.keyId, ...decodeTimestamped(line.bytes, SIGNATURE_SIZE) })
    }
  }
  return { logSignatures, cosignatures }
}

export function encodeCompact(receipt: CompactReceipt): Uint8Array {
  return concat(
    varint(VERSION),
    varint(receipt.size),
    varint(receipt.index),
    prefixed(encodeLeaf(receipt.leaf).slice(0, -HASH_SIZE)),
    encodeOpening(receipt.opening),
    ...receipt.hashes,
    varint(receipt.logSignatures.length),
    ...receipt.logSignatures.flatMap((line) => [uint32(line.keyId), line.signature]),
    varint(receipt.cosignatures.length),
    ...receipt.cosignatures.flatMap((line) => [uint32(line.keyId), varint(line.timestamp), line.signature]),
  )
}

/** Reads a compact receipt back. Throws `Malformed` for anything `encodeCompact` would not write. */
export function decodeCompact(hash: Sha256, bytes: Uint8Array): CompactReceipt {
  const reader = new Reader(bytes)
  if (reader.varint() !== VERSION) throw new Malformed('receipt', 'a version this tool does not know')
  const size = reader.varint()
  const index = reader.varint()
  if (index >= size) throw new Malformed('receipt', 'an entry outside its tree')
  const head = reader.take(reader.varint())
  const opening = readOpening(reader)
  const leaf = completeLeaf(hash, head, opening)
  const hashes = times(inclusionProofLength(index, size), () => reader.take(HASH_SIZE))
  const logSignatures = times(reader.varint(), () => ({
    keyId: reader.uint32(),
    signature: reader.take(SIGNATURE_SIZE),
  }))
  const cosignatures = times(reader.varint(), () => ({
    keyId: reader.uint32(),
    timestamp: reader.varint(),
    signature: reader.take(SIGNATURE_SIZE),
  }))
  reader.end()
  return { leaf, opening, index, size, hashes, logSignatures, cosignatures }
}

/**
 * The checkpoint a compact receipt implies under a log's name. If anything in the receipt was altered, its root is
 * another one and no signature in it verifies.
 */
export function impliedCheckpoint(
  hash: Sha256,
  receipt: CompactReceipt,
  origin: string,
  keys: readonly VerifierKey[],
): Checkpoint | undefined {
  const { index, size, hashes } = receipt
  const root = rootFromInclusion(hash, leafHash(hash, encodeLeaf(receipt.leaf)), index, size, hashes)
  if (root === undefined) return undefined
  const signatures: NoteSignature[] = []
  for (const line of receipt.logSignatures) push(SIGNATURE_TYPE.ed25519, line.keyId, line.signature)
  for (const line of receipt.cosignatures) {
    push(SIGNATURE_TYPE.cosignature, line.keyId, encodeTimestamped(line.timestamp, line.signature))
  }
  return readCheckpoint({ text: formatTreeHead({ origin, size, root }), signatures })

  function push(type: number, keyId: number, bytes: Uint8Array): void {
    const key = keys.find((known) => known.id === keyId && known.type === type)
    if (key !== undefined) signatures.push({ name: key.name, keyId, bytes })
  }
}

/** What the QR code says: the receipt's short address, and the proof where no server gets to see it. */
export function receiptText(address: string, receipt: Uint8Array): string {
  if (address.includes('#')) throw new RangeError('a short address has no fragment')
  return `${address}#${toBase64Url(receipt)}`
}

/** Splits scanned or pasted text; the bare proof without an address is accepted too. */
export function parseReceiptText(text: string): { address: string; receipt: Uint8Array } {
  const cut = text.indexOf('#')
  return { address: text.slice(0, Math.max(cut, 0)), receipt: fromBase64Url(text.slice(cut + 1).trim()) }
}

/** The leaf whose root of parts is what the opening leads to. */
function completeLeaf(hash: Sha256, head: Uint8Array, opening: Opening): CommittedLeaf {
  const draft = decodeLeaf(concat(head, new Uint8Array(HASH_SIZE)))
  if (draft.kind === 'origin_start') throw new Malformed('receipt', 'a leaf that cannot be a receipt')
  const partsRoot = rootOfOpening(hash, draft, opening)
  if (partsRoot === undefined) throw new Malformed('receipt', 'an opening of another shape')
  return { ...draft, partsRoot }
}

function times<T>(count: number, make: () => T): T[] {
  const out: T[] = []
  for (let i = 0; i < count; i++) out.push(make())
  return out
}
