import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './db.ts'

const BATCH = 1000

/** A whole list: how many rows it has, and the rows, some at a time. */
export interface Listed<Row> {
  readonly count: number
  readonly batches: AsyncIterable<readonly Row[]>
}

/**
 * All rows of a select, however many, held a thousand at a time. Count and rows speak of one moment only in a
 * transaction that sees one ({@link seeOneMoment}). One list a transaction: its cursor has one name.
 * @param rows a complete select with its order
 * @param dress makes what leaves the module of each batch: opens names, looks up words
 */
export async function listed<Raw, Row>(
  tx: Tx,
  rows: RawBuilder<Raw>,
  dress: (batch: Raw[]) => readonly Row[] | Promise<readonly Row[]>,
): Promise<Listed<Row>> {
  const counted = await sql<{ n: bigint }>`select count(*) as n from (${rows}) as counted`.execute(tx.db)
  return { count: Number(counted.rows[0]?.n ?? 0n), batches: batchesOf(tx, rows, dress) }
}

async function* batchesOf<Raw, Row>(
  tx: Tx,
  rows: RawBuilder<Raw>,
  dress: (batch: Raw[]) => readonly Row[] | Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  await sql`declare listed no scroll cursor for ${rows}`.execute(tx.db)
  for (;;) {
    const found = await sql<Raw>`fetch forward ${sql.lit(BATCH)} from listed`.execute(tx.db)
    if (found.rows.length > 0) yield await dress(found.rows)
    if (found.rows.length < BATCH) break
  }
  await sql`close listed`.execute(tx.db)
}

/** Makes every statement of this transaction see the same moment. To be called before any other statement of it. */
export async function seeOneMoment(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx.db)
}
