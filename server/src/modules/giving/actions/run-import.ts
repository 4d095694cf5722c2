import type { Readable } from 'node:stream'
import {
  type ColumnChoice,
  type ColumnChoiceSent,
  columnChoice,
  type GiftImport,
  type RowError,
} from '@shanju/contract/giving/shapes.ts'
import type { SaidColumn } from '@shanju/contract/giving/vocab.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { plain } from '../logic/import-columns.ts'
import { getImport, listImportErrors } from '../queries/imports.ts'
import { checkImport } from './check-import.ts'
import { chooseColumns } from './choose-columns.ts'
import { loadImport } from './load-import.ts'
import { keepImport, type ReadTable, readUpload } from './receive-file.ts'
import { startLoading } from './start-loading.ts'

export interface ImportOrder {
  readonly hostId: string
  readonly fileName: string
  readonly body: Readable
  /** Which heading stands for which column, for files whose headings are not known. */
  readonly columns?: Readonly<Partial<Record<SaidColumn, string>>> | undefined
  /** Beside the columns, how the rows are to be read. */
  readonly reading?: Partial<Omit<ColumnChoiceSent, 'headingRow' | 'columns'>>
  /** What to do once the file is checked. */
  readonly load: 'nothing' | 'good_rows' | 'if_all_good'
  progress(stage: 'checking' | 'loading', done: number, total: number | undefined): void
}

export interface ImportResult {
  readonly counts: GiftImport
  readonly errors: readonly RowError[]
  readonly loaded: boolean
}

const SYSTEM = { kind: 'system', name: 'shanju import' } as const
const SHOWN_ERRORS = 200
/** If this command is killed, the server's job takes over after so long; else it finds nothing left to do. */
const TAKEN_OVER_AFTER_MS = 15 * 60_000

/** Checks and loads a file at once, for the command line: the same steps as in the console. */
export async function runImport(database: Database, order: ImportOrder): Promise<ImportResult> {
  const table = await readUpload(order.body)
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transact('shanju import', work)
  const look = (): Promise<GiftImport> => transact((tx) => getImport(tx, importId, 'zh'))
  const importId = await transact(async (tx) => {
    const { id } = await keepImport(tx, SYSTEM, { ...order, table })
    if (order.columns) await chooseColumns(tx, SYSTEM, id, choiceOf(order, table), { check: false })
    return id
  })
  const context = (stage: 'checking' | 'loading', total?: number): Pick<JobContext, 'transact'> => ({
    async transact(work) {
      const result = await transact(work)
      order.progress(stage, (await look()).doneCount, total)
      return result
    },
  })
  // A file whose columns nobody said is left as it is; its problem says what is missing.
  await checkImport(context('checking'), { importId })
  const checked = await look()
  const mayLoad = order.load === 'good_rows' || (order.load === 'if_all_good' && checked.badCount === 0)
  const loaded = checked.state === 'checked' && mayLoad
  if (loaded) {
    await transact((tx) => {
      const runAt = new Date(tx.now.getTime() + TAKEN_OVER_AFTER_MS)
      return startLoading(tx, SYSTEM, { importId, goodRowsOnly: order.load === 'good_rows', runAt })
    })
    await loadImport(context('loading', checked.rowCount ?? undefined), { importId, personId: null })
  }
  return transact(async (tx) => {
    const query = { page: 1, pageSize: SHOWN_ERRORS }
    const errors = await listImportErrors(tx, { params: { id: importId }, query, body: undefined }, 'zh')
    return { counts: await getImport(tx, importId, 'zh'), errors: errors.items, loaded }
  })
}

/** @throws Refusal giving.headings_not_found */
function choiceOf({ columns = {}, reading = {} }: ImportOrder, { rows }: ReadTable): ColumnChoice {
  const wanted = Object.values(columns).map(plain)
  const heading = rows.find(({ cells }) => wanted.every((each) => cells.some((cell) => plain(cell) === each)))
  if (!heading) throw refuse('giving.headings_not_found', { columns: Object.values(columns).join('、') })
  return columnChoice.parse({
    headingRow: heading.row,
    columns: Object.fromEntries(
      Object.entries(columns).map(([column, name]) => [
        column,
        heading.cells.findIndex((cell) => plain(cell) === plain(name)),
      ]),
    ),
    incomingOnly: columns.outgoing !== undefined,
    ...reading,
  })
}
