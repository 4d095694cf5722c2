import { addDays } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { JobContext } from '#platform/jobs/worker.ts'
import { numberVouchers } from './number-vouchers.ts'

/** Day close: every set of books numbers the vouchers of the days that are over, one transaction each. */
export async function closeDays(context: Pick<JobContext, 'transact'>): Promise<void> {
  const books = await context.transact(async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from ledger.books order by id`.execute(tx.db)
    return rows.map(({ id }) => id)
  })
  for (const book of books) await context.transact((tx) => numberVouchers(tx, book, addDays(tx.today, -1)))
}
