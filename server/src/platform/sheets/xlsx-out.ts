import type { Cell } from './cells.ts'
import { content, SHEET_HEAD, STYLE, workbookParts } from './xlsx-parts.ts'
import { type Part, zip } from './zip-out.ts'

/** A sheet to be written; rows are asked for as they are packed, so a workbook of any length takes little memory. */
export interface SheetOut {
  readonly title: string
  readonly headings: readonly string[]
  /** Width of each column in characters. */
  readonly widths: readonly number[]
  readonly rows: AsyncIterable<readonly (readonly (Cell | undefined)[])[]>
  /** Texts wrap and nothing is filtered: for pages of explanation. */
  readonly note?: true
}

/** A workbook, piece by piece. */
export function xlsxFile(sheets: readonly SheetOut[]): AsyncGenerator<Buffer> {
  const parts: Part[] = sheets.map((sheet, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: worksheet(sheet),
  }))
  return zip([...workbookParts(sheets.map(({ title }) => title)), ...parts])
}

async function* worksheet({ headings, widths, rows, note }: SheetOut): AsyncGenerator<string> {
  yield `${SHEET_HEAD}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>${rowXml(headings.map(textCell), 1, STYLE.heading)}`
  let number = 1
  for await (const batch of rows) {
    const first = number + 1
    number += batch.length
    yield batch.map((cells, at) => rowXml(cells, first + at, note ? STYLE.note : STYLE.text)).join('')
  }
  const filter = note ? '' : `<autoFilter ref="A1:${columnName(headings.length - 1)}${number}"/>`
  yield `</sheetData>${filter}</worksheet>`
}

export const textCell = (text: string): Cell => ({ kind: 'text', text })

const rowXml = (cells: readonly (Cell | undefined)[], number: number, style: number): string =>
  `<row r="${number}">${cells.map((cell, at) => (cell ? cellXml(cell, columnName(at) + number, style) : '')).join('')}</row>`

function cellXml(cell: Cell, place: string, style: number): string {
  if (cell.kind === 'text')
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${content(cell.text)}</t></is></c>`
  const value = 'number' in cell ? cell.number : cell.serial
  return `<c r="${place}" s="${STYLE[cell.kind]}"><v>${value}</v></c>`
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}
