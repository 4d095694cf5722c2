import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import { type Checkpoint, parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { type HeadVerdict, judgeHead } from '@shanju/contract/transparency/judge.ts'
import { decodeLeaf, type LeafKind } from '@shanju/contract/transparency/leaf.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { HASH_SIZE, leafHash } from '@shanju/contract/transparency/merkle.ts'
import type { Policy } from '@shanju/contract/transparency/policy.ts'
import { emptyEdge, growTiles, rootOfEdge, type TileEdge } from '@shanju/contract/transparency/tile-edge.ts'
import { bundlesOf, type Tile, tileOf, tilePath } from '@shanju/contract/transparency/tiles.ts'
import type { VerifierCrypto } from './crypto.ts'
import { createLeafRules, type LeafProblem } from './leaf-rules.ts'
import { type FetchResource, fetchTile } from './source.ts'

/** The first thing found wrong: what, in which resource, and at which entry where one can be named. */
export interface Finding {
  readonly what:
    | 'checkpoint_missing'
    | 'checkpoint_unreadable'
    | 'checkpoint_untrusted'
    | 'missing'
    | 'tile_malformed'
    | 'bundle_malformed'
    | 'entry_not_in_tile'
    | 'tile_not_of_tree'
    | 'root_differs'
    | 'forked'
    | LeafProblem
  readonly path: string
  readonly index?: number
}

export interface AuditResult {
  readonly finding?: Finding
  readonly head?: TreeHead
  readonly verdict?: HeadVerdict
  /** Entries verified, by kind. */
  readonly counts: Readonly<Record<LeafKind, number>>
}

export interface AuditOptions {
  /** Heads of this log seen before: the history must pass through each. */
  readonly earlier?: readonly TreeHead[]
  readonly onProgress?: (verified: number, size: number) => void
}

/** Bundles asked for ahead of the one being hashed. */
const LOOKAHEAD = 8

/**
 * Reads the whole log and recomputes it: every entry is a well-formed leaf and stands in its tile, every tile follows
 * from the entries, the root is the signed one, and every head seen earlier lies on the way. Memory stays flat but for
 * one short key per entry. Stops at the first finding; rejects only if `fetch` does.
 */
export async function auditLog(
  crypto: VerifierCrypto,
  policy: Policy,
  fetch: FetchResource,
  options: AuditOptions = {},
): Promise<AuditResult> {
  const counts = { ledger_entry: 0, resolution: 0, disclosure: 0, correction: 0, origin_start: 0 }
  const bytes = await fetch('checkpoint')
  if (bytes === undefined) return { finding: { what: 'checkpoint_missing', path: 'checkpoint' }, counts }
  const head = attempt(() => parseCheckpoint(bytes))
  if (head === undefined) return { finding: { what: 'checkpoint_unreadable', path: 'checkpoint' }, counts }
  const verdict = await judgeHead(crypto, policy, head)
  if (!verdict.logSigned || verdict.state === 'bad_signature') {
    return { finding: { what: 'checkpoint_untrusted', path: 'checkpoint' }, head, verdict, counts }
  }
  const finding = await walk(crypto, head, fetch, options, counts)
  return { ...(finding && { finding }), head, verdict, counts }
}

async function walk(
  crypto: VerifierCrypto,
  head: Checkpoint,
  fetch: FetchResource,
  options: AuditOptions,
  counts: Record<LeafKind, number>,
): Promise<Finding | undefined> {
  const earlier = (options.earlier ?? []).filter((known) => known.origin === head.origin)
  if (earlier.some((known) => known.size > head.size)) return { what: 'forked', path: 'checkpoint' }
  const rules = createLeafRules(head.origin)
  let edge: TileEdge = emptyEdge()
  for await (const { bundle, entries, hashes } of inOrder(fetch, head.size)) {
    const path = tilePath(bundle)
    if (entries === undefined) return { what: 'missing', path }
    if (hashes === undefined) return { what: 'missing', path: tilePath({ ...bundle, level: 0 }) }
    const list = attempt(() => decodeBundle(entries, bundle.width))
    if (list === undefined) return { what: 'bundle_malformed', path }
    if (hashes.length !== bundle.width * HASH_SIZE)
      return { what: 'tile_malformed', path: tilePath({ ...bundle, level: 0 }) }
    const leaves: Uint8Array[] = []
    for (const [i, entry] of list.entries()) {
      const index = edge.size + i
      const hash = leafHash(crypto.sha256, entry)
      if (!sameBytes(hash, hashes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE))) {
        return { what: 'entry_not_in_tile', path, index }
      }
      const leaf = attempt(() => decodeLeaf(entry))
      const problem = leaf === undefined ? 'leaf_malformed' : rules(leaf, index)
      if (leaf === undefined || problem !== undefined) return { what: problem ?? 'leaf_malformed', path, index }
      counts[leaf.kind]++
      leaves.push(hash)
    }
    const lie = forkWithin(crypto, edge, leaves, earlier)
    if (lie !== undefined) return lie
    const grown = growTiles(crypto.sha256, edge, leaves)
    edge = grown.edge
    for (const tile of grown.tiles) {
      const final = tileOf(tile.level, tile.index, head.size)
      if (tile.level === 0 || final?.width !== tile.width) continue
      const served = await fetchTile(fetch, tile)
      if (served === undefined) return { what: 'missing', path: tilePath(tile) }
      if (!sameBytes(served, tile.bytes)) return { what: 'tile_not_of_tree', path: tilePath(tile) }
    }
    options.onProgress?.(edge.size, head.size)
  }
  return sameBytes(rootOfEdge(crypto.sha256, edge), head.root)
    ? undefined
    : { what: 'root_differs', path: 'checkpoint' }
}

/** An earlier head that ends inside this stretch of leaves must have the root the leaves give it. */
function forkWithin(
  crypto: VerifierCrypto,
  edge: TileEdge,
  leaves: readonly Uint8Array[],
  earlier: readonly TreeHead[],
): Finding | undefined {
  for (const known of earlier) {
    const inside = known.size - edge.size
    if (inside < 0 || inside > leaves.length) continue
    const then = growTiles(crypto.sha256, edge, leaves.slice(0, inside)).edge
    if (!sameBytes(rootOfEdge(crypto.sha256, then), known.root))
      return { what: 'forked', path: 'checkpoint', index: known.size }
  }
  return undefined
}

interface Stretch {
  readonly bundle: Tile
  readonly entries: Uint8Array | undefined
  readonly hashes: Uint8Array | undefined
}

/** Bundles and their hash tiles left to right, a few on their way at any time. */
async function* inOrder(fetch: FetchResource, size: number): AsyncGenerator<Stretch> {
  const waiting: Promise<Stretch>[] = []
  for (const bundle of bundlesOf(size)) {
    const stretch = load(fetch, bundle)
    // A failure is reported when its turn comes; until then it must not count as unhandled.
    stretch.catch(() => undefined)
    waiting.push(stretch)
    const next = waiting.length > LOOKAHEAD ? waiting.shift() : undefined
    if (next !== undefined) yield await next
  }
  for (const stretch of waiting) yield await stretch
}

async function load(fetch: FetchResource, bundle: Tile): Promise<Stretch> {
  const [entries, hashes] = await Promise.all([fetchTile(fetch, bundle), fetchTile(fetch, { ...bundle, level: 0 })])
  return { bundle, entries, hashes }
}
