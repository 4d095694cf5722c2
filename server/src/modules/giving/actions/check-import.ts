import { sql } from 'kysely'
import type { JobContext } from '#platform/jobs/worker.ts'
import type { Tx } from '#platform/pg/db.ts'
import { OpenQuote } from '#platform/sheets/index.ts'
import { decideUnknown } from '../logic/decide-unknown.ts'
import { problemOf } from '../logic/judge-row.ts'
import { decider } from '../queries/decider.ts'
import { writeErrors } from '../queries/import-errors.ts'
import { openImportFile } from '../queries/sealed-file.ts'
import { judgedChunks, MOST_ROWS, rowFacts } from './read-rows.ts'
import {
  type Chunk,
  type Counts,
  countRows,
  faultsOf,
  NO_COUNTS,
  type SortedRow,
  saveCounts,
  sortRows,
} from './sort-rows.ts'

/** More wrong rows than this are counted but no longer listed: nobody mends them one by one. */
const MOST_ERRORS = 10_000

/**
 * Goes through a whole file and writes down what is wrong with which row, and what loading it would do. Records no
 * gift. Run again, it starts anew and comes to the same end.
 */
export async function checkImport(
  context: Pick<JobContext, 'transact'>,
  { importId }: { importId: string },
): Promise<void> {
  const file = await context.transact(async (tx) => {
    const opened = await openImportFile(tx, importId)
    if (opened.state !== 'checking') return undefined
    await sql`delete from giving.import_errors where import_id = ${importId}`.execute(tx.db)
    return { ...opened, facts: await rowFacts(tx, opened) }
  })
  if (!file) return
  let counts = NO_COUNTS
  try {
    for await (const { rows, tooMany } of judgedChunks(file.content, file.facts)) {
      if (tooMany) return context.transact((tx) => fail(tx, importId, 'giving.too_many_rows', { most: MOST_ROWS }))
      const chunk = { importId, hostId: file.hostId, rows, before: counts }
      counts = await context.transact((tx) => checkChunk(tx, chunk))
    }
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error
    return context.transact((tx) => fail(tx, importId, 'giving.quote_open', { row: error.row }))
  }
  await context.transact(async (tx) => {
    if (counts.done === 0) return fail(tx, importId, 'giving.file_empty', {})
    // A file of repeats alone would wait to be loaded for ever.
    const state = counts.good + counts.unknown > 0 ? 'checked' : 'nothing_new'
    await sql`update giving.imports set state = ${state}, row_count = ${counts.done}, updated_at = ${tx.now}
      where id = ${importId} and state = 'checking'`.execute(tx.db)
  })
}

async function checkChunk(tx: Tx, chunk: Chunk): Promise<Counts> {
  const decide = await decider(tx)
  const sorted = (await sortRows(tx, chunk)).map((each): SortedRow => {
    if (each.is !== 'fresh' && each.is !== 'unknown') return each
    // A new gift that its fund would refuse today is told now; loading asks again.
    const refused =
      each.is === 'fresh' ? decide(each.gift, each.fund).refused : decideUnknown(each.gift.givenOn, tx.today)
    return refused ? { row: each.row, is: 'bad', problems: [problemOf(refused)] } : each
  })
  if (chunk.before.bad < MOST_ERRORS) await writeErrors(tx, chunk.importId, faultsOf(sorted))
  const counts = countRows(chunk.before, sorted)
  await saveCounts(tx, chunk.importId, counts)
  return counts
}

async function fail(tx: Tx, importId: string, code: string, params: object): Promise<void> {
  await sql`update giving.imports set state = 'failed', problem = ${code}, problem_params = ${JSON.stringify(params)}::jsonb,
    updated_at = ${tx.now} where id = ${importId}`.execute(tx.db)
}
