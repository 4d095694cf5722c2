/** Balances looked at pot by pot: what is overdrawn (K05) and what closing left behind (K11). */
import { type BalanceKey, netDebitFen, type Turnover } from '../balances.ts'
import { creditOf } from '../statements/positions.ts'

type Row = BalanceKey & Turnover

/** Fund and restriction of every pot below zero: 3102 + income[R] − expense[R]. */
export function overdrawnPots(rows: readonly Row[]): string[] {
  const restricted = rows.filter((row) => row.restriction === 'R')
  const pots = sumsBy(
    restricted,
    (row) => `${row.fund} ${row.restrictionId}`,
    (row) => creditOf(row, 'all'),
  )
  return [...pots].filter(([, balance]) => balance < 0n).map(([pot]) => pot)
}

/** Keys of income, expense and 3201 that are not zero. */
export function unclosedKeys(rows: readonly Row[]): string[] {
  const flows = rows.filter((row) => /^(4|5|3201)/.test(row.account))
  const keyOf = (row: Row) =>
    [row.account, row.restriction, row.restrictionId, row.fund, row.project, row.kind].join(' ')
  return [...sumsBy(flows, keyOf, netDebitFen)].filter(([, net]) => net !== 0n).map(([key]) => key)
}

function sumsBy(rows: readonly Row[], keyOf: (row: Row) => string, fenOf: (row: Row) => bigint): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + fenOf(row))
  return sums
}
