/** Sums of balances over months: what statements are computed from. */
import {
  addTurnover,
  type BalanceKey,
  type BalanceRow,
  netDebitFen,
  openNetDebitFen,
  type Turnover,
} from '../balances.ts'
import type { Account } from '../chart.ts'
import type { MonthText } from '../vocab.ts'

/** Turnover of a balance key over some months. */
export type Position = Omit<BalanceKey, 'book' | 'month'> & Turnover

export type AccountOf = (code: string) => Account | undefined

/** Everything up to and with a month: the balance at its end. */
export function upTo<T extends { readonly month: MonthText }>(rows: readonly T[], month: MonthText): T[] {
  return rows.filter((row) => row.month <= month)
}

/** Movement of the months from one to another, both included; the opening entry (month 00) is no movement. */
export function between<T extends { readonly month: MonthText }>(
  rows: readonly T[],
  from: MonthText,
  to: MonthText,
): T[] {
  return rows.filter((row) => row.month >= from && row.month <= to)
}

/** Rows of the balance at the beginning of a year: all earlier months and the opening entry. */
export function beforeYear(rows: readonly BalanceRow[], year: string): BalanceRow[] {
  return upTo(rows, `${year}-00`)
}

/** Credit counts plus. `all` includes closing entries, `movement` leaves them out. */
export function creditOf(position: Turnover, what: 'all' | 'movement'): bigint {
  return -(what === 'all' ? netDebitFen(position) : openNetDebitFen(position))
}

/** In the normal direction of the account: debit for assets and expense, credit for the rest and for contra accounts. */
export function normalOf(account: Account, position: Turnover, what: 'all' | 'movement'): bigint {
  const creditFen = creditOf(position, what)
  return account.side === 'credit' ? creditFen : -creditFen
}

/** The account of a position. @throws Error on an unknown code: a posted line cannot have one, so this is a defect. */
export function accountAt(position: { readonly account: string }, accountOf: AccountOf): Account {
  const account = accountOf(position.account)
  if (!account) throw new Error(`no account ${position.account} in the chart of this host`)
  return account
}

/** One position per key, the months summed, in a fixed order of keys. */
export function mergePositions(positions: readonly Position[]): Position[] {
  const sums = new Map<string, Position>()
  for (const position of positions) {
    const { account, restriction, restrictionId, fund, project, kind } = position
    const text = [account, restriction, restrictionId, fund, project, kind].map((part) => part ?? '').join('\n')
    const before = sums.get(text)
    sums.set(text, before ? { ...before, ...addTurnover(before, position) } : position)
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, position]) => position)
}
