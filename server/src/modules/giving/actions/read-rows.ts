import type { Tx } from '#platform/pg/db.ts'
import { csvRows, uninert } from '#platform/sheets/index.ts'
import { type Judged, judgeRow, type RowFacts, wrong } from '../logic/judge-row.ts'
import { indexFunds } from '../logic/match-fund.ts'
import type { Plan } from '../logic/plan.ts'
import { divisionCodes, fundsOfHost, type HostFund } from '../queries/funds.ts'

export const MOST_ROWS = 100_000
/** Rows handled in one transaction: large enough to be quick, small enough that a kill costs little. */
const CHUNK = 1000

export interface NumberedRow {
  readonly row: number
  readonly judged: Judged<HostFund>
}

/** What rows of this file are judged by. A file without a plan waits for one and is not read. */
export async function rowFacts(
  tx: Tx,
  { hostId, plan }: { readonly hostId: string; readonly plan: Plan | undefined },
): Promise<RowFacts<HostFund>> {
  if (!plan) throw new Error('a file is read whose columns nobody said')
  return { plan, funds: indexFunds(await fundsOfHost(tx, hostId), await divisionCodes(tx)) }
}

/**
 * The file's rows in chunks, judged one by one; an order or receipt number used twice in the file is wrong the second time. Ends
 * with an empty chunk marked `tooMany` where the file has more rows than one may.
 * @throws OpenQuote
 */
export async function* judgedChunks(
  content: Buffer,
  facts: RowFacts<HostFund>,
): AsyncGenerator<{ rows: readonly NumberedRow[]; tooMany: boolean }> {
  const firstUse: FirstUse = { order: new Map(), receipt: new Map() }
  let rows: NumberedRow[] = []
  let count = 0
  for await (const { row, cells } of csvRows(content)) {
    // The heading, and what stands above it.
    if (row <= facts.plan.headingRow) continue
    count += 1
    if (count > MOST_ROWS) {
      yield { rows: [], tooMany: true }
      return
    }
    rows.push({ row, judged: onlyOnce(judgeRow(cells.map(uninert), facts), row, firstUse) })
    if (rows.length === CHUNK) {
      yield { rows, tooMany: false }
      rows = []
    }
  }
  if (rows.length > 0) yield { rows, tooMany: false }
}

/** In which row each number stood first. */
type FirstUse = Readonly<Record<'order' | 'receipt', Map<string, number>>>

function onlyOnce(judged: Judged<HostFund>, row: number, firstUse: FirstUse): Judged<HostFund> {
  if (!('row' in judged)) return judged
  const { orderNo, receipt } = judged.row
  const receiptNo = receipt?.kind === 'issued' ? receipt.receiptNo : undefined
  const before = firstUse.order.get(orderNo)
  if (before !== undefined) return wrong({ column: 'order', code: 'row_order_twice', params: { row: before } })
  const receiptBefore = receiptNo === undefined ? undefined : firstUse.receipt.get(receiptNo)
  if (receiptBefore !== undefined)
    return wrong({ column: 'receipt', code: 'row_receipt_twice', params: { row: receiptBefore } })
  firstUse.order.set(orderNo, row)
  if (receiptNo !== undefined) firstUse.receipt.set(receiptNo, row)
  return judged
}
