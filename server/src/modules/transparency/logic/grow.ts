import { decodeBundle, encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import { leafHash } from '@shanju/contract/transparency/merkle.ts'
import type { Sha256 } from '@shanju/contract/transparency/sha256.ts'
import {
  edgeTiles,
  growTiles,
  restoreEdge,
  rootOfEdge,
  type TileEdge,
} from '@shanju/contract/transparency/tile-edge.ts'
import { TILE_WIDTH } from '@shanju/contract/transparency/tiles.ts'

/** Level of entry bundles in the table of tiles. */
export const BUNDLES = -1

/** A tile or bundle at its greatest width. */
export interface StoredTile {
  readonly level: number
  readonly place: number
  readonly bytes: Uint8Array
}

/** Thrown when what is stored is not the tree its head speaks of: nothing may be appended to it. */
export class BrokenTree extends Error {}

/** The stored tiles that a tree of this size ends in: what appending must know, and all of it. */
export function edgePlaces(size: number): { level: number; place: number }[] {
  const bundle = size % TILE_WIDTH === 0 ? [] : [{ level: BUNDLES, place: Math.floor(size / TILE_WIDTH) }]
  return [...bundle, ...edgeTiles(size).map(({ level, index }) => ({ level: Number(level), place: index }))]
}

/** The right edge of the tree out of its stored tiles. @throws BrokenTree when they are not the tiles of this root */
export function edgeOf(hash: Sha256, head: { size: number; root: Uint8Array }, tiles: readonly StoredTile[]): TileEdge {
  const bytes = edgeTiles(head.size).map(({ level, index }) => {
    const tile = tiles.find((each) => each.level === level && each.place === index)
    if (!tile) throw new BrokenTree(`tile ${level}/${index} is missing`)
    return new Uint8Array(tile.bytes)
  })
  try {
    const edge = restoreEdge(head.size, bytes)
    if (sameBytes(rootOfEdge(hash, edge), head.root)) return edge
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new BrokenTree(`the tiles of size ${head.size} do not have the root that is written down`)
}

/** Appends leaves: the new head, and every tile and bundle that changes, whole. */
export function growLog(
  hash: Sha256,
  edge: TileEdge,
  edgeBundle: Uint8Array | undefined,
  leaves: readonly Uint8Array[],
): { size: number; root: Uint8Array; tiles: StoredTile[] } {
  const grown = growTiles(
    hash,
    edge,
    leaves.map((leaf) => leafHash(hash, leaf)),
  )
  const before = edge.size % TILE_WIDTH
  const entries = [...(edgeBundle ? decodeBundle(edgeBundle, before) : []), ...leaves]
  const tiles: StoredTile[] = grown.tiles.map(({ level, index, bytes }) => ({ level, place: index, bytes }))
  const first = Math.floor(edge.size / TILE_WIDTH)
  for (let at = 0; at < entries.length; at += TILE_WIDTH) {
    const bytes = encodeBundle(entries.slice(at, at + TILE_WIDTH))
    tiles.push({ level: BUNDLES, place: first + at / TILE_WIDTH, bytes })
  }
  return { size: grown.edge.size, root: rootOfEdge(hash, grown.edge), tiles }
}
