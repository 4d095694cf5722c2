import { fill } from '@shanju/contract/kit/language.ts'
import { words } from '@shanju/contract/ledger/words.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { lockBooks } from '../queries/lock-books.ts'

/**
 * Gives every entry up to a day its voucher: one each, and one together for ordinary entries of one day, channel and
 * recipe (gifts in their thousands). Numbers go on from the last of their month without a gap. One statement, however many.
 * The rule stands in `logic/vouchers.ts`; a test holds the two equal.
 * @returns how many vouchers were made
 */
export async function numberVouchers(tx: Tx, book: string, through: string): Promise<number> {
  await lockBooks(tx, [book])
  const { rows } = await sql<{ n: number }>`
    with waiting as (
      select e.id, e.number, e.posted_on, e.summary, e.total_fen, to_char(e.posted_on, 'YYYY-MM') as month,
             case when e.type = 'ordinary' then e.channel end as channel,
             case when e.type <> 'ordinary' or e.channel is null then e.id::text
                  else concat_ws(' ', e.posted_on, e.channel, e.recipe) end as key
        from ledger.entries e
       where e.book_id = ${book} and e.posted_on <= ${through}
         and not exists (select 1 from ledger.voucher_entries v where v.entry_id = e.id)),
    grouped as (
      select key, month, min(posted_on) as dated_on, min(number) as first, count(*)::int as entries, min(channel) as channel,
             sum(total_fen)::bigint as total, (array_agg(summary order by number))[1] as summary
        from waiting group by key, month),
    made as (
      insert into ledger.vouchers (id, book_id, month, number, dated_on, summary, channel, entries, total_fen, made_at)
      select uuidv7(${tx.now}::timestamptz - clock_timestamp()), ${book}, g.month,
             coalesce((select max(v.number) from ledger.vouchers v where v.book_id = ${book} and v.month = g.month), 0)
               + row_number() over (partition by g.month order by g.dated_on, g.first),
             g.dated_on,
             case when g.entries = 1 then g.summary
                  else replace(${fill(words.zh['summary.of_day'], { count: '#' })}, '#', g.entries::text) end,
             g.channel, g.entries, g.total, ${tx.now}
        from grouped g
      returning id, month, number),
    -- The numbers of this statement in their order are the groups in theirs.
    named as (
      select m.id, g.key from (
        select id, month, row_number() over (partition by month order by number) as place from made) m
        join (select key, month, row_number() over (partition by month order by dated_on, first) as place from grouped) g
          using (month, place)),
    written as (
      insert into ledger.voucher_entries (entry_id, voucher_id)
      select w.id, n.id from waiting w join named n using (key))
    select count(*)::int as n from made`.execute(tx.db)
  return rows[0]?.n ?? 0
}
