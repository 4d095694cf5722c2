import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface KnownOrder {
  readonly orderNo: string
  readonly amountFen: bigint
  readonly importId: string | null
  /** What was recorded under the number: a gift, or money whose origin was not known. */
  readonly as: 'gift' | 'unknown'
}

/**
 * One recorder of order numbers per host at a time, until the end of the transaction: of two files that share a number
 * the second sees what the first recorded, instead of breaking on it.
 */
export async function lockOrders(tx: Tx, hostId: string): Promise<void> {
  await lockAll(tx, [`giving orders ${hostId}`])
}

/** Which of these order numbers a host has recorded already, under which sum and from which file. */
export async function findOrders(tx: Tx, hostId: string, orders: readonly string[]): Promise<Map<string, KnownOrder>> {
  if (orders.length === 0) return new Map()
  const sought = [...orders]
  const { rows } = await sql<KnownOrder>`
    select order_no as "orderNo", amount_fen as "amountFen", import_id as "importId", 'gift' as "as" from giving.gifts
     where host_id = ${hostId} and order_no = any(${sought}::text[]) and released_at is null
    union all
    select order_no, amount_fen, import_id, 'unknown' from giving.unknown_money
     where host_id = ${hostId} and order_no = any(${sought}::text[]) and released_at is null`.execute(tx.db)
  return new Map(rows.map((row) => [row.orderNo, row]))
}

export interface HostNumber {
  readonly hostId: string
  readonly number: string
}

/**
 * Order numbers that their host has recorded already, as `<host> <number>`. Each is looked up on its own, for as a set the
 * numbers would be joined with all gifts there are; `limit` is what keeps PostgreSQL from doing so.
 */
export async function findTakenOrders(tx: Tx, numbers: readonly HostNumber[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set()
  const { rows } = await sql<{ host: string; number: string }>`
    select asked."hostId" as host, asked.number
      from json_to_recordset(${JSON.stringify(numbers)}::json) as asked ("hostId" uuid, number text)
     cross join lateral (
       (select 1 from giving.gifts g
         where g.host_id = asked."hostId" and g.order_no = asked.number and g.released_at is null limit 1)
       union all
       (select 1 from giving.unknown_money u
         where u.host_id = asked."hostId" and u.order_no = asked.number and u.released_at is null limit 1)) found`.execute(
    tx.db,
  )
  return new Set(rows.map(({ host, number }) => `${host} ${number}`))
}

/** Locks by name until the end of the transaction, in the order of the names. */
export async function lockAll(tx: Tx, names: readonly string[]): Promise<void> {
  const sorted = [...new Set(names)].toSorted()
  if (sorted.length === 0) return
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${sorted}::text[]) as name`.execute(
    tx.db,
  )
}

/** The order numbers of gifts that have one. */
export async function orderNumbersOf(tx: Tx, giftIds: readonly string[]): Promise<Map<string, string>> {
  if (giftIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; orderNo: string }>`
    select id, order_no as "orderNo" from giving.gifts where id = any(${[...giftIds]}::uuid[]) and order_no is not null`.execute(
    tx.db,
  )
  return new Map(rows.map((row) => [row.id, row.orderNo]))
}
