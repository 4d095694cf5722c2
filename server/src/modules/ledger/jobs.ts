import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import type { Job } from '#platform/jobs/worker.ts'
import { archiveMonth } from './actions/archive-month.ts'
import { closeDays } from './actions/close-days.ts'
import { traceBooks } from './actions/trace-books.ts'
import { ARCHIVE_MONTH, DAY_CLOSE, TRACE } from './queries/job-names.ts'

const traceOne: Job<{ bookId: string }> = {
  name: TRACE,
  run: (context, { bookId }) => traceBooks(context, bookId),
}

/** Gifts alone start no tracing; taking them in at night leaves less to do when they are spent. */
const traceAll: Job = {
  name: 'ledger.trace_all',
  run: ({ transact }) =>
    transact(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select b.id from ledger.books b left join ledger.traced t on t.book_id = b.id
         where b.next_number - 1 > coalesce(t.number, 0) order by b.id`.execute(tx.db)
      for (const { id } of rows) await addJob(tx, TRACE, { bookId: id }, { key: `${TRACE} ${id}` })
    }),
}

const dayClose: Job = { name: DAY_CLOSE, run: closeDays }
const archive: Job<{ book: string; month: string }> = { name: ARCHIVE_MONTH, run: archiveMonth }

export const jobs = [traceOne, traceAll, dayClose, archive] satisfies readonly Job<never>[]
/** Shanghai nights, in UTC: vouchers of the day that is over at 00:30, sources of spending at 02:20. */
export const schedule = [
  { task: DAY_CLOSE, match: '30 16 * * *' },
  { task: traceAll.name, match: '20 18 * * *' },
] as const
