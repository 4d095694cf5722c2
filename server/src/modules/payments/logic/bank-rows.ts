/** A bank's statement as a table: which column is what, and each row as a line. Pure; what it refuses is told by row. */
import { parseYuan } from '@shanju/contract/kit/money.ts'

const BANK_COLUMNS = ['day', 'in', 'out', 'amount', 'balance', 'reference', 'counterparty', 'summary'] as const
export type BankColumn = (typeof BANK_COLUMNS)[number]

/** Headings that banks use, in Chinese and plain English; blanks and what stands in brackets do not matter. */
const HEADINGS: Readonly<Record<BankColumn, readonly string[]>> = {
  day: ['交易日期', '记账日期', '入账日期', '日期', '交易时间', 'date', 'day'],
  in: ['收入', '收入金额', '贷方发生额', '贷方金额', '存入', 'in', 'credit'],
  out: ['支出', '支出金额', '借方发生额', '借方金额', '支取', 'out', 'debit'],
  amount: ['金额', '交易金额', '发生额', 'amount'],
  balance: ['余额', '账户余额', '本次余额', 'balance'],
  reference: ['流水号', '交易流水号', '凭证号', '订单号', '商户订单号', '参考号', 'reference', 'order'],
  counterparty: ['对方户名', '对方名称', '对方账户名称', '付款人', '收款人', 'counterparty'],
  summary: ['摘要', '用途', '附言', '备注', 'summary', 'remark'],
}

export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/\s+/g, '')

export type Layout = Partial<Record<BankColumn, number>>

type Read<T> =
  | { readonly refused: { readonly code: 'column_missing' | 'column_twice'; readonly columns: BankColumn[] } }
  | T

/** Where each column stands. Needed: a day, and either one signed amount or what came in and what went out. */
export function readHeadings(
  cells: readonly string[],
): Read<{ readonly refused?: undefined; readonly layout: Layout }> {
  const layout: Layout = {}
  const twice: BankColumn[] = []
  for (const [at, cell] of cells.entries()) {
    const column = BANK_COLUMNS.find((name) => HEADINGS[name].includes(plain(cell)))
    if (!column) continue
    if (layout[column] !== undefined) twice.push(column)
    else layout[column] = at
  }
  if (twice.length > 0) return { refused: { code: 'column_twice', columns: twice } }
  const missing: BankColumn[] = layout.day === undefined ? ['day'] : []
  if (layout.amount === undefined) {
    if (layout.in === undefined) missing.push('in')
    if (layout.out === undefined) missing.push('out')
  }
  return missing.length > 0 ? { refused: { code: 'column_missing', columns: missing } } : { layout }
}

export interface BankRow {
  /** Row of the file, the heading is 1. */
  readonly row: number
  readonly on: string
  readonly fen: bigint
  readonly balanceFen: bigint | null
  readonly reference: string | null
  readonly counterparty: string
  readonly summary: string
}

export interface RowProblem {
  readonly row: number
  readonly code:
    | 'row_day_unreadable'
    | 'row_amount_unreadable'
    | 'row_amount_missing'
    | 'row_before_start'
    | 'row_in_future'
    | 'row_text_too_long'
  readonly value: string
}

const MOST_TEXT = 300
const MOST_REFERENCE = 100

/** @param days the account's first day and today */
export function readRows(
  table: readonly (readonly string[])[],
  layout: Layout,
  days: { readonly startsOn: string; readonly today: string },
): { readonly rows: BankRow[]; readonly problems: RowProblem[] } {
  const rows: BankRow[] = []
  const problems: RowProblem[] = []
  for (const [index, cells] of table.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue
    const read = readRow(cells, layout, days, index + 1)
    if ('code' in read) problems.push(read)
    else rows.push(read)
  }
  return { rows, problems }
}

function readRow(
  cells: readonly string[],
  layout: Layout,
  days: { readonly startsOn: string; readonly today: string },
  row: number,
): BankRow | RowProblem {
  const cell = (column: BankColumn): string => cells[layout[column] ?? -1]?.trim() ?? ''
  const problem = (code: RowProblem['code'], value: string): RowProblem => ({ row, code, value })
  const on = readDay(cell('day'))
  if (!on) return problem('row_day_unreadable', cell('day'))
  if (on < days.startsOn) return problem('row_before_start', on)
  if (on > days.today) return problem('row_in_future', on)
  const fen = amountOf(cell)
  if (fen === undefined) return problem('row_amount_unreadable', cell('amount') || cell('in') || cell('out'))
  if (fen === 0n) return problem('row_amount_missing', '')
  const balance = cell('balance')
  const balanceFen = balance === '' ? null : parseYuan(balance)
  if (balanceFen === undefined) return problem('row_amount_unreadable', balance)
  const [reference, counterparty, summary] = [cell('reference'), cell('counterparty'), cell('summary')]
  if (reference.length > MOST_REFERENCE || counterparty.length > MOST_TEXT || summary.length > MOST_TEXT) {
    return problem('row_text_too_long', String(MOST_TEXT))
  }
  return { row, on, fen, balanceFen, reference: reference || null, counterparty, summary }
}

/** Plus came in, minus went out; a bank leaves the other cell empty or writes 0.00. Undefined: unreadable. */
function amountOf(cell: (column: BankColumn) => string): bigint | undefined {
  if (cell('amount') !== '') return parseYuan(cell('amount'))
  const [came, went] = [cell('in') || '0', cell('out') || '0'].map(parseYuan)
  return came === undefined || went === undefined ? undefined : came - went
}

/** `2026-11-23`, `2026/11/23`, `20261123`, `2026年11月23日`, a time behind it left out; only days that exist. */
export function readDay(text: string): string | undefined {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s].*)?$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const [, year = '', month = '', day = ''] = match
  const plain = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${plain}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(plain) ? plain : undefined
}

/**
 * What makes a row itself, so that a file that comes twice, or overlaps another, brings each line once: the bank's own
 * number; without one, everything it says and the how-manieth of its like it is in the file.
 */
export function namesOf(rows: readonly BankRow[]): string[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    if (row.reference !== null) return `reference ${row.reference}`
    const said = JSON.stringify([row.on, String(row.fen), String(row.balanceFen), row.counterparty, row.summary])
    const nth = (seen.get(said) ?? 0) + 1
    seen.set(said, nth)
    return `row ${said} ${nth}`
  })
}
