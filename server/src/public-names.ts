import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Names of bodies, funds and ledger accounts that everybody may read, by how receipts spell their ids. */
export async function publicNames(tx: Tx): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ prefix: string | null; id: string; name: string }>`
    select 'org' as prefix, id::text, name from organisations.pub_organisations
    union all select 'fund', id::text, name from funds.pub_funds
    union all (select distinct on (code) null, code, name_zh from ledger.accounts order by code, edition desc)
    order by 1, 2`.execute(tx.db)
  return Object.fromEntries(rows.map(({ prefix, id, name }) => [prefix === null ? id : showId(prefix, id), name]))
}
