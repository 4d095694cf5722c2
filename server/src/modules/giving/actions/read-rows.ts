import type { Tx } from '#platform/pg/db.ts'
import { csvRows, firstRow } from '#platform/sheets/index.ts'
import { readHeadings } from '../logic/import-columns.ts'
import { type Judged, judgeRow, type RowFacts } from '../logic/judge-row.ts'
import { indexFunds } from '../logic/match-fund.ts'
import { divisionCodes, fundsOfHost, type HostFund } from '../queries/funds.ts'

export const MOST_ROWS = 100_000
/** Rows handled in one transaction: large enough to be quick, small enough that a kill costs little. */
const CHUNK = 1000

export interface NumberedRow {
  readonly row: number
  readonly judged: Judged<HostFund>
}

/** What rows of this file are judged by. The heading was read at upload, so it is whole here. */
export async function rowFacts(tx: Tx, hostId: string, content: Buffer): Promise<RowFacts<HostFund>> {
  const heading = await firstRow(content)
  const headings = readHeadings(heading?.cells ?? [])
  if (headings.refused) throw new Error('a file without its columns was kept')
  return {
    layout: headings.layout,
    width: heading?.cells.length ?? 0,
    funds: indexFunds(await fundsOfHost(tx, hostId), await divisionCodes(tx)),
  }
}

/**
 * The file's rows in chunks, judged one by one; an order number used twice in the file is wrong the second time. Ends
 * with an empty chunk marked `tooMany` where the file has more rows than one may.
 * @throws OpenQuote
 */
export async function* judgedChunks(
  content: Buffer,
  facts: RowFacts<HostFund>,
): AsyncGenerator<{ rows: readonly NumberedRow[]; tooMany: boolean }> {
  const firstUse = new Map<string, number>()
  let rows: NumberedRow[] = []
  let count = -1
  for await (const { row, cells } of csvRows(content)) {
    count += 1
    // The heading.
    if (count === 0) continue
    if (count > MOST_ROWS) {
      yield { rows: [], tooMany: true }
      return
    }
    rows.push({ row, judged: onlyOnce(judgeRow(cells, facts), row, firstUse) })
    if (rows.length === CHUNK) {
      yield { rows, tooMany: false }
      rows = []
    }
  }
  if (rows.length > 0) yield { rows, tooMany: false }
}

function onlyOnce(judged: Judged<HostFund>, row: number, firstUse: Map<string, number>): Judged<HostFund> {
  if (judged.problems) return judged
  const before = firstUse.get(judged.row.orderNo)
  if (before !== undefined) return { problems: [{ column: 'order', code: 'row_order_twice', params: { row: before } }] }
  firstUse.set(judged.row.orderNo, row)
  return judged
}
