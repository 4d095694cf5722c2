import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** When anything in the tree last changed; one look into an index. */
export async function treeUpdated(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select updated_at as at from divisions.divisions order by updated_at desc limit 1`.execute(tx.db)
  return rows[0]?.at ?? tx.now
}
