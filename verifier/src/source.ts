import { decodeBundle, encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { HASH_SIZE } from '@shanju/contract/transparency/merkle.ts'
import { ENTRIES, TILE_WIDTH, type Tile, tilePath } from '@shanju/contract/transparency/tiles.ts'

/** Gives the bytes of a resource below the log's prefix, e.g. `checkpoint` or `tile/0/000.p/3`; undefined if it is not there. */
export type FetchResource = (path: string) => Promise<Uint8Array | undefined>

/**
 * A tile or bundle at its exact width. A log may drop a partial tile once the full one exists, so the full one is asked
 * for next and cut to size. Says nothing of whether the bytes are right.
 */
export async function fetchTile(fetch: FetchResource, tile: Tile): Promise<Uint8Array | undefined> {
  const exact = await fetch(tilePath(tile))
  if (exact !== undefined || tile.width === TILE_WIDTH) return exact
  const full = await fetch(tilePath({ ...tile, width: TILE_WIDTH }))
  if (full === undefined) return undefined
  if (tile.level !== ENTRIES) return full.slice(0, tile.width * HASH_SIZE)
  return attempt(() => encodeBundle(decodeBundle(full, TILE_WIDTH).slice(0, tile.width)))
}
