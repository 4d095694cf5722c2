import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Months that are closed at this moment, per set of books. Read it under the lock of the books where it decides. */
export async function closedMonths(tx: Tx, books: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ book: string; month: string }>`
    select book_id as book, month from ledger.month_acts where book_id = any(${[...books]}::uuid[])
     group by book_id, month having count(*) % 2 = 1`.execute(tx.db)
  return new Map(
    [...Map.groupBy(rows, (row) => row.book)].map(([book, own]) => [book, new Set(own.map((row) => row.month))]),
  )
}
