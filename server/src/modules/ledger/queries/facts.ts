import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type EntryDraft, type HostDetail, monthsFrom, type PostingFacts } from '../logic/index.ts'
import { closedMonths } from './closed-months.ts'

const NO_DETAILS: ReadonlyMap<string, HostDetail> = new Map()
const NO_PROJECTS: ReadonlySet<string> = new Set()

/** What the check must know of each set of books: only the limits and funds the drafts speak of are read. */
export async function loadFacts(
  tx: Tx,
  books: ReadonlyMap<string, { readonly beginsOn: string }>,
  drafts: readonly EntryDraft[],
): Promise<Map<string, PostingFacts>> {
  const lines = drafts.flatMap((draft) => draft.lines)
  const restrictions = await ownedBy(
    tx,
    'restrictions',
    lines.map((line) => line.restrictionId),
  )
  const funds = await ownedBy(
    tx,
    'funds',
    lines.map((line) => (line.fund === 'general' ? null : line.fund)),
  )
  const closed = await closedMonths(tx, [...books.keys()])
  const facts = new Map<string, PostingFacts>()
  for (const [book, { beginsOn }] of books) {
    facts.set(book, {
      beginsOn,
      openMonths: new Set(monthsFrom(beginsOn, tx.today).filter((month) => !closed.get(book)?.has(month))),
      details: NO_DETAILS,
      restrictions: restrictions.get(book) ?? new Set(),
      funds: funds.get(book) ?? new Set(),
      projects: NO_PROJECTS,
    })
  }
  return facts
}

async function ownedBy(
  tx: Tx,
  table: 'restrictions' | 'funds',
  wanted: readonly (string | null)[],
): Promise<Map<string, Set<string>>> {
  const ids = [...new Set(wanted.filter((id) => id !== null))]
  const owned = new Map<string, Set<string>>()
  if (ids.length === 0) return owned
  const { rows } = await sql<{ id: string; book_id: string }>`
    select id, book_id from ${sql.table(`ledger.${table}`)} where id = any(${ids}::uuid[]) and book_id is not null`.execute(
    tx.db,
  )
  for (const row of rows) {
    const set = owned.get(row.book_id) ?? new Set<string>()
    owned.set(row.book_id, set.add(row.id))
  }
  return owned
}
