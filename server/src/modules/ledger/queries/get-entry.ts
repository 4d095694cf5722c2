import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { PostedEntry } from '../logic/index.ts'
import { entryOf, lineOf, type StoredEntry, type StoredLine } from './rows.ts'

/** One posted entry with its lines and the entry that undid it, if any. @throws Refusal ledger.entry_not_found */
export async function getEntry(tx: Tx, id: string): Promise<PostedEntry> {
  const [entry] = await entriesByIds(tx, [id])
  if (!entry) throw refuse('ledger.entry_not_found')
  return entry
}

/** Entries of the given ids, in posting order per book; unknown ids are left out. */
export async function entriesByIds(tx: Tx, ids: readonly string[]): Promise<PostedEntry[]> {
  const { rows: heads } = await sql<StoredEntry>`
    select e.*, r.id as reversed_by from ledger.entries e left join ledger.entries r on r.reverses = e.id
     where e.id = any(${[...ids]}::uuid[]) order by e.book_id, e.number`.execute(tx.db)
  const { rows: lines } = await sql<StoredLine>`
    select * from ledger.lines where entry_id = any(${[...ids]}::uuid[]) order by entry_id, no`.execute(tx.db)
  const byEntry = Map.groupBy(lines, (line) => line.entry_id)
  return heads.map((head) => entryOf(head, (byEntry.get(head.id) ?? []).map(lineOf)))
}
