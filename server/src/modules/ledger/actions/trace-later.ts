import { addJob } from '#platform/jobs/outbox.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type BalancedEntry, bringsOnly } from '../logic/index.ts'
import { TRACE } from '../queries/job-names.ts'

/** Money that was spent, taken back or moved is traced after the commit; gifts alone wait, and cost nothing here. */
export async function traceLater(tx: Tx, entries: readonly BalancedEntry[]): Promise<void> {
  const books = new Set(entries.flatMap((entry) => (bringsOnly(entry) ? [] : [entry.book])))
  for (const book of books) await addJob(tx, TRACE, { bookId: book }, { key: `${TRACE} ${book}` })
}
