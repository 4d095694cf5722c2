import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { StoredEntry, StoredLine } from '../rows.ts'

/** An entry as it stands, with its seal and the columns that only the seal speaks of. */
export interface SealedEntry extends StoredEntry {
  readonly key: string
  readonly papers_text: string
  readonly posted_us: bigint
  readonly parts: Buffer | null
  readonly seal: Buffer | null
}

const micros = (column: string): RawBuilder<bigint> => sql`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint`

/** Entries of a set of books after a number, with their lines, in posting order. */
export async function sealedAfter(
  tx: Tx,
  bookId: string,
  after: bigint,
  limit: number,
): Promise<{ head: SealedEntry; lines: StoredLine[] }[]> {
  const { rows: heads } = await sql<SealedEntry>`
    select e.*, null as reversed_by, e.papers::text as papers_text, ${micros('e.posted_at')} as posted_us, s.parts, s.seal
      from ledger.entries e left join ledger.seals s on s.entry_id = e.id
     where e.book_id = ${bookId} and e.number > ${after} order by e.number limit ${limit}`.execute(tx.db)
  const { rows: stored } = await sql<StoredLine>`
    select * from ledger.lines where entry_id = any(${heads.map((head) => head.id)}::uuid[])
     order by entry_id, no`.execute(tx.db)
  const byEntry = Map.groupBy(stored, (line) => line.entry_id)
  return heads.map((head) => ({ head, lines: byEntry.get(head.id) ?? [] }))
}

/** The columns a seal speaks of, in its order. */
export const headValues = (e: SealedEntry): unknown[] => [
  ...[e.id, e.book_id, e.number, e.edition, e.type, e.document_on, e.posted_on, e.recipe, e.summary, e.papers_text],
  ...[e.maker, e.checker, e.reverses, e.reason, e.channel, e.total_fen, e.key, e.posted_us],
]

export const lineValues = (l: StoredLine): unknown[] => [
  ...[l.entry_id, l.no, l.book_id, l.edition, l.account, l.side, l.amount_fen, l.restriction, l.restriction_id],
  ...[l.fund_id, l.project_id, l.campaign, l.gift_id, l.grant_id, l.counterparty_id, l.related_party, l.kind],
  ...[l.reach, l.reached_on, l.reach_proof, l.cash_line, l.currency, l.currency_amount],
]

export interface SealedBooks {
  readonly id: string
  readonly begins_on: string
  readonly opened_us: bigint
  readonly next_number: bigint
  readonly opening: 'awaited' | 'entry' | 'zero'
  readonly seal: Buffer
}

export async function sealedBooks(tx: Tx, bookId: string): Promise<SealedBooks | undefined> {
  const { rows } = await sql<SealedBooks>`
    select b.id, b.begins_on, ${micros('b.opened_at')} as opened_us, b.next_number, b.opening, b.seal
      from ledger.books b where b.id = ${bookId}`.execute(tx.db)
  return rows[0]
}

export const booksValues = (books: SealedBooks): unknown[] => [books.id, books.begins_on, books.opened_us]

interface SealedDimension {
  readonly id: string
  readonly values: readonly unknown[]
  readonly seal: Buffer
}

export async function sealedFunds(tx: Tx, bookId: string): Promise<SealedDimension[]> {
  const { rows } = await sql<{ id: string; book_id: string | null; name: string; seal: Buffer }>`
    select id, book_id, name, seal from ledger.funds where book_id = ${bookId} or book_id is null
        or id in (select fund_id from ledger.lines where book_id = ${bookId}) order by id`.execute(tx.db)
  return rows.map((row) => ({ id: row.id, values: [row.id, row.book_id, row.name], seal: row.seal }))
}

export async function sealedRestrictions(tx: Tx, bookId: string): Promise<SealedDimension[]> {
  const { rows } = await sql<Record<'id' | 'book_id' | 'fund_id' | 'title' | 'limits' | 'basis', string> & Sealed>`
    select id, book_id, fund_id, title, limits, basis, ${micros('r.created_at')} as created_us, seal
      from ledger.restrictions r where book_id = ${bookId}
        or id in (select restriction_id from ledger.lines where book_id = ${bookId}) order by id`.execute(tx.db)
  return rows.map((r) => ({
    id: r.id,
    values: [r.id, r.book_id, r.fund_id, r.title, r.limits, r.basis, r.created_us],
    seal: r.seal,
  }))
}

interface Sealed {
  readonly created_us: bigint
  readonly seal: Buffer
}
