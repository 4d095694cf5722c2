import type pg from 'pg'

const AT_ONCE = 250_000

/**
 * Fills the one set of books with entries of two lines each: gifts to all funds over eleven months, and every fifth an
 * expense out of one of them. In bulk, with the triggers off and the other indexes made afterwards; balances and cash flows are then
 * summed from the lines as the triggers would have. There are no seals and no leaves: these books are for reading.
 */
export async function fillBooks(owner: pg.Client, entries: number): Promise<void> {
  const later = await setAside(owner)
  for (let from = 0; from < entries; from += AT_ONCE) {
    await owner.query(POSTING, [from, Math.min(AT_ONCE, entries - from)])
    if (from % (4 * AT_ONCE) === 0 && from > 0) process.stderr.write(`${2 * from} lines\n`)
  }
  for (const statement of [...SUMS, ...later]) await owner.query(statement)
  await owner.query('vacuum analyze ledger.lines, ledger.entries, ledger.balances, ledger.cash_flows')
}

/** Takes away what a bulk load does not need; answers how to put it back. */
async function setAside(owner: pg.Client): Promise<string[]> {
  const tables = `('ledger.entries'::regclass, 'ledger.lines'::regclass)`
  const { rows: keys } = await owner.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
      from pg_constraint where contype = 'f' and conrelid in ${tables}`)
  const { rows: indexes } = await owner.query<{ drop: string; add: string }>(`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as add
      from pg_index i where indrelid in ${tables}
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`)
  for (const { drop } of [...keys, ...indexes]) await owner.query(drop)
  for (const table of WRITTEN) await owner.query(`alter table ledger.${table} disable trigger user`)
  return [
    ...[...indexes, ...keys].map(({ add }) => add),
    ...WRITTEN.map((table) => `alter table ledger.${table} enable trigger user`),
  ]
}
const WRITTEN = ['entries', 'lines', 'balances', 'cash_flows', 'books']

const SUMS = [
  `insert into ledger.balances (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month, debit_fen,
       credit_fen)
   select l.book_id, l.account, l.restriction, l.restriction_id, l.fund_id, l.project_id, l.kind, e.month,
          coalesce(sum(l.amount_fen) filter (where l.side = 'debit'), 0),
          coalesce(sum(l.amount_fen) filter (where l.side = 'credit'), 0)
     from ledger.lines l join ledger.entries e on e.id = l.entry_id
    group by 1, 2, 3, 4, 5, 6, 7, 8`,
  `insert into ledger.cash_flows (book_id, month, cash_line, inflow_fen)
   select l.book_id, e.month, l.cash_line, sum(ledger.inflow(l.account, l.side, l.amount_fen))
     from ledger.lines l join ledger.entries e on e.id = l.entry_id where l.cash_line is not null group by 1, 2, 3`,
  'update ledger.books b set next_number = 1 + (select count(*) from ledger.entries e where e.book_id = b.id)',
]

/** A gift is 100.00 and an expense 10.00, so no limit is overdrawn. */
const POSTING = `
with book as (select book_id as id from ledger.restrictions limit 1),
limits as (select fund_id, id as restriction_id, row_number() over (order by id) - 1 as n from ledger.restrictions),
made as materialized (
  select uuidv7() as id, book.id as book_id, 1 + $1::int + g as number,
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
