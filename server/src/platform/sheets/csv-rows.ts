import { Readable } from 'node:stream'
import { parse } from 'csv-parse'

export interface CsvRow {
  /** Line of the table as people count: the heading is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

/** UTF-8 when the bytes are valid UTF-8, else GB18030, the national encoding that older spreadsheet programs save in. */
function decoded(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}

/** A ZIP (XLSX) or anything with NUL bytes is no CSV, whatever it is called. */
export const looksLikeText = (content: Buffer): boolean =>
  !content.subarray(0, 65_536).includes(0) && content.subarray(0, 2).toString('latin1') !== 'PK'

const PIECE = 1 << 16

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}

/**
 * Rows of a CSV file, read as they are asked for; delimiters are guessed from the heading.
 * @param keepEmpty blank lines are rows without cells; else they are skipped and not counted
 */
export async function* csvRows(content: Buffer, { keepEmpty = false } = {}): AsyncGenerator<CsvRow> {
  const text = decoded(content)
  const heading = text.slice(0, text.indexOf('\n') + 1 || text.length)
  const delimiter = [',', '\t', ';'].find((each) => heading.includes(each)) ?? ','
  const parser = Readable.from(pieces(text)).pipe(
    parse({ bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: !keepEmpty }),
  )
  let row = 0
  for await (const cells of parser) {
    row += 1
    yield { row, cells }
  }
}
