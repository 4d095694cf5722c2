import { Readable } from 'node:stream'
import type { Paper, PaperCell } from '#platform/kit/paper.ts'
import { moneyCell } from './cells.ts'
import { inert } from './inert.ts'
import { columnName } from './xlsx-out.ts'
import { content, FORM_STYLE, SHEET_HEAD, workbookParts } from './xlsx-parts.ts'
import { zip } from './zip-out.ts'

/** A form as a workbook of one sheet: ruled, merged and set to print on the width of one page. */
export const formBook = (paper: Paper): Readable =>
  Readable.from(zip([...workbookParts([paper.title]), { name: 'xl/worksheets/sheet1.xml', content: sheetXml(paper) }]))

interface Placed {
  readonly row: number
  readonly column: number
  readonly style: number
  readonly value: string
  readonly across: number
  readonly down: number
}

function sheetXml(paper: Paper): string {
  const cells = placed(paper)
  const rows = [...Map.groupBy(cells, ({ row }) => row)].sort(([a], [b]) => a - b)
  const merges = cells.filter(({ across, down }) => across > 1 || down > 1)
  const place = (row: number, column: number): string => `${columnName(column)}${row}`
  return [
    SHEET_HEAD,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews>',
    `<cols>${paper.widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
    ...rows.map(([row, own]) => {
      const line = own
        .flatMap((cell) => covered(cell))
        .filter((cell) => cell.row === row)
        .sort((a, b) => a.column - b.column)
        .map((cell) => `<c r="${place(cell.row, cell.column)}" s="${cell.style}"${cell.value}</c>`)
      return `<row r="${row}"${row === 1 ? ' ht="28" customHeight="1"' : ''}>${line.join('')}</row>`
    }),
    '</sheetData>',
    merges.length > 0
      ? `<mergeCells>${merges
          .map(
            (m) => `<mergeCell ref="${place(m.row, m.column)}:${place(m.row + m.down - 1, m.column + m.across - 1)}"/>`,
          )
          .join('')}</mergeCells>`
      : '',
    '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${paper.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/></worksheet>`,
  ].join('')
}

/** Merged cells keep their rules only when each of them bears the style. */
const covered = (cell: Placed): Placed[] =>
  Array.from({ length: cell.across }, (_, at) => (at === 0 ? cell : { ...cell, column: cell.column + at, value: '>' }))

const text = (value: string): string =>
  value === '' ? '>' : ` t="inlineStr"><is><t xml:space="preserve">${content(inert(value))}</t></is>`

function placed(paper: Paper): Placed[] {
  const columns = paper.widths.length
  const whole = (row: number, value: string, style: number): Placed => ({
    ...{ row, column: 0, style, value: text(value), across: columns, down: 1 },
  })
  const [left, middle, right] = paper.caption
  const third = Math.max(1, Math.floor(columns / 3))
  const caption: Placed[] = [
    { row: 3, column: 0, style: FORM_STYLE.left, value: text(left), across: third, down: 1 },
    {
      row: 3,
      column: third,
      style: FORM_STYLE.centre,
      value: text(middle),
      across: Math.max(1, columns - 2 * third),
      down: 1,
    },
    { row: 3, column: columns - third, style: FORM_STYLE.right, value: text(right), across: third, down: 1 },
  ]
  const firstRow = 4 + paper.heads.length
  return [
    whole(1, paper.title, FORM_STYLE.title),
    whole(2, paper.number, FORM_STYLE.right),
    ...caption,
    ...headCells(paper),
    ...paper.rows.flatMap((row, at) => row.map((cell, column) => bodyCell(cell, firstRow + at, column))),
    ...paper.foot.map((line, at) => whole(firstRow + paper.rows.length + at, line, FORM_STYLE.left)),
  ]
}

/** Heads of several rows: a cell takes the first place that none above it covers. */
function headCells({ heads }: Paper): Placed[] {
  const taken = new Set<string>()
  return heads.flatMap((cells, at) => {
    let column = 0
    return cells.flatMap(({ text: value, across = 1, down = 1 }) => {
      while (taken.has(`${at} ${column}`)) column += 1
      for (let row = at; row < at + down; row += 1)
        for (let next = column; next < column + across; next += 1) taken.add(`${row} ${next}`)
      const head = { row: 4 + at, column, style: FORM_STYLE.head, value: text(value), across, down }
      const below = Array.from({ length: down - 1 }, (_, n) => ({
        ...{ ...head, row: head.row + n + 1, value: '>', across: 1, down: 1 },
      }))
      column += across
      return [head, ...below]
    })
  })
}

function bodyCell(cell: PaperCell, row: number, column: number): Placed {
  const strong = cell.strong ?? false
  if ('text' in cell) {
    const level = Math.min(cell.level ?? 0, 2)
    const style = (strong ? FORM_STYLE.strong : FORM_STYLE.text) + level
    return { row, column, style, value: text(cell.text), across: 1, down: 1 }
  }
  const money = moneyCell(cell.fen)
  const style = strong || cell.zero ? FORM_STYLE.strongMoney : FORM_STYLE.money
  const value =
    money === undefined
      ? '>'
      : money.kind === 'text'
        ? text(money.text)
        : `><v>${'number' in money ? money.number : ''}</v>`
  return { row, column, style, value, across: 1, down: 1 }
}
