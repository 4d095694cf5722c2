import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { StoredTile } from '../logic/grow.ts'

/** Stored tiles at these places; those that are not there are left out. */
export async function tilesAt(
  tx: Tx,
  logNo: number,
  places: readonly { readonly level: number; readonly place: number }[],
): Promise<StoredTile[]> {
  if (places.length === 0) return []
  const { rows } = await sql<StoredTile>`
    select t.level, t.place::float8 as place, t.bytes
      from unnest(${places.map(({ level }) => level)}::smallint[], ${places.map(({ place }) => place)}::bigint[]) as w (level, place)
      join transparency.tiles t on t.log_no = ${logNo} and t.level = w.level and t.place = w.place`.execute(tx.db)
  return rows
}
