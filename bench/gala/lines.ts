import type pg from 'pg'

const AT_ONCE = 10_000

/**
 * Fills the one set of books with entries of two lines each: gifts to all funds over eleven months, and every fifth an
 * expense out of one of them. Through the triggers, so that balances, numbers and seals are what they always are.
 */
export async function fillBooks(owner: pg.Client, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += AT_ONCE) {
    await owner.query(POSTING, [from, Math.min(AT_ONCE, entries - from)])
    if (from % (50 * AT_ONCE) === 0 && from > 0) process.stderr.write(`${2 * from} lines\n`)
  }
  await owner.query('vacuum analyze ledger.lines, ledger.entries, ledger.balances')
}

/** A gift is 100.00 and an expense 10.00, so no limit is overdrawn. */
const POSTING = `
with book as (select id, next_number from ledger.books order by next_number desc limit 1),
limits as (select fund_id, id as restriction_id, row_number() over (order by id) - 1 as n from ledger.restrictions),
made as materialized (
  select gen_random_uuid() as id, book.id as book_id, book.next_number + g as number,
         make_date(2026, 1 + ($1::int + g) / 400 % 11, 1 + ($1::int + g) % 28) as day, (($1::int + g) / 400 + $1::int + g) % 5 = 4 as spent,
         l.fund_id, l.restriction_id
    from book, generate_series(0, $2::int - 1) g
    join limits l on l.n = ($1::int + g) % (select count(*) from limits)),
heads as (
  insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, recipe, summary, papers,
      total_fen, key, posted_at)
  select id, book_id, number, '2024', 'ordinary', day, day, case when spent then 'E50.post' else 'E04.post' end, 'bench', '[]',
         case when spent then 1000 else 10000 end, 'bench ' || number, now()
    from made)
insert into ledger.lines (entry_id, no, book_id, edition, account, side, amount_fen, restriction, restriction_id, fund_id,
    kind, reach, reached_on, reach_proof, cash_line)
select id, 1, book_id, '2024', case when spent then '5101' else '100907' end, 'debit', case when spent then 1000 else 10000 end,
       case when spent then 'R' end, case when spent then restriction_id end, case when spent then fund_id end,
       case when spent then 'c1' end, case when spent then 'reached' end, case when spent then day end,
       case when spent then 'bench' end, case when spent then null else 'B1' end
  from made
union all
select id, 2, book_id, '2024', case when spent then '100907' else '4101' end, 'credit', case when spent then 1000 else 10000 end,
       case when not spent then 'R' end, case when not spent then restriction_id end, case when not spent then fund_id end,
       null, null, null, null, case when spent then 'B7' end
  from made`
