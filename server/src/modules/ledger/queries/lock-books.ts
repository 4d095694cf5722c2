import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

export interface LockedBook {
  readonly beginsOn: string
  nextNumber: bigint
}

/**
 * Holds books until the end of the transaction, in the order of their ids, so that two who need the same books wait for
 * each other instead of locking each other out. What is read after this is the newest there is.
 * @throws Refusal ledger.books_not_open when one of them is not there
 */
export async function lockBooks(tx: Tx, books: readonly string[]): Promise<Map<string, LockedBook>> {
  const { rows } = await sql<{ id: string; begins_on: string; next_number: bigint }>`
    select id, begins_on, next_number from ledger.books where id = any(${[...books]}::uuid[])
     order by id for no key update`.execute(tx.db)
  const locked = new Map(rows.map((row) => [row.id, { beginsOn: row.begins_on, nextNumber: row.next_number }]))
  if (books.some((book) => !locked.has(book))) throw refuse('ledger.books_not_open')
  return locked
}
