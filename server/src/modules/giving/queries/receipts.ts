import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type HostNumber, lockAll } from './orders.ts'

/** One recorder of receipt numbers per host at a time; taken after the lock of its order numbers, never before. */
export const lockReceipts = (tx: Tx, hostId: string): Promise<void> => lockAll(tx, [`giving receipts ${hostId}`])

/** Receipt numbers that stand on a gift of their host now: `<host> <number>` → the gift's code. Each is looked up on its own. */
export async function findTakenReceipts(tx: Tx, numbers: readonly HostNumber[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ host: string; number: string; code: string }>`
    select r.host_id as host, r.receipt_no as number, g.public_id as code
      from json_to_recordset(${JSON.stringify(numbers)}::json) as asked ("hostId" uuid, number text)
     cross join lateral (select * from giving.receipts i
                          where i.host_id = asked."hostId" and i.receipt_no = asked.number offset 0) r
      join giving.gifts g on g.id = r.gift_id
     where not exists (select 1 from giving.receipts later where later.gift_id = r.gift_id and later.number > r.number)
       and not exists (select 1 from giving.voids v where v.gift_id = r.gift_id)`.execute(tx.db)
  return new Map(rows.map(({ host, number, code }) => [`${host} ${number}`, code]))
}
