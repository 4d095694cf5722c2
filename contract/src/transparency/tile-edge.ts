import { append, emptyFrontier, foldPeaks, HASH_SIZE, treeHead } from './merkle.ts'
import type { Sha256 } from './sha256.ts'
import { hashesAt, TILE_WIDTH, type Tile, tilesGrown } from './tiles.ts'

/**
 * The right edge of a tiled tree: for each level the hashes of its last, unfinished tile (possibly none). It is all a
 * sequencer must remember to go on appending, and it can be read back from the stored partial tiles.
 */
export interface TileEdge {
  readonly size: number
  readonly levels: readonly (readonly Uint8Array[])[]
}

interface GrownTile extends Tile {
  readonly level: number
  readonly bytes: Uint8Array
}

export function emptyEdge(): TileEdge {
  return { size: 0, levels: [] }
}

/** Appends leaf hashes: the new edge, and every tile this growth makes (full ones, and one partial per level at most). */
export function growTiles(
  hash: Sha256,
  edge: TileEdge,
  leafHashes: readonly Uint8Array[],
): { edge: TileEdge; tiles: GrownTile[] } {
  const size = edge.size + leafHashes.length
  const rows: Uint8Array[][] = []
  const levels: Uint8Array[][] = []
  let arriving = leafHashes
  for (let level = 0; level === 0 || hashesAt(level, size) > 0; level++) {
    const row = [...(edge.levels[level] ?? []), ...arriving]
    const finished: Uint8Array[] = []
    for (let at = 0; at + TILE_WIDTH <= row.length; at += TILE_WIDTH) {
      finished.push(treeHead(hash, row.slice(at, at + TILE_WIDTH)))
    }
    rows.push(row)
    levels.push(row.slice(finished.length * TILE_WIDTH))
    arriving = finished
  }
  const tiles = tilesGrown(edge.size, size).map((tile): GrownTile => {
    const level = Number(tile.level)
    const offset = (tile.index - Math.floor(hashesAt(level, edge.size) / TILE_WIDTH)) * TILE_WIDTH
    return { ...tile, level, bytes: joinHashes((rows[level] ?? []).slice(offset, offset + tile.width)) }
  })
  return { edge: { size, levels }, tiles }
}

/** The root of the tree that ends in this edge. */
export function rootOfEdge(hash: Sha256, edge: TileEdge): Uint8Array {
  const peaks: Uint8Array[] = []
  for (const row of edge.levels.toReversed()) {
    const frontier = emptyFrontier()
    for (const node of row) append(hash, frontier, node)
    peaks.push(...frontier.peaks)
  }
  return foldPeaks(hash, peaks)
}

/** The partial tiles a stored tree of this size ends in: read them, split them, and the edge is restored. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const width = hashesAt(level, size) % TILE_WIDTH
    if (width > 0) tiles.push({ level, index: Math.floor(hashesAt(level, size) / TILE_WIDTH), width })
  }
  return tiles
}

/** The edge of a stored tree, given the bytes of the tiles `edgeTiles` names, in that order. */
export function restoreEdge(size: number, bytes: readonly Uint8Array[]): TileEdge {
  const levels: Uint8Array[][] = []
  for (let level = 0; level === 0 || hashesAt(level, size) > 0; level++) levels.push([])
  for (const [i, tile] of edgeTiles(size).entries()) {
    const hashes = splitHashes(bytes[i] ?? new Uint8Array(0))
    if (hashes.length !== tile.width) throw new RangeError('a stored edge tile of another width')
    levels[Number(tile.level)] = hashes
  }
  return { size, levels }
}

/** Tile bytes: the hashes one after another. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(hashes.length * HASH_SIZE)
  for (const [i, node] of hashes.entries()) out.set(node, i * HASH_SIZE)
  return out
}

function splitHashes(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += HASH_SIZE) hashes.push(bytes.slice(at, at + HASH_SIZE))
  return hashes
}
