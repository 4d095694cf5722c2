import { Readable } from 'node:stream'
import { type ColumnChoiceSent, columnChoice, type GiftImport, type RowError } from '@shanju/contract/giving/shapes.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { checkImport } from './actions/check-import.ts'
import { chooseColumns } from './actions/choose-columns.ts'
import { loadImport } from './actions/load-import.ts'
import { keepImport, readUpload } from './actions/receive-file.ts'
import { startLoading } from './actions/start-loading.ts'
import { startUndo, undoImport } from './actions/undo-import.ts'
import { getImport, listImportErrors } from './queries/imports.ts'

export const HEADING = '订单号,基金名称,区划代码,金额(元),捐赠日期,渠道,捐赠人,公示方式,用途,备注'

/** One row under HEADING; what is not said is right. */
export const csvRow = (order: string, more: Partial<Record<keyof typeof RIGHT, string>> = {}): string =>
  [order, ...Object.values({ ...RIGHT, ...more })].join(',')

const RIGHT = {
  fund: '',
  division: '150602001',
  amount: '12.34',
  day: '2026-11-20',
  channel: '微信',
  donor: '乌云毕力格',
  shown: '隐名',
  purpose: '',
  note: '',
}

export const csvFile = (...rows: string[]): Buffer => Buffer.from(`${[HEADING, ...rows].join('\r\n')}\r\n`)

/** What the routes and the jobs do with a file, one step at a time and without a worker. */
export function importer(fresh: FreshDatabase, hostId: string) {
  const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
  const context = { transact: act }
  const look = (id: string): Promise<GiftImport> => act((tx) => getImport(tx, id, 'zh'))
  const start = (id: string, goodRowsOnly = false) =>
    act((tx) => startLoading(tx, SETUP, { importId: id, goodRowsOnly }))
  return {
    look,
    start,
    async keep(content: Buffer): Promise<string> {
      const table = await readUpload(Readable.from([content]))
      return (await act((tx) => keepImport(tx, SETUP, { hostId, fileName: 'gifts.csv', table }))).id
    },
    columns: (id: string, choice: ColumnChoiceSent) =>
      act((tx) => chooseColumns(tx, SETUP, id, columnChoice.parse(choice), { check: false })),
    undo: (id: string, reason = '整份文件有误') => act((tx) => startUndo(tx, SETUP, id, reason)),
    async takeBack(id: string, through = context): Promise<GiftImport> {
      await undoImport(through, { importId: id, personId: null })
      return look(id)
    },
    async check(id: string, through = context): Promise<GiftImport> {
      await checkImport(through, { importId: id })
      return look(id)
    },
    async load(id: string, through = context): Promise<GiftImport> {
      await loadImport(through, { importId: id, personId: null })
      return look(id)
    },
    async all(content: Buffer, goodRowsOnly = false): Promise<GiftImport> {
      const id = await this.keep(content)
      const checked = await this.check(id)
      if (checked.state !== 'checked') return checked
      await start(id, goodRowsOnly)
      return this.load(id)
    },
    errors: async (id: string): Promise<RowError[]> => {
      const query = { page: 1, pageSize: 200 }
      return (await act((tx) => listImportErrors(tx, { params: { id }, query, body: undefined }, 'zh'))).items
    },
    /** Runs like the real one, but dies after so many transactions, committed or not. */
    dying(after: number, moment: 'before the commit' | 'after the commit') {
      let left = after
      return {
        async transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
          left -= 1
          if (left > 0) return act(work)
          if (moment === 'after the commit') await act(work)
          else await act((tx) => work(tx).then(() => Promise.reject(new Error('killed')))).catch(() => {})
          throw new Error('killed')
        },
      }
    },
  }
}
