import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface WitnessRow {
  readonly id: string
  readonly vkey: string
  readonly url: string
  readonly title: string
  readonly addedAt: Date
  readonly triedAt: Date | null
  readonly reachedAt: Date | null
  readonly size: number | null
  readonly problem: string | null
}

/** Who watches the log today, in the order in which they came. */
export async function listWitnesses(tx: Tx): Promise<WitnessRow[]> {
  const { rows } = await sql<WitnessRow>`
    select id, vkey, url, title, added_at as "addedAt", tried_at as "triedAt", reached_at as "reachedAt",
           size::float8 as size, problem
      from transparency.witnesses where removed_at is null order by added_at, id`.execute(tx.db)
  return rows
}

/** How many of them must stand behind a head; never more than there are. */
export async function quorumThreshold(tx: Tx): Promise<number> {
  const { rows } = await sql<{ threshold: number }>`
    select threshold from transparency.quorums order by set_at desc, id desc limit 1`.execute(tx.db)
  return rows[0]?.threshold ?? 0
}
