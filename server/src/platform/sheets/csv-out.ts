import { stringify } from 'csv-stringify/sync'
import type { Cell, Sheet } from './cells.ts'
import { inert } from './inert.ts'

/** Spreadsheet programs read UTF-8 as such only behind this mark. */
const BOM = '\uFEFF'

/** A list as CSV: UTF-8 with BOM, CRLF, commas; money and days plain. */
export async function* csvFile<Row>(sheet: Sheet<Row>, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + lines([sheet.headings]))
  for await (const rows of batches) {
    if (rows.length > 0) yield Buffer.from(lines(rows.map((row) => sheet.cells(row).map(plain))))
  }
}

/** Small tables of ours as CSV; what people typed is made inert. */
export const csvText = (rows: readonly (readonly string[])[]): string => BOM + lines(rows.map((row) => row.map(inert)))

const lines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows' },
  )

function plain(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  return 'number' in cell ? cell.number : cell.text
}
