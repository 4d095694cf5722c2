import { sql } from 'kysely'
import { type LeafDraft, stageLeaves } from '#modules/transparency/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { rowSet } from '#platform/pg/row-set.ts'
import { type BalancedEntry, type EntryDraft, partsOfEntry } from '../logic/index.ts'
import { checkDrafts } from '../queries/check-drafts.ts'
import { type LockedBook, lockBooks } from '../queries/lock-books.ts'
import { ENTRY_COLUMNS, entryRow, LINE_COLUMNS, lineRow } from '../queries/rows.ts'
import { refuseEnded, settle } from './end-commitments.ts'
import { traceLater } from './trace-later.ts'

/**
 * A draft and the name of the act that wants it: the same act again finds the entry it made, whatever the later draft
 * says.
 */
export interface KeyedDraft {
  readonly key: string
  readonly draft: EntryDraft
  /** The commitment that this entry settles: it no longer counts, and ends with the entry (E35). */
  readonly settles?: string | undefined
  /** The day it is posted on instead when the month of its own is closed; its document keeps its date. */
  readonly elseOn?: string | undefined
}

export interface Posted {
  readonly id: string
  /** Posting order inside the books, without gaps. */
  readonly number: bigint
  /** False when the key was posted before and this call changed nothing. */
  readonly fresh: boolean
}

/**
 * Posts entries: checks each, numbers them, writes heads and lines in one statement; balances, the next number and the
 * seals move by trigger; one more statement leaves what the public log is to hold. All or none. Answers stand in the
 * order of the drafts.
 * Books are locked in id order, so postings to several hosts at once cannot lock each other out; under that lock no limit
 * is overdrawn, and what orders have taken out of reach stays there.
 * @throws Refusal ledger.<code> of the first draft that may not stand; ledger.books_not_open, commitment_not_found,
 * commitment_ended, overdrawn
 */
export async function post(tx: Tx, drafts: readonly KeyedDraft[]): Promise<Posted[]> {
  if (drafts.length === 0) return []
  const books = [...new Set(drafts.map(({ draft }) => draft.book))].sort()
  const locked = await lockBooks(tx, books)
  const known = await findKeys(tx, drafts)
  const fresh = [...firstOfEach(drafts).values()].filter(({ key, draft }) => !known.has(nameOf(draft.book, key)))
  const settling = fresh.flatMap(({ key, draft, settles }) => (settles ? [{ key, book: draft.book, settles }] : []))
  for (const { book, settles } of settling) await refuseEnded(tx, book, [settles])
  const entries = await checkDrafts(
    tx,
    locked,
    fresh,
    settling.map(({ settles }) => settles),
  )
  const keyed = entries.map((entry, index) => ({ key: fresh[index]?.key ?? '', entry }))
  const written = await write(tx, keyed, locked)
  await settle(
    tx,
    settling.map(({ key, book, settles }) => ({
      commitmentId: settles,
      entryId: written.get(nameOf(book, key))?.id ?? '',
    })),
  )
  await traceLater(tx, entries)
  return drafts.map(({ key, draft }) => {
    const name = nameOf(draft.book, key)
    const before = known.get(name)
    if (before) return { ...before, fresh: false }
    const now = written.get(name)
    if (!now) throw new Error(`entry ${key} was not written`)
    // A second draft of one key in one call finds what the first just made.
    known.set(name, now)
    return { ...now, fresh: true }
  })
}

const nameOf = (book: string, key: string): string => `${book} ${key}`

function firstOfEach(drafts: readonly KeyedDraft[]): Map<string, KeyedDraft> {
  const first = new Map<string, KeyedDraft>()
  for (const each of drafts) {
    const name = nameOf(each.draft.book, each.key)
    if (!first.has(name)) first.set(name, each)
  }
  return first
}

async function findKeys(tx: Tx, drafts: readonly KeyedDraft[]): Promise<Map<string, { id: string; number: bigint }>> {
  const { rows } = await sql<{ book_id: string; key: string; id: string; number: bigint }>`
    select e.* from unnest(${drafts.map(({ draft }) => draft.book)}::uuid[], ${drafts.map(({ key }) => key)}::text[])
                      as asked (book_id, key)
     cross join lateral (
       select i.book_id, i.key, i.id, i.number from ledger.entries i
        where i.book_id = asked.book_id and i.key = asked.key offset 0) e`.execute(tx.db)
  return new Map(rows.map((row) => [nameOf(row.book_id, row.key), { id: row.id, number: row.number }]))
}

async function write(
  tx: Tx,
  entries: readonly { key: string; entry: BalancedEntry }[],
  books: ReadonlyMap<string, LockedBook>,
): Promise<Map<string, { id: string; number: bigint }>> {
  const written = new Map<string, { id: string; number: bigint }>()
  if (entries.length === 0) return written
  const heads: ReturnType<typeof entryRow>[] = []
  const lines: ReturnType<typeof lineRow>[] = []
  const leaves: LeafDraft[] = []
  for (const { key, entry } of entries) {
    const book = books.get(entry.book)
    if (!book) throw new Error('books were locked before')
    const id = uuidv7(tx.now)
    const number = book.nextNumber++
    heads.push(entryRow(entry, { id, number, key, postedAt: tx.now }))
    lines.push(...entry.lines.map((line, index) => lineRow(line, entry, id, index + 1)))
    leaves.push({ subjectId: id, parts: partsOfEntry(entry, number), corrects: entry.reverses })
    written.set(nameOf(entry.book, key), { id, number })
  }
  const head = rowSet(ENTRY_COLUMNS, heads)
  const line = rowSet(LINE_COLUMNS, lines)
  await sql`with heads as (insert into ledger.entries ${head.names} ${head.select})
    insert into ledger.lines ${line.names} ${line.select}`.execute(tx.db)
  await stageLeaves(tx, leaves)
  return written
}
