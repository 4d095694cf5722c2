import type { Column } from '@shanju/contract/giving/vocab.ts'
import type { GiftRefusal } from './decide-gift.ts'
import type { UnknownRefusal } from './decide-unknown.ts'
import { type GiftRow, type RowProblem, readRow } from './import-row.ts'
import { leftOut } from './left-out.ts'
import { type FundIndex, matchFund, type PlacedFund } from './match-fund.ts'
import type { Plan } from './plan.ts'

export interface RowFacts<F extends PlacedFund> {
  readonly plan: Plan
  readonly funds: FundIndex<F>
}

export type Judged<F> =
  | { readonly is: 'left_out' }
  | { readonly is: 'wrong'; readonly problems: readonly RowProblem[] }
  /** Money whose fund or giver cannot be told, in a file where that is no fault. */
  | { readonly is: 'unknown'; readonly row: GiftRow }
  | { readonly is: 'gift'; readonly row: GiftRow; readonly match: { fund: F } | { problem: RowProblem } }

/**
 * Everything that can be said of a row by itself: its cells and the fund they mean. Whether that fund takes the gift is
 * asked only of rows that are not recorded already, for a fund may be frozen after it took them.
 */
export function judgeRow<F extends PlacedFund>(cells: readonly string[], { plan, funds }: RowFacts<F>): Judged<F> {
  if (leftOut(cells, plan)) return { is: 'left_out' }
  if (!fits(cells, plan.width)) return wrong({ column: 'order', code: 'row_fields_uneven', params: {} })
  const read = readRow(cells, plan)
  if (read.problems) return wrong(...read.problems)
  const match = matchFund(read.row, funds, plan)
  const untold = 'problem' in match || (plan.unknown === 'no_fund_or_donor' && untoldDonor(read.row))
  if (plan.unknown !== 'never' && untold) return { is: 'unknown', row: read.row }
  // What a payer wrote of the fund may say more than its name: it stays with the gift, for staff.
  const note = plan.fundInText && read.row.note === '' ? read.row.fund : read.row.note
  return { is: 'gift', row: { ...read.row, note }, match }
}

/** Who is said to be nobody known gave from a box: that is no money of unknown origin. */
const untoldDonor = ({ donorName, donorKind }: GiftRow): boolean => donorName === '' && donorKind !== 'anonymous'

export const wrong = (...problems: readonly RowProblem[]): { is: 'wrong'; problems: readonly RowProblem[] } => ({
  is: 'wrong',
  problems,
})

/** Exports of banks end their rows with a delimiter more than their headings. */
const fits = (cells: readonly string[], width: number): boolean =>
  cells.length >= width && cells.slice(width).every((cell) => cell.trim() === '')

/** A refused gift as what is wrong with its row. */
export const problemOf = ({ code, params }: GiftRefusal | UnknownRefusal): RowProblem => ({
  column: COLUMN_OF[code],
  code,
  params,
})

const COLUMN_OF: Readonly<Record<(GiftRefusal | UnknownRefusal)['code'], Column>> = {
  fund_takes_no_gifts: 'fund',
  given_in_future: 'day',
  given_before_fund: 'day',
  row_unknown_before_books: 'day',
  purpose_outside_fund: 'purpose',
  rule_blocks: 'purpose',
}
