import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import type { Job } from '#platform/jobs/worker.ts'
import { traceBooks } from './actions/trace-books.ts'
import { TRACE } from './queries/job-names.ts'

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

export const jobs = [traceOne, traceAll] satisfies readonly Job<never>[]
/** Every night at 02:20 in Shanghai; times of a schedule are UTC. */
export const schedule = [{ task: traceAll.name, match: '20 18 * * *' }] as const
