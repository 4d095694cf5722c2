import { COLUMNS, type Column, SAID_COLUMNS, type SaidColumn } from '@shanju/contract/giving/vocab.ts'
import type { Language } from '@shanju/contract/kit/language.ts'

/** The headings under which platforms, banks and clerks write each column; read without asking anybody. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  order: ['订单号', '交易单号', '流水号', '捐赠编号', 'order', 'order_no', 'orderno'],
  fund: ['基金', '基金名称', '社区基金', 'fund'],
  division: ['区划代码', '行政区划代码', '社区代码', 'division', 'division_code'],
  amount: ['金额', '捐赠金额', '金额(元)', '捐赠金额(元)', 'amount', 'amount_yuan'],
  day: ['日期', '捐赠日期', '交易日期', 'date', 'day', 'given_on'],
  channel: ['渠道', '支付方式', '捐赠方式', 'channel'],
  donor: ['捐赠人', '捐赠人姓名', '姓名', '捐赠方', 'donor', 'donor_name', 'name'],
  kind: ['捐赠人类型', '捐赠人类别', '捐赠者类型', 'donor_kind', 'kind'],
  shown: ['公示方式', '公示', 'shown'],
  purpose: ['用途', '捐赠用途', 'purpose'],
  receipt: ['票据号', '捐赠票据号', '票据号码', '票据', 'receipt', 'receipt_no', 'receipt_number'],
  note: ['备注', 'note', 'remark'],
}

/** Parts of other headings that suggest a column; only suggested, for whoever says which column is which. */
const HINTS: readonly (readonly [SaidColumn, RegExp])[] = [
  ['outgoing', /借方|支出|付款金额|debit|outgoing|withdraw/],
  ['amount', /贷方|收入|金额|发生额|credit|amount|deposit/],
  ['order', /流水|订单|单号|凭证号|serial|reference|order/],
  ['day', /日期|时间|date|time/],
  ['donor', /对方.*(户名|名称)|付款(人|方)|户名|捐赠人|payer|donor/],
  ['fund', /基金|fund/],
  ['receipt', /票据|receipt/],
  ['note', /附言|摘要|用途|备注|remark|memo|note/],
]

/** Always needed; and one of fund and division, to say where the money goes. */
const NEEDED: readonly Column[] = ['order', 'amount', 'day']

/** Where each column stands in a row, from 0. */
export type Layout = Readonly<Partial<Record<SaidColumn, number>>>

type Headings =
  | { readonly layout: Layout; readonly refused?: undefined }
  | { readonly refused: { readonly code: 'column_missing' | 'column_twice'; readonly columns: readonly string[] } }

/**
 * Where each column stands; or the headings that are missing (as a clerk would write them), or those of which two mean
 * the same: which of two sums of money is the gift is not ours to guess.
 */
export function readHeadings(cells: readonly string[]): Headings {
  const { layout, twice } = known(cells)
  const missing = missingColumns(layout, false)
  if (missing.length > 0) return { refused: { code: 'column_missing', columns: missing } }
  return twice.length > 0 ? { refused: { code: 'column_twice', columns: twice } } : { layout }
}

/** Headings of the columns without which no row can be read. @param placed the fund of all rows is said otherwise */
export function missingColumns(layout: Layout, placed: boolean): string[] {
  const missing = NEEDED.filter((column) => layout[column] === undefined).map((column) => HEADINGS[column][0] ?? column)
  if (layout.fund === undefined && layout.division === undefined && !placed)
    missing.push(`${HEADINGS.fund[0]}/${HEADINGS.division[0]}`)
  return missing
}

/** The headings of a file to fill in. */
export const templateHeadings = (language: Language): string[] =>
  COLUMNS.map((column) => (language === 'zh' ? (HEADINGS[column][0] ?? column) : column))

/** How many of the usual headings stand in a row. */
export const knownCount = (cells: readonly string[]): number => Object.keys(known(cells).layout).length

/** The columns as their headings suggest them: the usual ones, and the likeliest of those left. */
export function suggestedLayout(cells: readonly string[]): Layout {
  const layout: Partial<Record<SaidColumn, number>> = { ...known(cells).layout }
  for (const [column, pattern] of HINTS) {
    if (layout[column] !== undefined) continue
    const at = cells.findIndex((cell, index) => pattern.test(plain(cell)) && !Object.values(layout).includes(index))
    if (at >= 0) layout[column] = at
  }
  return Object.fromEntries(
    SAID_COLUMNS.flatMap((column) => (layout[column] === undefined ? [] : [[column, layout[column]]])),
  )
}

function known(cells: readonly string[]): { layout: Partial<Record<Column, number>>; twice: string[] } {
  const layout: Partial<Record<Column, number>> = {}
  const twice: string[] = []
  for (const [index, cell] of cells.entries()) {
    const column = COLUMNS.find((each) => HEADINGS[each].includes(plain(cell)))
    if (column && layout[column] !== undefined) twice.push(cell.trim())
    else if (column) layout[column] = index
  }
  return { layout, twice }
}

/** A heading however it was typed: width, case and blanks do not make another one. */
export const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\uFEFF]/g, '')
