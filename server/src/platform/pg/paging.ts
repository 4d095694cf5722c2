import { DEEPEST_ROW, type Page, type PageQuery } from '@shanju/contract/kit/page.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './db.ts'

/**
 * One page of a query and how many rows there are, counted no further than people can page; a page beyond that is empty.
 * `rows` is a complete select with an order in which no two rows are equal; it runs once limited and once counted.
 */
export async function page<T>(tx: Tx, query: PageQuery, rows: RawBuilder<T>): Promise<Page<T>> {
  const offset = Math.min((query.page - 1) * query.pageSize, DEEPEST_ROW)
  const limit = Math.min(query.pageSize, DEEPEST_ROW - offset)
  const found = await sql<T>`${rows} limit ${limit} offset ${offset}`.execute(tx.db)
  const counted = await sql<{ n: bigint }>`
    select count(*) as n from (select 1 from (${rows}) as listed limit ${DEEPEST_ROW + 1}) as counted`.execute(tx.db)
  const n = Number(counted.rows[0]?.n ?? 0n)
  return { items: found.rows, total: Math.min(n, DEEPEST_ROW), more: n > DEEPEST_ROW }
}
