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
  /** How many witnesses stand behind it. */
  readonly witnesses: number
}

/** Of each key of a witness the newest line: a quiet log is cosigned again and again. */
const heads = sql`
  select h.log_no as "logNo", h.size::float8 as size, h.root, h.signed_at as "signedAt", h.note,
         coalesce((select array_agg(n.line order by n.cosigned_at, n.line) from (
                     select distinct on (c.witness_id, c.key_id) c.line, c.cosigned_at
                       from transparency.cosignatures c where c.log_no = h.log_no and c.size = h.size
                      order by c.witness_id, c.key_id, c.cosigned_at desc) n), '{}') as cosignatures,
         (select count(distinct c.witness_id)::int
            from transparency.cosignatures c join transparency.witnesses w on w.id = c.witness_id and w.removed_at is null
           where c.log_no = h.log_no and c.size = h.size) as witnesses
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

/**
 * The head to prove a leaf under: the newest that so many witnesses stand behind, or else the newest. Looks at the last few
 * heads with any cosignature only, so that it does not grow with the log.
 */
export async function headFor(tx: Tx, logNo: number, index: number, need: number): Promise<HeadRow | undefined> {
  if (need > 0) {
    const { rows } = await sql<{ size: number }>`
      select size::float8 as size from (select distinct size from transparency.cosignatures
       where log_no = ${logNo} and size > ${index} order by size desc limit 20) latest order by 1 desc`.execute(tx.db)
    for (const { size } of rows) {
      const head = await headAt(tx, logNo, size)
      if (head && head.witnesses >= need) return head
    }
  }
  const latest = await latestHead(tx, logNo)
  return latest && latest.size > index ? latest : undefined
}

/** Checkpoint text as it is served: the note, and under it what witnesses added. */
export const checkpointOf = (head: HeadRow): string => head.note + head.cosignatures.join('')
