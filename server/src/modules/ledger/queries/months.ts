import type { MonthRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { lastDayOf, monthsFrom } from '../logic/index.ts'
import { aroundMonth, checksOfBooks } from './month-checks.ts'

/** What keeps a month of a host from being reconciled with the bank, in words; empty: it is. */
export type Unreconciled = (tx: Tx, hostId: string, month: string) => Promise<readonly string[]>

interface MonthAct {
  readonly month: string
  readonly no: number
  readonly act: 'close' | 'reopen'
  readonly reason: string | null
  readonly person: string | null
  readonly at: Date
}

/** Every month of the books with what happened to it. @throws Refusal ledger.books_not_open */
export async function monthsOf(tx: Tx, book: string) {
  const { rows: books } = await sql<{ begins: string }>`
    select begins_on as begins from ledger.books where id = ${book}`.execute(tx.db)
  if (!books[0]) throw refuse('ledger.books_not_open')
  const { rows: acts } = await sql<MonthAct>`
    select month, no, act, reason, person_id as person, at from ledger.month_acts
     where book_id = ${book} order by month, no`.execute(tx.db)
  const byMonth = Map.groupBy(acts, (act) => act.month)
  return monthsFrom(books[0].begins, tx.today).map((month) => {
    const own = byMonth.get(month) ?? []
    const last = own.at(-1)
    return { month, acts: own, closedBy: last?.act === 'close' ? last : undefined }
  })
}

type Known = Awaited<ReturnType<typeof monthsOf>>[number]

const namesOf = (tx: Tx, months: readonly Known[]) =>
  shownNames(
    tx,
    months.flatMap(({ acts }) => acts.flatMap(({ person }) => (person ? [person] : []))),
  )

async function countsOf(tx: Tx, book: string) {
  const { rows } = await sql<{ month: string; entries: number; vouchers: number; waiting: number }>`
    select month, sum(entries)::int as entries, sum(vouchers)::int as vouchers, sum(waiting)::int as waiting from (
      select to_char(posted_on, 'YYYY-MM') as month, count(*) as entries, 0 as vouchers, 0 as waiting
        from ledger.entries where book_id = ${book} group by 1
      union all select month, 0, count(*), 0 from ledger.vouchers where book_id = ${book} group by 1
      union all select to_char(d.posted_on, 'YYYY-MM'), 0, 0, count(*) from ledger.drafts d
        where d.book_id = ${book} and not exists (select 1 from ledger.draft_ends e where e.draft_id = d.id) group by 1
    ) each group by month`.execute(tx.db)
  return new Map(rows.map((row) => [row.month, row]))
}

const shown = (
  { month, acts, closedBy }: Known,
  counts: Awaited<ReturnType<typeof countsOf>>,
  names: ReadonlyMap<string, string>,
) => ({
  month,
  state: closedBy ? ('closed' as const) : ('open' as const),
  entries: counts.get(month)?.entries ?? 0,
  vouchers: counts.get(month)?.vouchers ?? 0,
  waiting: counts.get(month)?.waiting ?? 0,
  closedByName: closedBy ? (names.get(closedBy.person ?? '') ?? '') : null,
  closedAt: closedBy?.at ?? null,
  timesReopened: acts.filter(({ act }) => act === 'reopen').length,
})

export async function listMonths(tx: Tx, book: string) {
  const months = await monthsOf(tx, book)
  const [counts, names] = [await countsOf(tx, book), await namesOf(tx, months)]
  return months.map((each) => shown(each, counts, names)).toReversed()
}

/** One month with its checklist: what holds, and where it does not. @throws Refusal ledger.month_not_found */
export async function getMonth(tx: Tx, book: string, month: string, unreconciled: Unreconciled): Promise<MonthRecord> {
  const months = await monthsOf(tx, book)
  const found = months.find((each) => each.month === month)
  if (!found) throw refuse('ledger.month_not_found')
  const [counts, names] = [await countsOf(tx, book), await namesOf(tx, [found])]
  const open = months.filter((each) => each.month < month && !each.closedBy).map((each) => each.month)
  const around = await aroundMonth(tx, book, month, open)
  const line = (id: MonthRecord['checks'][number]['id'], where: readonly string[]) => ({
    ...{ id, holds: where.length === 0, where: [...where] },
  })
  const { rows: kept } = await sql<{ at: Date }>`
    select made_at as at from ledger.archives where book_id = ${book} and month = ${month}
     order by made_at desc limit 1`.execute(tx.db)
  const bank = found.closedBy?.reason
  return {
    ...shown(found, counts, names),
    closedBy: found.closedBy?.person ?? null,
    checks: [
      ...(await inWords(tx, book, await checksOfBooks(tx, book, month))),
      // Where the bank is not reconciled, the closer says why the month closes all the same.
      line('K14', bank ? [bank] : await unreconciled(tx, book, month)),
      line('month_over', lastDayOf(month) < tx.today ? [] : [lastDayOf(month)]),
      line('earlier_open', around.earlierOpen),
      line('opening', around.opened ? [] : ['']),
      line('drafts', around.draftsWaiting > 0 ? [String(around.draftsWaiting)] : []),
      line('commitments', around.commitmentsPastTerm),
    ],
    acts: found.acts.map(({ act, person, at, reason }) => ({ act, byName: names.get(person ?? '') ?? '', at, reason })),
    archivedAt: kept[0]?.at ?? null,
  }
}

/** Names of funds instead of their ids; a limit stands under its fund. */
async function inWords(tx: Tx, book: string, checks: Awaited<ReturnType<typeof checksOfBooks>>) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ledger.funds where book_id = ${book}`.execute(tx.db)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const worded = (text: string) =>
    text
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names.get(id) ?? '')
      .replace(/ +/g, ' ')
      .trim()
  return checks.map(({ id, holds, where }) => ({
    id: id as MonthRecord['checks'][number]['id'],
    holds,
    where: where.map(worded),
  }))
}
