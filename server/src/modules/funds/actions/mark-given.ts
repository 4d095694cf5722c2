import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Remembers that these funds had a gift. Writes once per fund; in id order, so that two batches never wait crosswise. */
export async function markGiven(tx: Tx, fundIds: readonly string[]): Promise<void> {
  const ids = [...new Set(fundIds)].sort()
  await sql`insert into funds.given (fund_id) select unnest(${ids}::uuid[]) on conflict do nothing`.execute(tx.db)
}
