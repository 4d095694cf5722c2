import { sql } from 'kysely'
import type { LeafDraft, LoggedRows } from '#modules/transparency/index.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type MonthAct, partsOfEntry, partsOfMonth } from '../logic/index.ts'
import { entriesByIds } from './get-entry.ts'

/** What must stand in the public log for these entries, as the books tell them now. */
async function leafDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, LeafDraft>> {
  const entries = ids.length === 0 ? [] : await entriesByIds(tx, ids)
  return new Map(
    entries.map((entry) => [
      entry.id,
      { subjectId: entry.id, parts: partsOfEntry(entry, entry.seq), corrects: entry.reverses },
    ]),
  )
}

/** Closing and opening of months: the host says that the books of a month stand, or stand open again. */
async function monthDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, LeafDraft>> {
  const { rows } = await sql<MonthAct & { id: string }>`
    select id, book_id as book, month, no as number, act, reason,
           to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn"
      from ledger.month_acts where id = any(${[...ids]}::uuid[]) order by id`.execute(tx.db)
  return new Map(rows.map((act) => [act.id, { subjectId: act.id, parts: partsOfMonth(sha256, act), corrects: null }]))
}

export const loggedEntries: LoggedRows = { table: 'ledger.entries', drafts: leafDrafts }
export const loggedMonths: LoggedRows = { table: 'ledger.month_acts', drafts: monthDrafts }
