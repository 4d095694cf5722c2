import type { FundState } from '@shanju/contract/funds/vocab.ts'
import { decideGift } from './decide-gift.ts'
import type { Layout } from './import-columns.ts'
import { type GiftRow, type RowProblem, readRow } from './import-row.ts'
import { type FundIndex, matchFund } from './match-fund.ts'

export interface JudgedFund {
  readonly id: string
  readonly name: string
  readonly placeCodes: readonly string[]
  readonly state: FundState
  readonly opensOn: string
}

export interface RowFacts<F extends JudgedFund> {
  readonly layout: Layout
  readonly width: number
  readonly funds: FundIndex<F>
  readonly today: string
}

export type Judged<F> =
  | { readonly problems: readonly RowProblem[] }
  | { readonly problems?: undefined; readonly row: GiftRow; readonly fund: F }

/** Everything that can be said of a row by itself: its cells, its fund, whether the fund takes it. */
export function judgeRow<F extends JudgedFund>(cells: readonly string[], facts: RowFacts<F>): Judged<F> {
  if (cells.length !== facts.width) return { problems: [{ column: 'order', code: 'row_fields_uneven', params: {} }] }
  const read = readRow(cells, facts.layout)
  if (read.problems) return { problems: read.problems }
  const match = matchFund(read.row, facts.funds)
  if ('problem' in match) return { problems: [match.problem] }
  const decision = decideGift(read.row.givenOn, { fund: match.fund, today: facts.today })
  if (decision.refused) {
    const { code, params } = decision.refused
    return { problems: [{ column: code === 'fund_takes_no_gifts' ? 'fund' : 'day', code, params }] }
  }
  return { row: read.row, fund: match.fund }
}
