import { concat } from './bytes.ts'
import { type CommittedLeaf, partTypeAt } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { HASH_SIZE, nodeHash, splitPoint, treeHead } from './merkle.ts'
import { commitmentOf, decodePart, encodePart, type PartContent, type PartType, SALT_SIZE } from './parts.ts'
import type { Sha256 } from './sha256.ts'
import { prefixed, type Reader, varint } from './wire.ts'

/** A part whose salt is still kept, and so can be shown. */
export interface SealedPart {
  readonly type: PartType
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

/** Some parts of a leaf laid open, and of the rest only what is needed to reach the root. */
export interface Opening {
  /** In ascending order of index. */
  readonly parts: readonly OpenedPart[]
  /** Roots of the closed stretches between them, left to right. */
  readonly closed: readonly Uint8Array[]
}

interface OpenedPart {
  readonly index: number
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

/** Seals a part under a fresh salt of 16 random bytes, which the caller draws and keeps beside the log. */
export function sealPart(content: PartContent, salt: Uint8Array): SealedPart {
  if (salt.length !== SALT_SIZE) throw new Malformed('salt', 'not 16 bytes')
  return { type: content.type, salt, bytes: encodePart(content) }
}

export function commitmentOfPart(hash: Sha256, part: SealedPart): Uint8Array {
  return commitmentOf(hash, part.type, part.salt, part.bytes)
}

/** Root over commitments in order. Whoever has the public books has each as an opened part or as the bare commitment. */
export function partsRoot(hash: Sha256, commitments: readonly Uint8Array[]): Uint8Array {
  return treeHead(hash, commitments)
}

/** Opens the parts at `indexes`. `parts` holds what is still open, by index; `commitments` all of them. */
export function openParts(
  hash: Sha256,
  commitments: readonly Uint8Array[],
  parts: ReadonlyMap<number, SealedPart>,
  indexes: readonly number[],
): Opening {
  const opened: OpenedPart[] = []
  const closed: Uint8Array[] = []
  const wanted = new Set(indexes)
  walk(0, commitments.length)
  return { parts: opened, closed }

  function walk(start: number, end: number): void {
    if (!indexes.some((index) => index >= start && index < end)) {
      closed.push(treeHead(hash, commitments.slice(start, end)))
    } else if (end - start === 1 && wanted.has(start)) {
      const part = parts.get(start)
      if (part === undefined) throw new RangeError('this part was erased or never kept')
      opened.push({ index: start, salt: part.salt, bytes: part.bytes })
    } else {
      const middle = start + splitPoint(end - start)
      walk(start, middle)
      walk(middle, end)
    }
  }
}

/** The root an opening leads to, or undefined when it does not have the shape this leaf demands. */
export function rootOfOpening(hash: Sha256, leaf: CommittedLeaf, opening: Opening): Uint8Array | undefined {
  const { parts, closed } = opening
  let nextPart = 0
  let nextClosed = 0
  const root = walk(0, leaf.partCount)
  return nextPart === parts.length && nextClosed === closed.length ? root : undefined

  function walk(start: number, end: number): Uint8Array | undefined {
    const part = parts[nextPart]
    if (part === undefined || part.index >= end || part.index < start) return closed[nextClosed++]
    if (end - start === 1) {
      nextPart++
      return commitmentOf(hash, partTypeAt(leaf, start), part.salt, part.bytes)
    }
    const middle = start + splitPoint(end - start)
    const left = walk(start, middle)
    const right = left === undefined ? undefined : walk(middle, end)
    return left === undefined || right === undefined ? undefined : nodeHash(hash, left, right)
  }
}

/** The fields laid open, in order. Throws `Malformed` for bytes that are not the part's one encoding. */
export function contentsOf(leaf: CommittedLeaf, opening: Opening): PartContent[] {
  return opening.parts.map((part) => decodePart(partTypeAt(leaf, part.index), part.bytes))
}

export function encodeOpening(opening: Opening): Uint8Array {
  return concat(
    varint(opening.parts.length),
    ...opening.parts.flatMap((part) => [varint(part.index), part.salt, prefixed(part.bytes)]),
    varint(opening.closed.length),
    ...opening.closed,
  )
}

/** Reads an opening; indexes must ascend. Bounds keep a hostile one from costing more than its own length. */
export function readOpening(reader: Reader): Opening {
  const parts: OpenedPart[] = []
  let last = -1
  for (let left = reader.varint(); left > 0; left--) {
    const index = reader.varint()
    if (index <= last) throw new Malformed('opening', 'parts out of order')
    last = index
    parts.push({ index, salt: reader.take(SALT_SIZE), bytes: reader.take(reader.varint()) })
  }
  const closed: Uint8Array[] = []
  for (let left = reader.varint(); left > 0; left--) closed.push(reader.take(HASH_SIZE))
  return { parts, closed }
}
