import { Malformed } from './malformed.ts'
import { HASH_SIZE, nodeHash } from './merkle.ts'
import type { NodeReader } from './merkle-proof.ts'
import type { Sha256 } from './sha256.ts'
import { TILE_WIDTH, type Tile, tileOf } from './tiles.ts'

/** Perfect subtrees of 2^8 leaves or nodes lie inside one tile. */
const TILE_HEIGHT = 8

/**
 * The tiles a computation over tree nodes will ask for, so that they can be fetched at once and the computation then
 * run without waiting: `tilesFor(size, (read, hash) => inclusionProof(hash, read, index, size))`.
 */
export function tilesFor(size: number, compute: (read: NodeReader, hash: Sha256) => unknown): Tile[] {
  const nothing = new Uint8Array(HASH_SIZE)
  const tiles = new Map<string, Tile>()
  const note = (level: number, index: number): Uint8Array => {
    const place = placeOf(level, index)
    const tile = tileOf(place.level, place.index, size)
    if (tile === undefined) throw new RangeError('no such node in a tree of this size')
    tiles.set(`${place.level}/${place.index}`, tile)
    return nothing
  }
  compute(note, () => nothing)
  return [...tiles.values()]
}

/** Reads nodes out of tiles at hand, each tile hashed up at most once. `tileBytes` gives undefined for a tile it lacks. */
export function readerOfTiles(
  hash: Sha256,
  tileBytes: (level: number, index: number) => Uint8Array | undefined,
): NodeReader {
  const cache = new Map<string, Uint8Array[][]>()
  return (level, index) => {
    const place = placeOf(level, index)
    const key = `${place.level}/${place.index}`
    const rows = cache.get(key) ?? expand(hash, tileBytes(place.level, place.index))
    cache.set(key, rows)
    const node = rows[place.row]?.[place.column]
    if (node === undefined) throw new Malformed('tile', 'narrower than the tree needs')
    return node
  }
}

function placeOf(level: number, index: number): { level: number; index: number; row: number; column: number } {
  const row = level % TILE_HEIGHT
  const perTile = TILE_WIDTH / 2 ** row
  return { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(index / perTile), row, column: index % perTile }
}

/** All complete nodes inside a tile: row 0 its hashes, row r the roots over 2^r of them. */
function expand(hash: Sha256, bytes: Uint8Array | undefined): Uint8Array[][] {
  if (bytes === undefined) throw new Malformed('tile', 'missing')
  if (bytes.length % HASH_SIZE !== 0 || bytes.length > TILE_WIDTH * HASH_SIZE) throw new Malformed('tile', 'odd length')
  let row: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += HASH_SIZE) row.push(bytes.subarray(at, at + HASH_SIZE))
  const rows = [row]
  while (row.length > 1 && rows.length < TILE_HEIGHT) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) {
      above.push(nodeHash(hash, row[i] ?? bytes, row[i + 1] ?? bytes))
    }
    rows.push(above)
    row = above
  }
  return rows
}
