/** The running balances of the books and what an entry does to them. */

import type { Account } from './chart.ts'
import { isCash } from './chart.ts'
import type { BalancedEntry, Line } from './entry.ts'
import type { CashLine, EntryType, Kind, MonthText, Restriction } from './vocab.ts'

/** Balances are kept per book × account × restriction × fund × project × kind × month; gift and counterparty are not. */
export interface BalanceKey {
  readonly book: string
  readonly account: string
  readonly restriction: Restriction | null
  readonly restrictionId: string | null
  readonly fund: string | null
  readonly project: string | null
  readonly kind: Kind | null
  readonly month: MonthText
}

/** Turnover of a key. `close…` holds the closing entries, which statements of activity leave out (4.2). */
export interface Turnover {
  readonly debitFen: bigint
  readonly creditFen: bigint
  readonly closeDebitFen: bigint
  readonly closeCreditFen: bigint
}

export interface BalanceRow extends BalanceKey, Turnover {}

type BalanceSource = Pick<BalancedEntry, 'book' | 'type' | 'month' | 'lines'>

/** One text per key, equal exactly when the keys are equal; ids hold no line break. */
export function balanceKeyText(key: BalanceKey): string {
  const parts = [key.book, key.account, key.restriction, key.restrictionId, key.fund, key.project, key.kind, key.month]
  return parts.map((part) => part ?? '').join('\n')
}

/** What the entry adds to each balance; lines of one key are summed, keys stand in the order of their first line. */
export function deltasOf(entry: BalanceSource): BalanceRow[] {
  const sums = new Map<string, BalanceRow>()
  for (const line of entry.lines) addRow(sums, deltaOfLine(entry, line))
  return [...sums.values()]
}

/** Adds rows into a table of balances; a fold over all entries is the replay that verification compares with. */
export function addRows(table: Map<string, BalanceRow>, rows: Iterable<BalanceRow>): void {
  for (const row of rows) addRow(table, row)
}

function addRow(table: Map<string, BalanceRow>, row: BalanceRow): void {
  const text = balanceKeyText(row)
  const before = table.get(text)
  table.set(text, before ? { ...before, ...addTurnover(before, row) } : row)
}

export function addTurnover(one: Turnover, other: Turnover): Turnover {
  return {
    debitFen: one.debitFen + other.debitFen,
    creditFen: one.creditFen + other.creditFen,
    closeDebitFen: one.closeDebitFen + other.closeDebitFen,
    closeCreditFen: one.closeCreditFen + other.closeCreditFen,
  }
}

function deltaOfLine(entry: BalanceSource, line: Line): BalanceRow {
  const { account, restriction, restrictionId, fund, project, kind } = line
  const { book, month } = entry
  return { book, account, restriction, restrictionId, fund, project, kind, month, ...turnoverOf(entry.type, line) }
}

function turnoverOf(type: EntryType, line: Line): Turnover {
  const debitFen = line.side === 'debit' ? line.amountFen : 0n
  const creditFen = line.side === 'credit' ? line.amountFen : 0n
  return type === 'close'
    ? { debitFen: 0n, creditFen: 0n, closeDebitFen: debitFen, closeCreditFen: creditFen }
    : { debitFen, creditFen, closeDebitFen: 0n, closeCreditFen: 0n }
}

/** Balance on the debit side, closing entries included. */
export function netDebitFen(row: Turnover): bigint {
  return row.debitFen + row.closeDebitFen - row.creditFen - row.closeCreditFen
}

/** Movement on the debit side without closing entries. */
export function openNetDebitFen(row: Turnover): bigint {
  return row.debitFen - row.creditFen
}

/** Net inflow per line of form 03: plus came in, minus went out. Form 03 is fed by the sum of these. */
export interface CashFlow {
  readonly book: string
  readonly month: MonthText
  readonly cashLine: CashLine
  readonly inflowFen: bigint
}

/**
 * The flows of an entry. On own cash a debit is an inflow; on another account a labelled line moves an earlier flow, and
 * there the credit (an income recognised later) is the inflow.
 */
export function cashFlowsOf(entry: BalanceSource, accountOf: (code: string) => Account | undefined): CashFlow[] {
  const sums = new Map<CashLine, bigint>()
  for (const line of entry.lines) {
    if (line.cashLine === null) continue
    const account = accountOf(line.account)
    const towardsDebit = account !== undefined && isCash(account)
    const inflow = (line.side === 'debit') === towardsDebit ? line.amountFen : -line.amountFen
    sums.set(line.cashLine, (sums.get(line.cashLine) ?? 0n) + inflow)
  }
  return [...sums].map(([cashLine, inflowFen]) => ({ book: entry.book, month: entry.month, cashLine, inflowFen }))
}
