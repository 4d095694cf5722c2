import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/**
 * Holds funds as they are until the end of the transaction: nobody freezes one between the look at its state and what
 * is written because of it. Others may hold the same funds meanwhile.
 */
export async function holdFunds(tx: Tx, ids: readonly string[]): Promise<void> {
  // In id order, so that a freeze between two of them cannot lock anybody out.
  await sql`select 1 from funds.funds where id = any(${[...ids]}::uuid[]) order by id for share`.execute(tx.db)
}
