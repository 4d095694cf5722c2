import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface HeadRow {
  readonly logNo: number
  readonly size: number
  readonly root: Uint8Array
  readonly signedAt: Date
  /** Text and the log's own signature. */
  readonly note: string
  /** Signature lines of witnesses, oldest first. */
  readonly cosignatures: string[]
}

const heads = sql`
  select h.log_no as "logNo", h.size::float8 as size, h.root, h.signed_at as "signedAt", h.note,
         coalesce((select array_agg(c.line order by c.cosigned_at, c.line) from transparency.cosignatures c
                    where c.log_no = h.log_no and c.size = h.size), '{}') as cosignatures
    from transparency.heads h`

export async function headAt(tx: Tx, logNo: number, size: number): Promise<HeadRow | undefined> {
  const { rows } = await sql<HeadRow>`${heads} where h.log_no = ${logNo} and h.size = ${size}`.execute(tx.db)
  return rows[0]
}

/** The newest head of a log. */
export async function latestHead(tx: Tx, logNo: number): Promise<HeadRow | undefined> {
  const { rows } = await sql<HeadRow>`${heads} where h.log_no = ${logNo} order by h.size desc limit 1`.execute(tx.db)
  return rows[0]
}

/** Checkpoint text as it is served: the note, and under it what witnesses added. */
export const checkpointOf = (head: HeadRow): string => head.note + head.cosignatures.join('')
