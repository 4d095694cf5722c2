/** The columns a file of gifts may have, and the headings under which platforms, banks and clerks write them. */
export const COLUMNS = [
  'order',
  'fund',
  'division',
  'amount',
  'day',
  'channel',
  'donor',
  'shown',
  'purpose',
  'note',
] as const
export type Column = (typeof COLUMNS)[number]

const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  order: ['订单号', '交易单号', '流水号', '捐赠编号', 'order', 'order_no', 'orderno'],
  fund: ['基金', '基金名称', '社区基金', 'fund'],
  division: ['区划代码', '行政区划代码', '社区代码', 'division', 'division_code'],
  amount: ['金额', '捐赠金额', '金额(元)', '捐赠金额(元)', 'amount', 'amount_yuan'],
  day: ['日期', '捐赠日期', '交易日期', 'date', 'day', 'given_on'],
  channel: ['渠道', '支付方式', '捐赠方式', 'channel'],
  donor: ['捐赠人', '捐赠人姓名', '姓名', '捐赠方', 'donor', 'donor_name', 'name'],
  shown: ['公示方式', '公示', 'shown'],
  purpose: ['用途', '捐赠用途', 'purpose'],
  note: ['备注', 'note', 'remark'],
}

/** Always needed; and one of fund and division, to say where the money goes. */
const NEEDED: readonly Column[] = ['order', 'amount', 'day']

export type Layout = ReadonlyMap<Column, number>

type Headings =
  | { readonly layout: Layout; readonly refused?: undefined }
  | { readonly refused: { readonly code: 'column_missing' | 'column_twice'; readonly columns: readonly string[] } }

/**
 * Where each column stands; or the headings that are missing (as a clerk would write them), or those of which two mean
 * the same: which of two sums of money is the gift is not ours to guess.
 */
export function readHeadings(cells: readonly string[]): Headings {
  const layout = new Map<Column, number>()
  const twice: string[] = []
  for (const [index, cell] of cells.entries()) {
    const column = columnOf(cell)
    if (column && layout.has(column)) twice.push(cell.trim())
    else if (column) layout.set(column, index)
  }
  const missing = NEEDED.filter((column) => !layout.has(column)).map((column) => HEADINGS[column][0] ?? column)
  if (!layout.has('fund') && !layout.has('division')) missing.push(`${HEADINGS.fund[0]}/${HEADINGS.division[0]}`)
  if (missing.length > 0) return { refused: { code: 'column_missing', columns: missing } }
  return twice.length > 0 ? { refused: { code: 'column_twice', columns: twice } } : { layout }
}

function columnOf(cell: string): Column | undefined {
  const plain = cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\uFEFF]/g, '')
  return COLUMNS.find((column) => HEADINGS[column].includes(plain))
}
