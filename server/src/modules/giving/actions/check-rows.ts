import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type CsvRow, csvRows } from '#platform/sheets/index.ts'
import { readHeadings } from '../logic/import-columns.ts'
import type { RowProblem } from '../logic/import-row.ts'
import { type Judged, judgeRow, type RowFacts } from '../logic/judge-row.ts'
import { indexFunds } from '../logic/match-fund.ts'
import { fundsOfHost, type GiftFund } from '../queries/funds.ts'

export const MOST_ROWS = 100_000
/** Rows handled in one transaction: large enough to be quick, small enough that a kill costs little. */
export const CHUNK = 1000

export interface NumberedRow {
  readonly row: number
  readonly judged: Judged<GiftFund>
}

/** What rows of this file are judged by. The heading was read at upload, so it is whole here. */
export async function rowFacts(tx: Tx, hostId: string, content: Buffer): Promise<RowFacts<GiftFund>> {
  const heading = (await csvRows(content).next()).value as CsvRow | undefined
  const headings = readHeadings(heading?.cells ?? [])
  if ('missing' in headings) throw new Error('a file without its columns was kept')
  return {
    layout: headings.layout,
    width: heading?.cells.length ?? 0,
    funds: indexFunds(await fundsOfHost(tx, hostId)),
    today: tx.today,
  }
}

/** The file's rows in chunks, judged one by one; an order number used twice in the file is wrong the second time. */
export async function* judgedChunks(
  content: Buffer,
  facts: RowFacts<GiftFund>,
): AsyncGenerator<{ rows: NumberedRow[]; tooMany: boolean }> {
  const firstUse = new Map<string, number>()
  let rows: NumberedRow[] = []
  let count = 0
  for await (const { row, cells } of csvRows(content)) {
    if (row === 1) continue
    count += 1
    if (count > MOST_ROWS) {
      yield { rows, tooMany: true }
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

function onlyOnce(judged: Judged<GiftFund>, row: number, firstUse: Map<string, number>): Judged<GiftFund> {
  if (judged.problems) return judged
  const before = firstUse.get(judged.row.orderNo)
  if (before !== undefined) return { problems: [{ column: 'order', code: 'row_order_twice', params: { row: before } }] }
  firstUse.set(judged.row.orderNo, row)
  return judged
}

export interface RowFault {
  readonly row: number
  readonly problem: RowProblem
}

export async function writeErrors(tx: Tx, importId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ row, problem }) => ({
    import_id: importId,
    row,
    column_name: problem.column,
    code: `giving.${problem.code}`,
    params: problem.params,
  }))
  await sql`insert into giving.import_errors
    select * from json_populate_recordset(null::giving.import_errors, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(tx.db)
}

export interface Counts {
  done: number
  good: number
  repeated: number
  bad: number
  amountFen: bigint
}

export const noCounts = (): Counts => ({ done: 0, good: 0, repeated: 0, bad: 0, amountFen: 0n })

export async function saveCounts(tx: Tx, importId: string, counts: Counts): Promise<void> {
  await sql`update giving.imports set done_count = ${counts.done}, good_count = ${counts.good},
      repeated_count = ${counts.repeated}, bad_count = ${counts.bad}, amount_fen = ${counts.amountFen}, updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
}
