import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { LeafDraft } from '../logic/seal-leaf.ts'
import type { DraftsOf, LoggedRows } from './logged.ts'
import { loggedAmong } from './staged.ts'

const CHUNK = 5000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Rows of a table that stand in no log and wait for none, a chunk at a time in the order of their ids. */
export async function* unlogged(tx: Tx, { table }: Pick<LoggedRows, 'table'>): AsyncGenerator<string[]> {
  for (let after = BEFORE_ALL; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where id > ${after} order by id limit ${CHUNK}`.execute(tx.db)
    const last = rows.at(-1)
    if (!last) return
    const ids = rows.map(({ id }) => id)
    const known = await loggedAmong(tx, ids)
    const missing = ids.filter((id) => !known.has(id))
    if (missing.length > 0) yield missing
    after = last.id
  }
}

/** The first such row of several tables, as people read it: table and id. */
export async function firstUnlogged(tx: Tx, tables: readonly LoggedRows[]): Promise<string | undefined> {
  for (const rows of tables) {
    for await (const [id] of unlogged(tx, rows)) return `${rows.table} ${id}`
  }
  return undefined
}

/** Asks each table in turn; an id belongs to one of them. */
export const draftsOfAll =
  (tables: readonly LoggedRows[]): DraftsOf =>
  async (tx, ids) => {
    const all = new Map<string, LeafDraft>()
    for (const { table, drafts } of tables) {
      const open = ids.filter((id) => !all.has(id))
      if (open.length === 0) break
      for (const [id, draft] of await drafts(tx, open)) all.set(id, { ...draft, table })
    }
    return all
  }
