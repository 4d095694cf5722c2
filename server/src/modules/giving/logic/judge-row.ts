import type { GiftRefusal } from './decide-gift.ts'
import type { Column, Layout } from './import-columns.ts'
import { type GiftRow, type RowProblem, readRow } from './import-row.ts'
import { type FundIndex, matchFund, type PlacedFund } from './match-fund.ts'

export interface RowFacts<F extends PlacedFund> {
  readonly layout: Layout
  readonly width: number
  readonly funds: FundIndex<F>
}

export type Judged<F> =
  | { readonly problems: readonly RowProblem[] }
  | { readonly problems?: undefined; readonly row: GiftRow; readonly match: { fund: F } | { problem: RowProblem } }

/**
 * Everything that can be said of a row by itself: its cells and the fund they mean. Whether that fund takes the gift is
 * asked only of rows that are not recorded already, for a fund may be frozen after it took them.
 */
export function judgeRow<F extends PlacedFund>(cells: readonly string[], facts: RowFacts<F>): Judged<F> {
  if (cells.length !== facts.width) return { problems: [{ column: 'order', code: 'row_fields_uneven', params: {} }] }
  const read = readRow(cells, facts.layout)
  if (read.problems) return { problems: read.problems }
  return { row: read.row, match: matchFund(read.row, facts.funds) }
}

/** A refused gift as what is wrong with its row. */
export const problemOf = ({ code, params }: GiftRefusal): RowProblem => ({
  column: COLUMN_OF[code],
  code,
  params,
})

const COLUMN_OF: Readonly<Record<GiftRefusal['code'], Column>> = {
  fund_takes_no_gifts: 'fund',
  given_in_future: 'day',
  given_before_fund: 'day',
  purpose_outside_fund: 'purpose',
  rule_blocks: 'purpose',
}
