import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { HASH_SIZE } from '@shanju/contract/transparency/merkle.ts'
import { ENTRIES, parseTilePath, type Tile, tileOf } from '@shanju/contract/transparency/tiles.ts'
import type { Tx } from '#platform/pg/db.ts'
import { BUNDLES } from '../logic/grow.ts'
import { checkpointOf, latestHead } from './heads.ts'
import { listLogs } from './logs.ts'
import { tilesAt } from './tiles.ts'

/** The newest checkpoint of a log, with the witnesses' lines; undefined before the first. */
export async function readCheckpoint(tx: Tx, logNo: number): Promise<string | undefined> {
  const head = await latestHead(tx, logNo)
  return head && checkpointOf(head)
}

/**
 * A tile or entry bundle by its path below the log's prefix (`tile/0/x001/234.p/5`), as far as a signed head reaches;
 * undefined for any other path. The beginning of a wider tile is the narrower one.
 */
export async function readTile(tx: Tx, logNo: number, path: string): Promise<Uint8Array | undefined> {
  const tile = attempt(() => parseTilePath(path))
  const log = tile && (await listLogs(tx)).find(({ no }) => no === logNo)
  if (!log || tile.width > (tileOf(tile.level, tile.index, log.published)?.width ?? 0)) return undefined
  const level = tile.level === ENTRIES ? BUNDLES : tile.level
  const [stored] = await tilesAt(tx, logNo, [{ level, place: tile.index }])
  return stored && cut(stored.bytes, tile)
}

function cut(bytes: Uint8Array, { level, width }: Tile): Uint8Array {
  if (level !== ENTRIES) return bytes.subarray(0, width * HASH_SIZE)
  let end = 0
  for (let n = 0; n < width; n++) end += 2 + (((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0))
  return bytes.subarray(0, end)
}
