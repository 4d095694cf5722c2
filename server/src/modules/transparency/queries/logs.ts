import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface LogRow {
  readonly no: number
  readonly origin: string
  readonly openedAt: Date
  readonly firstLeaf: Uint8Array
  /** The tree as sequenced. */
  readonly size: number
  readonly root: Uint8Array
  /** Size of the last signed head; 0 before the first. */
  readonly published: number
  readonly closedAt: Date | null
}

const columns = sql`no, origin, opened_at as "openedAt", first_leaf as "firstLeaf", size::float8 as size, root,
  published::float8 as published, closed_at as "closedAt"`

/** All logs, the open one last. */
export async function listLogs(tx: Tx): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`select ${columns} from transparency.logs order by no`.execute(tx.db)
  return rows
}

/** The log that is being written, held until the transaction ends; undefined while another sequencer holds it. */
export async function takeOpenLog(tx: Tx): Promise<LogRow | undefined> {
  const { rows } = await sql<LogRow>`
    select ${columns} from transparency.logs where closed_at is null for no key update skip locked`.execute(tx.db)
  return rows[0]
}
