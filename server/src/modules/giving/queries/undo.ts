import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface UndoneGift {
  readonly id: string
  readonly fundId: string
  readonly amountFen: bigint
  readonly givenOn: string
  /** Older than the books: there is no entry to reverse. */
  readonly history: boolean
  /** By itself, before the file: its entry is reversed, and only its order number is still taken. */
  readonly voided: boolean
  /** The entry to reverse; null where none stands. */
  readonly entryId: string | null
}

/** Gifts of a file that still hold their order numbers: those the undoing has yet to take back. */
export async function giftsToUndo(tx: Tx, importId: string, most: number | undefined): Promise<UndoneGift[]> {
  const { rows } = await sql<UndoneGift>`
    with chunk as (select id, fund_id, amount_fen, given_on, history from giving.gifts
                    where import_id = ${importId} and released_at is null order by id limit ${most ?? null})
    select c.id, c.fund_id as "fundId", c.amount_fen as "amountFen", c.given_on as "givenOn", c.history,
           v.gift_id is not null as voided, case when v.gift_id is null then e.entry_id end as "entryId"
      from chunk c
      left join giving.voids v on v.gift_id = c.id
      left join lateral (select b.entry_id from ledger.pub_gift_entries b
                          where b.gift_id = c.id and b.reverses is null) e on true
     order by c.id`.execute(tx.db)
  return rows
}

/** Money of unknown origin of a file that is still in the books as such. */
export async function unknownToUndo(
  tx: Tx,
  importId: string,
  most: number,
): Promise<{ id: string; entryId: string }[]> {
  const { rows } = await sql<{ id: string; entryId: string }>`
    select id, entry_id as "entryId" from giving.unknown_money
     where import_id = ${importId} and released_at is null order by id limit ${most} for update`.execute(tx.db)
  return rows
}

interface Standing {
  readonly gifts: number
  readonly unknown: number
  /** Entries of an earlier year are closed: they cannot be reversed any more. */
  readonly earlierYear: number
  /** Money of unknown origin that became a gift or went back. */
  readonly settled: number
}

export async function standingOf(tx: Tx, importId: string): Promise<Standing> {
  const january = `${tx.today.slice(0, 4)}-01-01`
  const { rows } = await sql<Standing>`
    select (select count(*)::int from giving.gifts g where g.import_id = ${importId}) as gifts,
           (select count(*)::int from giving.unknown_money u where u.import_id = ${importId}) as unknown,
           (select count(*)::int from giving.gifts g join ledger.pub_gift_entries e on e.gift_id = g.id
             where g.import_id = ${importId} and e.reverses is null and e.posted_on < ${january}
               and not exists (select 1 from giving.voids v where v.gift_id = g.id))
           + (select count(*)::int from giving.unknown_money u
               where u.import_id = ${importId} and u.received_on < ${january}) as "earlierYear",
           (select count(*)::int from giving.unknown_ends e join giving.unknown_money u on u.id = e.unknown_id
              left join giving.voids v on v.gift_id = e.gift_id
             where u.import_id = ${importId} and v.gift_id is null) as settled`.execute(tx.db)
  if (!rows[0]) throw new Error('an aggregate always answers one row')
  return rows[0]
}
