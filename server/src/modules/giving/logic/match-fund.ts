import type { RowProblem } from './import-row.ts'
import { parseFundId } from './parse-fund-id.ts'

/** What a row can name of a fund. */
export interface PlacedFund {
  readonly id: string
  readonly name: string
  /** Every division code, old ones too, that means the fund's place today. */
  readonly placeCodes: readonly string[]
}

export interface FundIndex<F extends PlacedFund> {
  readonly all: readonly F[]
  readonly byName: ReadonlyMap<string, readonly F[]>
  readonly byPlace: ReadonlyMap<string, readonly F[]>
  readonly byId: ReadonlyMap<string, F>
  /** Every division code that was ever used. */
  readonly divisions: ReadonlySet<string>
}

export function indexFunds<F extends PlacedFund>(funds: readonly F[], divisions: ReadonlySet<string>): FundIndex<F> {
  const byPlace = new Map<string, F[]>()
  for (const fund of funds) {
    for (const code of fund.placeCodes) byPlace.set(code, [...(byPlace.get(code) ?? []), fund])
  }
  return {
    all: funds,
    byName: Map.groupBy(funds, (fund) => fund.name),
    byPlace,
    byId: new Map(funds.map((fund) => [fund.id, fund])),
    divisions,
  }
}

type Match<F> = { readonly fund: F } | { readonly problem: RowProblem }

/**
 * Which fund a row means: by its id, by its name (with the division's code where two share it), or by the code alone
 * where the host has one fund at that place. A code that was merged away means what took its division over.
 * @param rule whose fund a row is that names none, and whether names may stand inside a longer text
 */
export function matchFund<F extends PlacedFund>(
  words: { fund: string; division: string },
  index: FundIndex<F>,
  rule: { readonly fundId: string | null; readonly fundInText: boolean } = { fundId: null, fundInText: false },
): Match<F> {
  const otherwise = words.fund === '' && words.division === '' ? index.byId.get(rule.fundId ?? '') : undefined
  if (otherwise) return { fund: otherwise }
  const id = parseFundId(words.fund)
  const named = id ? index.byId.get(id) : undefined
  if (named) return { fund: named }
  if (words.division !== '' && !index.divisions.has(words.division)) {
    return problem('division', 'row_division_unknown', words.division)
  }
  const here = index.byPlace.get(words.division) ?? []
  const called = index.byName.get(words.fund) ?? (rule.fundInText ? namedIn(words.fund, index.all) : [])
  const found = words.fund === '' ? here : words.division === '' ? called : called.filter((fund) => here.includes(fund))
  const [only, second] = found
  if (only && !second) return { fund: only }
  const column = words.fund === '' && words.division !== '' ? 'division' : 'fund'
  const value = words.fund || words.division
  if (second) return problem(column, 'row_fund_ambiguous', value)
  return problem(column, column === 'division' ? 'row_no_fund_here' : 'row_fund_unknown', value)
}

/** Funds whose names a text holds; of two names, one inside the other, the longer is meant. */
function namedIn<F extends PlacedFund>(text: string, funds: readonly F[]): F[] {
  const held = funds.filter(({ name }) => text.includes(name))
  return held.filter(({ name }) => !held.some((other) => other.name !== name && other.name.includes(name)))
}

const SHOWN_IN_ERROR = 60

const problem = (column: RowProblem['column'], code: RowProblem['code'], value: string): { problem: RowProblem } => ({
  problem: { column, code, params: { value: value.slice(0, SHOWN_IN_ERROR) } },
})
