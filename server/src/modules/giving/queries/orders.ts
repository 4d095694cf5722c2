import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface KnownOrder {
  readonly orderNo: string
  readonly amountFen: bigint
  readonly importId: string | null
}

/**
 * One recorder of order numbers per host at a time, until the end of the transaction: of two files that share a number
 * the second sees what the first recorded, instead of breaking on it.
 */
export async function lockOrders(tx: Tx, hostId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('giving orders ' || ${hostId}, 0))`.execute(tx.db)
}

/** Which of these order numbers a host has recorded already, under which sum and from which file. */
export async function findOrders(tx: Tx, hostId: string, orders: readonly string[]): Promise<Map<string, KnownOrder>> {
  if (orders.length === 0) return new Map()
  const { rows } = await sql<KnownOrder>`
    select order_no as "orderNo", amount_fen as "amountFen", import_id as "importId" from giving.gifts
     where host_id = ${hostId} and order_no = any(${[...orders]}::text[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.orderNo, row]))
}
