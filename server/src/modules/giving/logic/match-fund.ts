import type { RowProblem } from './import-row.ts'
import { parseFundId } from './parse-fund-id.ts'

interface Fund {
  readonly id: string
  readonly name: string
  readonly placeCode: string
}

export interface FundIndex<F extends Fund> {
  readonly byName: ReadonlyMap<string, readonly F[]>
  readonly byPlace: ReadonlyMap<string, readonly F[]>
  readonly byId: ReadonlyMap<string, F>
}

export const indexFunds = <F extends Fund>(funds: readonly F[]): FundIndex<F> => ({
  byName: Map.groupBy(funds, (fund) => fund.name),
  byPlace: Map.groupBy(funds, (fund) => fund.placeCode),
  byId: new Map(funds.map((fund) => [fund.id, fund])),
})

type Match<F> = { readonly fund: F } | { readonly problem: RowProblem }

/**
 * Which fund a row means: by its id, by its name (with the division's code where two share it), or by the code alone
 * where the host has one fund at that place.
 */
export function matchFund<F extends Fund>(words: { fund: string; division: string }, index: FundIndex<F>): Match<F> {
  const id = parseFundId(words.fund)
  const named = id ? index.byId.get(id) : undefined
  if (named) return { fund: named }
  const here = index.byPlace.get(words.division) ?? []
  const called = index.byName.get(words.fund) ?? []
  const found = words.fund === '' ? here : words.division === '' ? called : called.filter((fund) => here.includes(fund))
  const [only, second] = found
  if (only && !second) return { fund: only }
  const column = words.fund === '' ? 'division' : 'fund'
  const value = (words.fund || words.division).slice(0, 60)
  return { problem: { column, code: second ? 'row_fund_ambiguous' : 'row_fund_unknown', params: { value } } }
}
