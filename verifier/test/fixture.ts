import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { concat, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { formatTreeHead, parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { compactSignatures, encodeCompact, receiptText } from '@shanju/contract/transparency/compact.ts'
import { cosignedHead, cosignedHeadText, encodeTimestamped } from '@shanju/contract/transparency/cosignature.ts'
import { encodeEvidence } from '@shanju/contract/transparency/evidence.ts'
import { type CommittedLeaf, encodeLeaf, type Leaf } from '@shanju/contract/transparency/leaf.ts'
import { leafHash, treeHead } from '@shanju/contract/transparency/merkle.ts'
import { inclusionProof } from '@shanju/contract/transparency/merkle-proof.ts'
import { formatNote, type NoteSignature } from '@shanju/contract/transparency/note.ts'
import {
  commitmentOfPart,
  type Opening,
  openParts,
  partsRoot,
  type SealedPart,
  sealPart,
} from '@shanju/contract/transparency/opening.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import { formatProof } from '@shanju/contract/transparency/proof.ts'
import { emptyEdge, growTiles } from '@shanju/contract/transparency/tile-edge.ts'
import { readerOfTiles } from '@shanju/contract/transparency/tile-reader.ts'
import { bundlesOf, TILE_WIDTH, tilePath } from '@shanju/contract/transparency/tiles.ts'
import {
  formatVkey,
  SIGNATURE_TYPE,
  type SignatureType,
  type VerifierKey,
  verifierKey,
} from '@shanju/contract/transparency/vkey.ts'

/** A log, its witnesses and its gifts, all made on the spot: what the tests then damage. */

export const sha256 = (data: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha256').update(data).digest())

export interface Signer {
  readonly key: VerifierKey
  readonly secret: KeyObject
}

export function signer(name: string, type: SignatureType): Signer {
  const pair = type === SIGNATURE_TYPE.mlDsa44 ? generateKeyPairSync('ml-dsa-44') : generateKeyPairSync('ed25519')
  const size = type === SIGNATURE_TYPE.mlDsa44 ? 1312 : 32
  const raw = Uint8Array.from(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-size))
  return { key: verifierKey(sha256, name, type, raw), secret: pair.privateKey }
}

/** A signature line of this signer over a head, as its type demands. */
export function signHead({ key, secret }: Signer, head: TreeHead, timestamp = 1_780_000_000): NoteSignature {
  const line = (bytes: Uint8Array) => ({ name: key.name, keyId: key.id, bytes })
  const made = (message: Uint8Array) => Uint8Array.from(sign(null, message, secret))
  if (key.type === SIGNATURE_TYPE.ed25519) return line(made(toUtf8(formatTreeHead(head))))
  if (key.type === SIGNATURE_TYPE.cosignature) {
    return line(encodeTimestamped(timestamp, made(cosignedHeadText(timestamp, head))))
  }
  return line(encodeTimestamped(timestamp, made(cosignedHead(key.name, timestamp, head))))
}

export function checkpointBytes(head: TreeHead, signers: readonly Signer[]): Uint8Array {
  return formatNote({ text: formatTreeHead(head), signatures: signers.map((by) => signHead(by, head)) })
}

export interface Entry {
  readonly leaf: CommittedLeaf
  readonly commitments: readonly Uint8Array[]
  readonly parts: ReadonlyMap<number, SealedPart>
}

export function giftEntry(n: number, amount = 10_000n): Entry {
  const line = (account: string, side: 'debit' | 'credit'): PartContent => ({
    type: 'entry_line',
    values: { account, side, amount, restriction: 'restricted', fund: 'fund-linyin', project: null, costKind: null },
  })
  const detail = (gift: string | null): PartContent => ({
    type: 'line_detail',
    values: { gift, counterparty: null, memo: null },
  })
  const contents: PartContent[] = [
    {
      type: 'entry_head',
      values: {
        book: 'ordos-charity',
        entryNumber: `2026-03-${n}`,
        postedOn: '2026-03-08',
        documentOn: '2026-03-07',
        source: 'gift',
        sourceId: null,
      },
    },
    line('1002', 'debit'),
    detail(null),
    line('4101', 'credit'),
    detail(`G${n}`),
  ]
  const sealed = contents.map((content, i) => sealPart(content, sha256(toUtf8(`salt ${n} ${i}`)).slice(0, 16)))
  const commitments = sealed.map((part) => commitmentOfPart(sha256, part))
  const leaf: CommittedLeaf = {
    kind: 'ledger_entry',
    subjectId: idOf(n),
    partCount: sealed.length,
    partsRoot: partsRoot(sha256, commitments),
  }
  return { leaf, commitments, parts: new Map(sealed.entries()) }
}

export function idOf(n: number): string {
  return `01980f6e-5c00-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** Everything a stranger can fetch of a log, by path. */
export type Served = Map<string, Uint8Array>

export function serve(
  origin: string,
  leaves: readonly Uint8Array[],
  signers: readonly Signer[],
): { head: TreeHead; served: Served } {
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf))
  const served: Served = new Map()
  for (const tile of growTiles(sha256, emptyEdge(), hashes).tiles) served.set(tilePath(tile), tile.bytes)
  for (const bundle of bundlesOf(leaves.length)) {
    const start = bundle.index * TILE_WIDTH
    served.set(tilePath(bundle), encodeBundle(leaves.slice(start, start + bundle.width)))
  }
  const head = { origin, size: leaves.length, root: treeHead(sha256, hashes) }
  served.set('checkpoint', checkpointBytes(head, signers))
  return { head, served }
}

export function fetchFrom(served: Served): (path: string) => Promise<Uint8Array | undefined> {
  return async (path) => served.get(path)
}

/** The bytes of a small log of gifts: its own start, then `count - 1` gifts numbered from 1. */
export function giftLeaves(origin: string, count: number): Uint8Array[] {
  const start: Leaf = { kind: 'origin_start', origin, previous: null }
  return Array.from({ length: count }, (_, i) => encodeLeaf(i === 0 ? start : giftEntry(i).leaf))
}

/** Policy text: these logs, these witnesses as w0, w1 …, a quorum of `need` of them. */
export function policyText(logs: readonly Signer[], witnesses: readonly Signer[], need: number): Uint8Array {
  const lines = [
    ...logs.map(({ key }) => `log ${formatVkey(key)}`),
    ...witnesses.map(({ key }, i) => `witness w${i} ${formatVkey(key)}`),
    ...(need === 0 ? [] : [`group quorum-of-witnesses ${need} ${witnesses.map((_, i) => `w${i}`).join(' ')}`]),
    `quorum ${need === 0 ? 'none' : 'quorum-of-witnesses'}`,
  ]
  return toUtf8(`${lines.join('\n')}\n`)
}

/** Both forms of the receipt for gift n, which stands at index n. */
export function receiptOf(
  served: Served,
  n: number,
  keys: readonly VerifierKey[],
): { compact: Uint8Array; text: string; file: Uint8Array } {
  const checkpoint = parseCheckpoint(served.get('checkpoint') ?? new Uint8Array(0))
  const read = readerOfTiles(sha256, (level, index) => tileBytes(served, level, index))
  const entry = giftEntry(n)
  const opening: Opening = openParts(sha256, entry.commitments, entry.parts, [0, 3, 4])
  const hashes = inclusionProof(sha256, read, n, checkpoint.size)
  const signatures = compactSignatures(checkpoint, keys)
  const compact = encodeCompact({ leaf: entry.leaf, opening, index: n, size: checkpoint.size, hashes, ...signatures })
  const extra = encodeEvidence({ leaf: encodeLeaf(entry.leaf), opening })
  return {
    compact,
    text: receiptText('https://shanju.example/r/G7K29QXD', compact),
    file: formatProof({ extra, index: n, hashes, checkpoint }),
  }
}

function tileBytes(served: Served, level: number, index: number): Uint8Array | undefined {
  for (let width = TILE_WIDTH; width > 0; width--) {
    const bytes = served.get(tilePath({ level, index, width }))
    if (bytes !== undefined) return bytes
  }
  return undefined
}

export function flip(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  return concat(bytes.subarray(0, at), Uint8Array.of((bytes[at] ?? 0) ^ mask), bytes.subarray(at + 1))
}
