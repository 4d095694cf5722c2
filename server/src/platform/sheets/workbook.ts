import { Readable } from 'node:stream'
import { textCell, xlsxFile } from './xlsx-out.ts'

/** A page of texts: a form to fill in, or what there is to know about it. */
export interface Page {
  readonly title: string
  readonly headings: readonly string[]
  /** Of each column in characters. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  readonly note?: true
}

/** A small workbook of our own texts; lists of data go through serveExport, which makes them inert and leaves a trail. */
export const workbook = (pages: readonly Page[]): Readable =>
  Readable.from(xlsxFile(pages.map((page) => ({ ...page, rows: only(page.rows) }))))

async function* only(rows: Page['rows']) {
  yield rows.map((row) => row.map((text) => (text === '' ? undefined : textCell(text))))
}
