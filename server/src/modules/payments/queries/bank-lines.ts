import type { Actor } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input, Output } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/payments/exports.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import type { BankLineRecord, BookLineShown } from '@shanju/contract/payments/shapes.ts'
import type { MatchReason } from '@shanju/contract/payments/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { record } from '#platform/trail/index.ts'
import { accountOfLine, getAccount, subjectOfAccount } from './accounts.ts'
import { openBookLines } from './book-lines.ts'

const COUNTERPARTY = 'payments.bank_line_words.counterparty'
const SUMMARY = 'payments.bank_line_words.summary'
const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

/** The sealed row of what a bank wrote, as the JSON that PostgreSQL turns into a row. */
export const wordsRow = (tx: Tx, lineId: string, counterparty: string, summary: string): object => ({
  line_id: lineId,
  counterparty: counterparty === '' ? null : hex(tx.secrets.seal(counterparty, COUNTERPARTY)),
  summary: summary === '' ? null : hex(tx.secrets.seal(summary, SUMMARY)),
})

const matched = sql`exists (select 1 from payments.match_bank_lines m where m.line_id = l.id and m.live)`
const unknown = sql`exists (select 1 from payments.unknown_lines k where k.line_id = l.id)`
const STATES = {
  matched,
  unknown: sql`(not ${matched} and ${unknown})`,
  open: sql`(not ${matched} and not ${unknown})`,
}

interface LineRow {
  id: string
  on: string
  fen: bigint
  reference: string | null
  counterparty: Buffer | null
  summary: Buffer | null
  state: BankLineRecord['state']
  match_id: string | null
}

type Filters = Pick<Input<typeof routes.listLines>['query'], 'state' | 'month'>

function selected(accountId: string, query: Filters): RawBuilder<LineRow> {
  const conditions: RawBuilder<unknown>[] = [sql`l.account_id = ${accountId}`]
  if (query.state) conditions.push(STATES[query.state])
  if (query.month) conditions.push(sql`to_char(l.booked_on, 'YYYY-MM') = ${query.month}`)
  return sql<LineRow>`
    select l.id, l.booked_on as "on", l.amount_fen as fen, l.reference, w.counterparty, w.summary, m.match_id,
           case when m.match_id is not null then 'matched' when ${unknown} then 'unknown' else 'open' end as state
      from payments.bank_lines l
      left join payments.bank_line_words w on w.line_id = l.id
      left join payments.match_bank_lines m on m.line_id = l.id and m.live
     where ${sql.join(conditions, sql` and `)} order by l.booked_on desc, l.import_id desc, l.row_no desc`
}

/** Newest first, with what the bank wrote; that it was shown stands on the trail. */
export async function listLines(
  tx: Tx,
  actor: Actor,
  { params, query }: Input<typeof routes.listLines>,
): Promise<Page<BankLineRecord>> {
  const found = await page(tx, query, selected(params.id, query))
  if (found.items.some((row) => row.counterparty || row.summary)) {
    await record(tx, actor, {
      action: 'payments.read_lines',
      subjectKind: 'bank_account',
      subjectId: params.id,
      subject: await subjectOfAccount(tx, params.id),
      details: { rows: found.items.length },
    })
  }
  return { ...found, items: await opened(tx, found.items) }
}

/** The same, all of them; that they were shown stands in the trail row of the export. */
export const allLines = (
  tx: Tx,
  _actor: Actor,
  { params, query }: Input<typeof exports.listLinesExport>,
): Promise<Listed<BankLineRecord>> => listed(tx, selected(params.id, query), (rows) => opened(tx, rows))

async function opened(tx: Tx, rows: readonly LineRow[]): Promise<BankLineRecord[]> {
  const matches = await matchesOf(
    tx,
    rows.flatMap((row) => row.match_id ?? []),
  )
  const open = (sealed: Buffer | null, context: string): string => (sealed ? tx.secrets.open(sealed, context) : '')
  return rows.map(({ match_id, ...row }) => ({
    ...row,
    counterparty: open(row.counterparty, COUNTERPARTY),
    summary: open(row.summary, SUMMARY),
    match: match_id === null ? null : (matches.get(match_id) ?? null),
  }))
}

interface Match {
  id: string
  reason: MatchReason
  bankLineCount: number
  books: BookLineShown[]
}

async function matchesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Match>> {
  const { rows } = await sql<Omit<Match, 'books'>>`
    select m.id, m.reason, (select count(*)::int from payments.match_bank_lines b where b.match_id = m.id) as "bankLineCount"
      from payments.matches m where m.id = any(${[...ids]}::uuid[])`.execute(tx.db)
  const { rows: books } = await sql<BookLineShown & { match: string }>`
    select m.match_id as match, b.entry_id as "entryId", b.no, b.number::int as number, b.posted_on as "postedOn", b.summary, b.fen
      from payments.match_book_lines m join ledger.pub_bank_lines b on b.entry_id = m.entry_id and b.no = m.no
     where m.match_id = any(${[...ids]}::uuid[]) order by b.number, b.no`.execute(tx.db)
  const byMatch = Map.groupBy(books, (book) => book.match)
  return new Map(
    rows.map((row) => [row.id, { ...row, books: (byMatch.get(row.id) ?? []).map(({ match: _, ...book }) => book) }]),
  )
}

const AROUND_DAYS = 10
const MOST = 50

/** Lines of the books with the same sum, nearest first, and what else waits around that day. */
export async function candidatesFor(tx: Tx, lineId: string): Promise<Output<typeof routes.candidates>> {
  const line = await accountOfLine(tx, lineId)
  const account = await getAccount(tx, line.accountId)
  const open = await openBookLines(
    tx,
    account,
    sql`(b.fen = ${line.fen} or abs(b.posted_on - ${line.on}::date) <= ${AROUND_DAYS})`,
  )
  const away = (row: { postedOn: string }): number => Math.abs(Date.parse(row.postedOn) - Date.parse(line.on))
  const near = open.toSorted((one, other) => away(one) - away(other) || one.number - other.number)
  return {
    same: near.filter((row) => row.fen === line.fen).slice(0, MOST),
    other: near.filter((row) => row.fen !== line.fen).slice(0, MOST),
  }
}

interface OpenLine {
  readonly id: string
  readonly on: string
  readonly fen: bigint
  readonly reference: string | null
}

export async function openLines(tx: Tx, accountId: string): Promise<OpenLine[]> {
  const { rows } = await sql<OpenLine>`
    select l.id, l.booked_on as "on", l.amount_fen as fen, l.reference from payments.bank_lines l
     where l.account_id = ${accountId} and not ${matched} order by l.booked_on, l.id`.execute(tx.db)
  return rows
}

/** At the bank at the end of a day, and in the books not yet, or later. */
export async function notYetInBooks(tx: Tx, accountId: string, until: string): Promise<OpenLine[]> {
  const { rows } = await sql<OpenLine>`
    select l.id, l.booked_on as "on", l.amount_fen as fen, l.reference from payments.bank_lines l
     where l.account_id = ${accountId} and l.booked_on <= ${until} and not exists (
       select 1 from payments.match_bank_lines m
         join payments.match_book_lines o on o.match_id = m.match_id and o.live
         join ledger.pub_bank_lines b on b.entry_id = o.entry_id and b.no = o.no
        where m.line_id = l.id and m.live and b.posted_on <= ${until})
     order by l.booked_on, l.import_id, l.row_no`.execute(tx.db)
  return rows
}
