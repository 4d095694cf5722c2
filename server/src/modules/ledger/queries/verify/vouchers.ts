import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { Fault } from './fault.ts'

/** Vouchers count their entries and sums right, of one month each, and are numbered without a gap; an opening stands in January. */
export async function faultOfVouchers(tx: Tx, book: string): Promise<Fault | undefined> {
  const { rows } = await sql<{ row: string }>`
    select v.month || ' ' || v.number as row
      from (select *, row_number() over (partition by month order by number) as place
              from ledger.vouchers where book_id = ${book}) v
      left join lateral (
        select count(*) as n, coalesce(sum(e.total_fen), 0) as fen, 
               bool_and(e.book_id = v.book_id and replace(e.month, '-00', '-01') = v.month) as own
          from ledger.voucher_entries x join ledger.entries e on e.id = x.entry_id where x.voucher_id = v.id) s on true
     where v.number <> v.place or v.entries <> s.n or v.total_fen <> s.fen or not s.own
     order by v.month, v.number limit 1`.execute(tx.db)
  return rows[0] && { table: 'vouchers', row: rows[0].row, what: 'is not what its entries say' }
}
