import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/ledger/exports.ts'
import type { routes } from '@shanju/contract/ledger/routes.ts'
import type { LeafState } from '@shanju/contract/transparency/shown-proof.ts'
import { type RawBuilder, sql } from 'kysely'
import { leafStates } from '#modules/transparency/index.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

export interface BooksRow {
  host: { id: string; name: string }
  beginsOn: string
  begun: boolean
  entryCount: number
}

const mayRead = (actor: Actor): RawBuilder<boolean> =>
  reaches(whereCan(actor, 'ledger.read'), sql`o.path`, sql`array[o.id]`)

export const listBooks = (tx: Tx, actor: Actor, { query }: Input<typeof routes.listBooks>): Promise<Page<BooksRow>> =>
  page(tx, query, booksWhere(mayRead(actor)))

/** The same, all of them. */
export const allBooks = (tx: Tx, actor: Actor): Promise<Listed<BooksRow>> =>
  listed(tx, booksWhere(mayRead(actor)), (rows) => rows)

/** One host's books; undefined before its first fund. */
export async function findBooks(tx: Tx, hostId: string): Promise<BooksRow | undefined> {
  const { rows } = await booksWhere(sql`b.id = ${hostId}`).execute(tx.db)
  return rows[0]
}

const booksWhere = (condition: RawBuilder<unknown>): RawBuilder<BooksRow> => sql<BooksRow>`
  select json_build_object('id', o.id, 'name', o.name) as host, b.begins_on as "beginsOn",
         b.opening <> 'awaited' as begun,
         (b.next_number - 1)::int as "entryCount"
    from ledger.books b join organisations.pub_organisations o on o.id = b.id
   where ${condition} order by o.name`

interface StoredRow {
  id: string
  host: { id: string; name: string }
  number: number
  type: 'ordinary' | 'opening' | 'close'
  documentOn: string
  postedOn: string
  recipe: string | null
  summary: string
  totalFen: bigint
  reverses: string | null
  reversedBy: string | null
  postedAt: Date
  maker: string | null
}
type EntryRow = StoredRow & { proof: LeafState }

const columns = sql`e.id, json_build_object('id', o.id, 'name', o.name) as host, e.number::int as number, e.type,
  e.document_on as "documentOn", e.posted_on as "postedOn", e.recipe, e.summary, e.total_fen as "totalFen", e.reverses,
  (select r.id from ledger.entries r where r.reverses = e.id) as "reversedBy", e.posted_at as "postedAt", e.maker
  from ledger.entries e join organisations.pub_organisations o on o.id = e.book_id`

export async function listEntries(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listEntries>,
): Promise<Page<EntryRow>> {
  const { items, ...rest } = await page(tx, query, entriesWhere(actor, query))
  return { ...rest, items: await withProof(tx, items) }
}

async function withProof<Row extends { readonly id: string }>(tx: Tx, rows: readonly Row[]) {
  const stateOf = await leafStates(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, proof: stateOf(row.id) }))
}

/** All of them. */
export const allEntries = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listEntriesExport>,
): Promise<Listed<EntryRow>> => listed(tx, entriesWhere(actor, query), (rows) => withProof(tx, rows))

type Filters = Omit<Input<typeof routes.listEntries>['query'], 'page' | 'pageSize'>

function entriesWhere(actor: Actor, query: Filters): RawBuilder<StoredRow> {
  const conditions: RawBuilder<unknown>[] = [mayRead(actor)]
  if (query.hostId) conditions.push(sql`e.book_id = ${query.hostId}`)
  if (query.from) conditions.push(sql`e.posted_on >= ${query.from}`)
  if (query.to) conditions.push(sql`e.posted_on <= ${query.to}`)
  const line: RawBuilder<unknown>[] = []
  if (query.fundId) line.push(sql`l.fund_id = ${query.fundId}`)
  if (query.giftId) line.push(sql`l.gift_id = ${query.giftId}`)
  if (query.account) line.push(sql`starts_with(l.account, ${query.account})`)
  if (line.length > 0) {
    conditions.push(
      sql`exists (select 1 from ledger.lines l where l.entry_id = e.id and ${sql.join(line, sql` and `)})`,
    )
  }
  return sql<StoredRow>`
    select ${columns} where ${sql.join(conditions, sql` and `)}
     order by e.posted_on desc, e.posted_at desc, e.number desc`
}

export interface EntryLineRow {
  no: number
  account: string
  accountName: string
  side: 'debit' | 'credit'
  amountFen: bigint
  restriction: 'U' | 'R' | null
  fund: { id: string; name: string } | null
  giftId: string | null
  kind: string | null
  cashLine: string | null
}

export async function findEntryRecord(tx: Tx, id: string): Promise<(EntryRow & { lines: EntryLineRow[] }) | undefined> {
  const { rows } = await sql<StoredRow>`select ${columns} where e.id = ${id}`.execute(tx.db)
  const [head] = await withProof(tx, rows)
  return head && { ...head, lines: (await linesOfEntries(tx, [id])).get(id) ?? [] }
}

/** Lines as people read them: with the account's title and the fund's name. */
export async function linesOfEntries(tx: Tx, ids: readonly string[]): Promise<Map<string, EntryLineRow[]>> {
  const { rows } = await sql<EntryLineRow & { entryId: string }>`
    select l.entry_id as "entryId", l.no, l.account, a.name_zh as "accountName", l.side, l.amount_fen as "amountFen",
           l.restriction, case when f.book_id is null then null else json_build_object('id', f.id, 'name', f.name) end as fund,
           l.gift_id as "giftId", l.kind, l.cash_line as "cashLine"
      from ledger.lines l
      join ledger.accounts a on a.edition = l.edition and a.code = l.account
      left join ledger.funds f on f.id = l.fund_id
     where l.entry_id = any(${[...ids]}::uuid[]) order by l.entry_id, l.no`.execute(tx.db)
  return Map.groupBy(rows, (row) => row.entryId)
}
