import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { listAccounts } from '../logic/index.ts'

/** Puts the shipped charts of accounts into the table that lines refer to. Repeating it changes nothing. */
export async function loadCharts(tx: Tx): Promise<void> {
  const rows = [...listAccounts('2004'), ...listAccounts('2024')].map((account) => ({
    edition: account.edition,
    code: account.code,
    name_zh: account.nameZh,
    name_en: account.nameEn,
    class: account.accountClass,
    normal_side: account.side,
    detail_required: account.detailRequired,
  }))
  await sql`insert into ledger.accounts select * from json_populate_recordset(null::ledger.accounts, ${JSON.stringify(rows)}::json)
    on conflict (edition, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`.execute(tx.db)
}
