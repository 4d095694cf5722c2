import type { Sha256 } from './sha256.ts'

/** Bytes in every hash of the tree. */
export const HASH_SIZE = 32

// Inputs are put together in one place, over and over: a tree hashes millions, and allocating each costs more than the
// hashing. Nothing here waits between filling and hashing, so no two uses meet.
const nodeInput = new Uint8Array(1 + 2 * HASH_SIZE).fill(1, 0, 1)
const shortLeafInput = new Uint8Array(1024)

/** RFC 6962, section 2.1: the hash of one entry. */
export function leafHash(hash: Sha256, entry: Uint8Array): Uint8Array {
  const size = 1 + entry.length
  const input = size <= shortLeafInput.length ? shortLeafInput.subarray(0, size) : new Uint8Array(size)
  input.set(entry, 1)
  return hash(input)
}

/** RFC 6962, section 2.1: the hash above two subtrees. */
export function nodeHash(hash: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new RangeError('a node of another length')
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + HASH_SIZE)
  return hash(nodeInput)
}

/**
 * A tree being grown: its size and the roots of the perfect subtrees it decomposes into, largest first. Holds at most
 * 53 hashes however large the tree. `append` changes it in place, because millions of entries pass through it.
 */
interface Frontier {
  size: number
  readonly peaks: Uint8Array[]
}

export function emptyFrontier(): Frontier {
  return { size: 0, peaks: [] }
}

/** Appends one leaf hash. */
export function append(hash: Sha256, frontier: Frontier, leaf: Uint8Array): void {
  let node = leaf
  for (let n = frontier.size; n % 2 === 1; n = (n - 1) / 2) {
    const left = frontier.peaks.pop()
    if (left === undefined) throw new RangeError('a frontier with fewer peaks than its size has bits')
    node = nodeHash(hash, left, node)
  }
  frontier.peaks.push(node)
  frontier.size++
}

/** The Merkle tree hash of the leaves appended so far; of no leaves, the hash of nothing. */
export function rootOf(hash: Sha256, frontier: Frontier): Uint8Array {
  return foldPeaks(hash, frontier.peaks)
}

/** The root over perfect subtrees given largest first. */
export function foldPeaks(hash: Sha256, peaks: readonly Uint8Array[]): Uint8Array {
  const root = peaks.reduceRight<Uint8Array | undefined>(
    (below, peak) => (below === undefined ? peak : nodeHash(hash, peak, below)),
    undefined,
  )
  return root ?? hash(new Uint8Array(0))
}

/** The Merkle tree hash over leaf hashes already at hand. */
export function treeHead(hash: Sha256, leafHashes: Iterable<Uint8Array>): Uint8Array {
  const frontier = emptyFrontier()
  for (const leaf of leafHashes) append(hash, frontier, leaf)
  return rootOf(hash, frontier)
}

/** RFC 6962's k: the largest power of two below n, for n of 2 or more. */
export function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
