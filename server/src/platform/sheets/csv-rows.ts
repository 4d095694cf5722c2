import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'

export interface CsvRow {
  /** Line of the table as people count: the heading is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

/** A quotation mark opens in this row and closes nowhere: all that follows it would be one cell. */
export class OpenQuote extends Error {
  readonly row: number

  constructor(row: number) {
    super(`the quotation mark in row ${row} is never closed`)
    this.name = 'OpenQuote'
    this.row = row
  }
}

/** A ZIP (XLSX) or anything with NUL bytes is no CSV, whatever it is called. */
export const looksLikeText = (content: Buffer): boolean =>
  !content.includes(0) && content.subarray(0, 2).toString('latin1') !== 'PK'

const PIECE = 1 << 16

/**
 * The text, piece by piece, so that a large file is never held twice: UTF-8 when the bytes are valid UTF-8, else GB18030,
 * the national encoding that older spreadsheet programs save in.
 */
function* decoded(content: Buffer): Generator<string> {
  const decoder = new TextDecoder(isUtf8(content) ? 'utf-8' : 'gb18030')
  for (let at = 0; at < content.length; at += PIECE) {
    yield decoder.decode(content.subarray(at, at + PIECE), { stream: true })
  }
  yield decoder.decode()
}

const DELIMITERS = [',', '\t', ';'] as const

/** Lists of banks have a few lines above their heading. */
const LOOKED_AT = 40

/** What stands most often in one of the first lines; a comma when nothing does. */
function delimiterOf(content: Buffer): string {
  const [start = ''] = decoded(content)
  const lines = start.split(/\r\n|\r|\n/, LOOKED_AT)
  const most = (each: string): number => Math.max(...lines.map((line) => line.split(each).length))
  return DELIMITERS.reduce((best, each) => (most(each) > most(best) ? each : best))
}

/**
 * Rows of a CSV file, read as they are asked for and numbered as a spreadsheet numbers them; delimiters are guessed
 * from the heading. Rows without any text are left out, but counted.
 * @param keepEmpty they are kept
 * @throws OpenQuote
 */
export async function* csvRows(content: Buffer, { keepEmpty = false } = {}): AsyncGenerator<CsvRow> {
  const parser = Readable.from(decoded(content)).pipe(
    parse({ bom: true, delimiter: delimiterOf(content), relax_column_count: true, relax_quotes: true }),
  )
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (keepEmpty || cells.some((cell) => cell.trim() !== '')) yield { row, cells }
    }
  } catch (error) {
    // Rows before it that nobody asked for yet are lost with the stream, so the parser says where it stood.
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new OpenQuote(Number(error.records) + 1)
    throw error
  }
}

/** The first rows with any text, at most so many. @throws OpenQuote */
export async function firstRows(content: Buffer, most: number): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const row of csvRows(content)) {
    rows.push(row)
    if (rows.length === most) break
  }
  return rows
}
