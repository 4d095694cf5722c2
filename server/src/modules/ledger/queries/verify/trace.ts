import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { Fault } from './fault.ts'

/**
 * The trace against the books, in SQL that shares nothing with the code that traces: what each lot has left and each use
 * lacks follows from the rows; nothing waits where money is left; and of every pool, what its lots have left less
 * what nobody paid for, with what is still to move in, is what the books say it holds, as far as entries are taken in. So the sum over sources is the sum
 * over spending.
 */
export async function faultOfTrace(tx: Tx, book: string): Promise<Fault | undefined> {
  return (
    (await faultOf(tx, 'lots', 'has another rest than its rows say', wrongLots(book))) ??
    (await faultOf(tx, 'uses', 'lacks another sum than its rows say', wrongUses(book))) ??
    (await faultOf(tx, 'uses', 'waits although its pool has money', waiting(book))) ??
    (await faultOf(tx, 'lots', 'is a pool whose sum is not that of the books', wrongPools(book)))
  )
}

async function faultOf(
  tx: Tx,
  table: Fault['table'],
  what: string,
  rows: ReturnType<typeof sql<{ row: string }>>,
): Promise<Fault | undefined> {
  const found = await rows.execute(tx.db)
  return found.rows[0] && { table, row: found.rows[0].row, what }
}

const wrongLots = (book: string) => sql<{ row: string }>`
  select l.entry_id || '/' || l.part as row from ledger.lots l
    left join (select lot_seq, sum(amount_fen) as fen from ledger.allocations where book_id = ${book} group by 1) p
      on p.lot_seq = l.seq
    left join (select holding, sum(amount_fen) as fen from ledger.allocations
                where book_id = ${book} and holding in (select holding from ledger.lots where book_id = ${book})
                group by 1) a on a.holding = l.holding
   where l.book_id = ${book} and l.left_fen <> l.amount_fen + coalesce(a.fen, 0) - coalesce(p.fen, 0)
   order by l.seq limit 1`

const wrongUses = (book: string) => sql<{ row: string }>`
  select u.entry_id || '/' || u.part as row from ledger.uses u
    left join (select use_seq, sum(due_fen - amount_fen) as fen from ledger.allocations where book_id = ${book} group by 1) a
      on a.use_seq = u.seq
   where u.book_id = ${book} and u.uncovered_fen <> u.amount_fen + coalesce(a.fen, 0) order by u.seq limit 1`

const waiting = (book: string) => sql<{ row: string }>`
  select u.entry_id || '/' || u.part as row from ledger.uses u
   where u.book_id = ${book} and u.uncovered_fen > 0
     and exists (select 1 from ledger.lots l where l.pool_id = u.pool_id and l.left_fen > 0) order by u.seq limit 1`

/** Closing entries move money of a pool between income, expense and net assets: its sum stays. */
const wrongPools = (book: string) => sql<{ row: string }>`
  with traced as (
    select p.fund_id, p.restriction, p.restriction_id, s.fen
      from ledger.pools p
      left join lateral (
        select coalesce((select sum(left_fen) from ledger.lots where pool_id = p.id), 0)
             - coalesce((select sum(uncovered_fen) from ledger.uses where pool_id = p.id), 0)
             + coalesce((select sum(uncovered_fen) from ledger.uses where book_id = p.book_id and to_pool_id = p.id), 0)
               as fen) s on true
     where p.book_id = ${book}),
  booked as (
    select l.fund_id, l.restriction, l.restriction_id,
           sum(case l.side when 'credit' then l.amount_fen else -l.amount_fen end) as fen
      from ledger.lines l join ledger.entries e on e.id = l.entry_id
     where l.book_id = ${book} and l.restriction is not null
       and e.number <= coalesce((select number from ledger.traced where book_id = ${book}), 0)
     group by 1, 2, 3)
  select coalesce(t.fund_id, b.fund_id) || ' ' || coalesce(t.restriction, b.restriction) || ': ' ||
         coalesce(t.fen, 0) || ', ' || coalesce(b.fen, 0) as row
    from traced t full join booked b
      on b.fund_id = t.fund_id and b.restriction = t.restriction and b.restriction_id is not distinct from t.restriction_id
   where coalesce(t.fen, 0) <> coalesce(b.fen, 0) limit 1`
