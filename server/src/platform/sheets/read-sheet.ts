import { refuse } from '#platform/kit/refusal.ts'
import { csvRows, looksLikeText } from './csv-rows.ts'
import { uninert } from './inert.ts'
import { eachXlsxRow } from './read-xlsx.ts'
import { type Fault, Faulty } from './unpack.ts'

/** What a file may hold: rows with the heading among them, bytes as sent and, for a workbook, unpacked. */
export interface SheetCaps {
  readonly maxRows: number
  readonly maxBytes: number
}

const MEGABYTE = 1024 * 1024
export const isWorkbook = (content: Buffer): boolean => content.subarray(0, 2).toString('latin1') === 'PK'

/**
 * The table in a file that somebody sent: a workbook (XLSX, its first sheet) or CSV in UTF-8 or GB18030. Row n of the
 * file is element n − 1, empty rows are empty, those at the end are left out. Cells are what a person sees in them:
 * money "1234.50", days "2026-11-23". The apostrophe that our own exports put before a dangerous text is taken off.
 * @throws Refusal platform.sheet_unreadable, platform.sheet_too_large, platform.sheet_too_many_rows
 */
export async function readSheet(content: Buffer, caps: SheetCaps): Promise<string[][]> {
  try {
    const rows = isWorkbook(content) ? await readXlsx(content, caps) : await readCsv(content, caps)
    for (const row of rows) trimEnd(row, (cell) => cell === '')
    trimEnd(rows, (row) => row.length === 0)
    return rows.map((row) => row.map(uninert))
  } catch (error) {
    if (!(error instanceof Faulty)) throw error
    throw refusal(error.fault, caps)
  }
}

async function readXlsx(content: Buffer, caps: SheetCaps): Promise<string[][]> {
  const rows: string[][] = []
  await eachXlsxRow(content, caps, (row) => rows.push(row))
  return rows
}

async function readCsv(content: Buffer, { maxRows, maxBytes }: SheetCaps): Promise<string[][]> {
  if (content.length > maxBytes) throw new Faulty('too_large')
  if (!looksLikeText(content)) throw new Faulty('unreadable')
  const rows: string[][] = []
  try {
    for await (const { cells } of csvRows(content, { keepEmpty: true })) {
      rows.push(cells.map((cell) => cell.trim()))
      if (rows.length > maxRows) throw new Faulty('too_many_rows')
    }
  } catch (error) {
    // A quotation mark that is never closed.
    throw error instanceof Faulty ? error : new Faulty('unreadable')
  }
  return rows
}

export function refusal(fault: Fault, { maxRows, maxBytes }: SheetCaps) {
  if (fault === 'too_large') return refuse('platform.sheet_too_large', { megabytes: Math.floor(maxBytes / MEGABYTE) })
  if (fault === 'too_many_rows') return refuse('platform.sheet_too_many_rows', { most: maxRows })
  return refuse('platform.sheet_unreadable')
}

function trimEnd<T>(all: T[], empty: (each: T) => boolean): void {
  while (all.length > 0 && empty(all.at(-1) as T)) all.pop()
}
