import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { chartRows } from '../queries/chart-rows.ts'

/** Puts the shipped charts of accounts into the table that lines refer to. Repeating it changes nothing. */
export async function loadCharts(tx: Tx): Promise<void> {
  await sql`insert into ledger.accounts select * from json_populate_recordset(null::ledger.accounts, ${JSON.stringify(chartRows())}::json)
    on conflict (edition, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`.execute(tx.db)
}
