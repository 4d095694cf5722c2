import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface KnownOrder {
  readonly orderNo: string
  readonly amountFen: bigint
  readonly importId: string | null
}

/** Which of these order numbers a host has recorded already, under which sum and from which file. */
export async function findOrders(tx: Tx, hostId: string, orders: readonly string[]): Promise<Map<string, KnownOrder>> {
  if (orders.length === 0) return new Map()
  const { rows } = await sql<KnownOrder>`
    select order_no as "orderNo", amount_fen as "amountFen", import_id as "importId" from giving.gifts
     where host_id = ${hostId} and order_no = any(${[...orders]}::text[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.orderNo, row]))
}
