import { sql } from 'kysely'
import type { LeafDraft } from '#modules/transparency/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { partsOfEntry } from '../logic/index.ts'
import { entriesByIds } from './get-entry.ts'

/** What must stand in the public log for these entries, as the books tell them now. */
export async function leafDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, LeafDraft>> {
  const entries = ids.length === 0 ? [] : await entriesByIds(tx, ids)
  return new Map(
    entries.map((entry) => [
      entry.id,
      { subjectId: entry.id, parts: partsOfEntry(entry, entry.seq), corrects: entry.reverses },
    ]),
  )
}

/** An entry that stands in no log and waits for none; undefined when there is none. */
export async function unloggedEntry(tx: Tx, logged: (ids: readonly string[]) => Promise<Set<string>>) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from ledger.entries where id > ${after} order by id limit 5000`.execute(tx.db)
    const last = rows.at(-1)
    if (!last) return undefined
    const known = await logged(rows.map(({ id }) => id))
    const missing = rows.find(({ id }) => !known.has(id))
    if (missing) return missing.id
    after = last.id
  }
}
