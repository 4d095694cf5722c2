import { sameBytes } from './bytes.ts'
import { foldPeaks, nodeHash, splitPoint } from './merkle.ts'
import type { Sha256 } from './sha256.ts'

/**
 * Gives the root of a perfect subtree: level 0 is a leaf hash, level k covers 2^k leaves from `index`·2^k on.
 * Throws when it has no such node.
 */
export type NodeReader = (level: number, index: number) => Uint8Array

/** Sibling hashes from leaf to root (RFC 6962, section 2.1.1). Needs 0 <= index < size. */
export function inclusionProof(hash: Sha256, read: NodeReader, index: number, size: number): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf in a tree of this size')
  const proof: Uint8Array[] = []
  walk(0, size)
  return proof

  function walk(start: number, end: number): void {
    if (end - start === 1) return
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      walk(start, middle)
      proof.push(rangeRoot(hash, read, middle, end))
    } else {
      walk(middle, end)
      proof.push(rangeRoot(hash, read, start, middle))
    }
  }
}

/** Nodes that lead from a tree of `first` leaves to one of `second` (RFC 6962, section 2.1.2). Empty from size 0. */
export function consistencyProof(hash: Sha256, read: NodeReader, first: number, second: number): Uint8Array[] {
  if (!(first >= 0 && first <= second)) throw new RangeError('a tree only grows')
  const proof: Uint8Array[] = []
  if (first > 0 && first < second) walk(0, second, true)
  return proof

  function walk(start: number, end: number, whole: boolean): void {
    if (end === first) {
      if (!whole) proof.push(rangeRoot(hash, read, start, end))
      return
    }
    const middle = start + splitPoint(end - start)
    if (first <= middle) {
      walk(start, middle, whole)
      proof.push(rangeRoot(hash, read, middle, end))
    } else {
      walk(middle, end, false)
      proof.push(rangeRoot(hash, read, start, middle))
    }
  }
}

/** The root of the tree of `size` leaves that this proof implies, or undefined when the proof has the wrong length. */
export function rootFromInclusion(
  hash: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!(index >= 0 && index < size)) return undefined
  const path = climb(index, size - 1)
  if (proof.length !== path.length) return undefined
  let root = leaf
  for (const [i, side] of path.entries()) {
    const sibling = proof[i]
    if (sibling?.length !== 32) return undefined
    root = side === 'left' ? nodeHash(hash, sibling, root) : nodeHash(hash, root, sibling)
  }
  return root
}

/** How many hashes an inclusion proof for this place has. */
export function inclusionProofLength(index: number, size: number): number {
  return climb(index, size - 1).length
}

/** Whether `second` grew out of `first` by appending only. Two empty trees, and any tree after an empty one, are consistent. */
export function verifyConsistency(
  hash: Sha256,
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root)
  if (first.size > second.size) return false
  if (first.size === 0) return proof.length === 0 && sameBytes(first.root, foldPeaks(hash, []))
  // Both roots are climbed from the last node they share: the largest perfect subtree that ends the first tree.
  let node = first.size - 1
  let last = second.size - 1
  while (node % 2 === 1) {
    node = (node - 1) / 2
    last = Math.floor(last / 2)
  }
  const rest = node === 0 ? proof : proof.slice(1)
  const start = node === 0 ? first.root : proof[0]
  const path = climb(node, last)
  if (start?.length !== 32 || rest.length !== path.length) return false
  let oldRoot = start
  let newRoot = start
  for (const [i, side] of path.entries()) {
    const sibling = rest[i]
    if (sibling?.length !== 32) return false
    if (side === 'left') oldRoot = nodeHash(hash, sibling, oldRoot)
    newRoot = side === 'left' ? nodeHash(hash, sibling, newRoot) : nodeHash(hash, newRoot, sibling)
  }
  return sameBytes(oldRoot, first.root) && sameBytes(newRoot, second.root)
}

/** On which side the sibling stands at each step from node `index` to the root, `last` being the level's last index. */
function climb(index: number, last: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = []
  let node = index
  for (let end = last; end > 0; end = Math.floor(end / 2)) {
    if (node % 2 === 1) sides.push('left')
    // The last node of an odd-sized level has no sibling: it rises unhashed.
    else if (node < end) sides.push('right')
    node = Math.floor(node / 2)
  }
  return sides
}

/** RFC 6962's MTH over D[start:end] for the ranges that occur in proofs, whose start is a multiple of their perfect part. */
function rangeRoot(hash: Sha256, read: NodeReader, start: number, end: number): Uint8Array {
  const peaks: Uint8Array[] = []
  for (let at = start; at < end; ) {
    let level = 0
    let width = 1
    while (width * 2 <= end - at) {
      width *= 2
      level++
    }
    peaks.push(read(level, at / width))
    at += width
  }
  return foldPeaks(hash, peaks)
}
