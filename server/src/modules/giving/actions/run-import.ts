import type { Readable } from 'node:stream'
import type { GiftImport, RowError } from '@shanju/contract/giving/shapes.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { getImport, listImportErrors } from '../queries/imports.ts'
import { checkImport } from './check-import.ts'
import { loadImport } from './load-import.ts'
import { keepImport, readUpload } from './receive-file.ts'
import { startLoading } from './start-loading.ts'

export interface ImportOrder {
  readonly hostId: string
  readonly fileName: string
  readonly body: Readable
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
  const content = await readUpload(order.body)
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transact('shanju import', work)
  const look = (): Promise<GiftImport> => transact((tx) => getImport(tx, importId, 'zh'))
  const importId = await transact((tx) => keepImport(tx, SYSTEM, { ...order, content }))
  const context = (stage: 'checking' | 'loading', total?: number): Pick<JobContext, 'transact'> => ({
    async transact(work) {
      const result = await transact(work)
      order.progress(stage, (await look()).doneCount, total)
      return result
    },
  })
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
