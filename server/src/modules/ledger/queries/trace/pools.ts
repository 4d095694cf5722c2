import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { poolOf } from '../../logic/index.ts'
import { fundId, fundOf } from '../rows.ts'

export interface Pools {
  /** @throws Error on a pool that was not made: a defect */
  idOf(pool: string): number
  nameOf(id: number): string
}

interface PoolRow {
  id: number
  restriction: 'U' | 'R'
  restriction_id: string | null
  fund_id: string
}

/** The pools of a set of books, those named among them; new ones are made. */
export async function poolsOf(tx: Tx, book: string, named: Iterable<string>): Promise<Pools> {
  const known = await readPools(tx, book)
  const missing = [...new Set(named)].filter((name) => !known.has(name))
  if (missing.length > 0) {
    const rows = missing.map((name) => {
      const [restriction, limit, fund = ''] = name.split(' ')
      return { restriction, restriction_id: limit === '-' ? null : limit, fund_id: fundId(fund) }
    })
    await sql`insert into ledger.pools (book_id, restriction, restriction_id, fund_id)
      select ${book}, restriction, restriction_id, fund_id
        from json_to_recordset(${JSON.stringify(rows)}::json) as r (restriction text, restriction_id uuid, fund_id uuid)`.execute(
      tx.db,
    )
  }
  const ids = missing.length > 0 ? await readPools(tx, book) : known
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  return { idOf: (pool) => found(ids.get(pool), pool), nameOf: (id) => found(names.get(id), String(id)) }
}

async function readPools(tx: Tx, book: string): Promise<Map<string, number>> {
  const { rows } = await sql<PoolRow>`select id, restriction, restriction_id, fund_id from ledger.pools
    where book_id = ${book}`.execute(tx.db)
  return new Map(
    rows.map((row) => [
      poolOf({ restriction: row.restriction, restrictionId: row.restriction_id, fund: fundOf(row.fund_id) }),
      row.id,
    ]),
  )
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`trace: pool ${what} was not made`)
  return value
}
