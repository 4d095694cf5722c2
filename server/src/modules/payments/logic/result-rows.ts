/** A bank's answer to a file of payments as a table. Pure; what it refuses is told by row. */
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { parseYuan } from '@shanju/contract/kit/money.ts'
import type { BANK_ANSWERS } from '@shanju/contract/payments/vocab.ts'
import { plain, readDay } from './bank-rows.ts'

const RESULT_COLUMNS = ['code', 'answer', 'amount', 'day', 'reference', 'reason'] as const
export type ResultColumn = (typeof RESULT_COLUMNS)[number]
const NEEDED: readonly ResultColumn[] = ['code', 'answer', 'day']

/** Headings that banks use; blanks and what stands in brackets do not matter. */
const HEADINGS: Readonly<Record<ResultColumn, readonly string[]>> = {
  code: ['付款编号', '客户编号', '业务编号', '明细编号', 'code', 'paymentcode'],
  answer: ['结果', '处理结果', '交易状态', '状态', 'result', 'status'],
  amount: ['实付金额', '金额', '交易金额', '成功金额', 'amount'],
  day: ['日期', '交易日期', '处理日期', '记账日期', 'date', 'day'],
  reference: ['流水号', '交易流水号', '银行流水号', 'reference'],
  reason: ['原因', '失败原因', '退回原因', '备注', 'reason'],
}

type BankAnswerKind = (typeof BANK_ANSWERS)[number]
const ANSWERS: Readonly<Record<BankAnswerKind, readonly string[]>> = {
  paid: ['成功', '交易成功', '已付', '部分成功', '部分', 'paid', 'success', 'partial'],
  failed: ['失败', '交易失败', 'failed', 'failure'],
  returned: ['退回', '退票', '退汇', 'returned'],
}

type Layout = Partial<Record<ResultColumn, number>>
type Headings =
  | { readonly refused: { readonly code: 'column_missing' | 'column_twice'; readonly columns: ResultColumn[] } }
  | { readonly refused?: undefined; readonly layout: Layout }

/** Where each column stands. Needed: the number of the payment, what became of it, and the day. */
export function readResultHeadings(cells: readonly string[]): Headings {
  const layout: Layout = {}
  const twice: ResultColumn[] = []
  for (const [at, cell] of cells.entries()) {
    const column = RESULT_COLUMNS.find((name) => HEADINGS[name].includes(plain(cell)))
    if (!column) continue
    if (layout[column] === undefined) layout[column] = at
    else twice.push(column)
  }
  if (twice.length > 0) return { refused: { code: 'column_twice', columns: twice } }
  const missing = NEEDED.filter((column) => layout[column] === undefined)
  return missing.length > 0 ? { refused: { code: 'column_missing', columns: missing } } : { layout }
}

export interface ResultRow {
  /** Row of the file, the heading is 1. */
  readonly row: number
  readonly code: string
  readonly answer: BankAnswerKind
  /** Null: the whole sum. */
  readonly amountFen: bigint | null
  readonly on: string
  readonly reference: string | null
  readonly reason: string
}

export interface RowProblem {
  readonly row: number
  readonly code: 'row_code_unknown' | 'row_answer_unreadable' | 'row_amount_unreadable' | 'row_day_unreadable'
  readonly value: string
}

export function readResultRow(cells: readonly string[], layout: Layout, row: number): ResultRow | RowProblem {
  const cell = (column: ResultColumn): string => {
    const at = layout[column]
    return at === undefined ? '' : (cells[at] ?? '').trim()
  }
  const wrong = (code: RowProblem['code'], value: string): RowProblem => ({ row, code, value: value.slice(0, 40) })
  const code = parsePublicId(cell('code'))
  if (code === undefined) return wrong('row_code_unknown', cell('code'))
  const answer = (Object.keys(ANSWERS) as BankAnswerKind[]).find((kind) =>
    ANSWERS[kind].includes(plain(cell('answer'))),
  )
  if (!answer) return wrong('row_answer_unreadable', cell('answer'))
  const amount = cell('amount')
  const amountFen = amount === '' || answer === 'failed' ? null : parseYuan(amount)
  if (amountFen === undefined) return wrong('row_amount_unreadable', amount)
  const on = readDay(cell('day'))
  if (on === undefined) return wrong('row_day_unreadable', cell('day'))
  const reference = cell('reference').slice(0, 64)
  return { row, code, answer, amountFen, on, reference: reference === '' ? null : reference, reason: cell('reason') }
}

export const isProblem = (read: ResultRow | RowProblem): read is RowProblem => 'value' in read
