import { sql } from 'kysely'
import type { JobContext } from '#platform/jobs/worker.ts'
import type { Tx } from '#platform/pg/db.ts'
import { findOrders } from '../queries/orders.ts'
import { openImportFile } from '../queries/sealed-file.ts'
import {
  type Counts,
  judgedChunks,
  MOST_ROWS,
  type NumberedRow,
  noCounts,
  type RowFault,
  rowFacts,
  saveCounts,
  writeErrors,
} from './check-rows.ts'

/** More wrong rows than this are counted but no longer listed: nobody mends them one by one. */
const MOST_ERRORS = 10_000

/**
 * Goes through a whole file and writes down what is wrong with which row, and what loading it would do. Records no
 * gift. Run again, it starts anew and comes to the same end.
 */
export async function checkImport(context: Pick<JobContext, 'transact'>, { importId }: { importId: string }): Promise<void> {
  const { hostId, content, facts } = await context.transact(async (tx) => {
    const file = await openImportFile(tx, importId)
    await sql`delete from giving.import_errors where import_id = ${importId}`.execute(tx.db)
    return { ...file, facts: await rowFacts(tx, file.hostId, file.content) }
  })
  const counts = noCounts()
  for await (const { rows, tooMany } of judgedChunks(content, facts)) {
    if (tooMany) return context.transact((tx) => fail(tx, importId, 'giving.too_many_rows', { most: MOST_ROWS }))
    await context.transact((tx) => checkChunk(tx, { importId, hostId, rows, counts }))
  }
  await context.transact(async (tx) => {
    if (counts.done === 0) return fail(tx, importId, 'giving.file_empty', {})
    await sql`update giving.imports set state = 'checked', row_count = ${counts.done}, updated_at = ${tx.now}
      where id = ${importId} and state = 'checking'`.execute(tx.db)
  })
}

interface Chunk {
  readonly importId: string
  readonly hostId: string
  readonly rows: readonly NumberedRow[]
  readonly counts: Counts
}

async function checkChunk(tx: Tx, { importId, hostId, rows, counts }: Chunk): Promise<void> {
  const orders = rows.flatMap(({ judged }) => (judged.problems ? [] : [judged.row.orderNo]))
  const known = await findOrders(tx, hostId, orders)
  const faults: RowFault[] = []
  for (const { row, judged } of rows) {
    counts.done += 1
    const before = judged.problems ? undefined : known.get(judged.row.orderNo)
    if (judged.problems) {
      counts.bad += 1
      faults.push(...judged.problems.map((problem) => ({ row, problem })))
    } else if (before && before.amountFen !== judged.row.amountFen) {
      counts.bad += 1
      faults.push({ row, problem: { column: 'order', code: 'row_order_with_other_amount', params: {} } })
    } else if (before) counts.repeated += 1
    else {
      counts.good += 1
      counts.amountFen += judged.row.amountFen
    }
  }
  if (counts.bad <= MOST_ERRORS) await writeErrors(tx, importId, faults)
  await saveCounts(tx, importId, counts)
}

async function fail(tx: Tx, importId: string, code: string, params: object): Promise<void> {
  await sql`update giving.imports set state = 'failed', problem = ${code}, problem_params = ${JSON.stringify(params)}::jsonb,
    updated_at = ${tx.now} where id = ${importId}`.execute(tx.db)
}
