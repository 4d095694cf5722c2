/** 试算平衡表: opening, turnover and closing of every account, debits against credits. */
import { netDebitFen } from '../balances.ts'
import type { Position } from './positions.ts'

interface TrialRow {
  /** First-level code, or the full code when details are asked for. */
  readonly account: string
  readonly openingDebitFen: bigint
  readonly openingCreditFen: bigint
  readonly debitFen: bigint
  readonly creditFen: bigint
  readonly closingDebitFen: bigint
  readonly closingCreditFen: bigint
}

export interface TrialBalance {
  readonly rows: readonly TrialRow[]
  readonly totals: Omit<TrialRow, 'account'>
}

const ZERO = {
  openingDebitFen: 0n,
  openingCreditFen: 0n,
  debitFen: 0n,
  creditFen: 0n,
  closingDebitFen: 0n,
  closingCreditFen: 0n,
}

/**
 * Turnover includes closing entries, as the books show it. Rows stand in code order; accounts without any figure are left out.
 * @param by `first`: one row per first-level account; `full`: one per account posted to
 */
export function trialBalance(
  opening: readonly Position[],
  period: readonly Position[],
  by: 'first' | 'full' = 'first',
): TrialBalance {
  const nets = new Map<string, { opening: bigint; debit: bigint; credit: bigint }>()
  const at = (code: string) => {
    const account = by === 'first' ? code.slice(0, 4) : code
    const found = nets.get(account) ?? { opening: 0n, debit: 0n, credit: 0n }
    nets.set(account, found)
    return found
  }
  for (const position of opening) at(position.account).opening += netDebitFen(position)
  for (const position of period) {
    const net = at(position.account)
    net.debit += position.debitFen + position.closeDebitFen
    net.credit += position.creditFen + position.closeCreditFen
  }
  const rows = [...nets]
    .filter(([, net]) => net.opening !== 0n || net.debit !== 0n || net.credit !== 0n)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([account, net]): TrialRow => {
      const closing = net.opening + net.debit - net.credit
      return {
        account,
        openingDebitFen: net.opening > 0n ? net.opening : 0n,
        openingCreditFen: net.opening < 0n ? -net.opening : 0n,
        debitFen: net.debit,
        creditFen: net.credit,
        closingDebitFen: closing > 0n ? closing : 0n,
        closingCreditFen: closing < 0n ? -closing : 0n,
      }
    })
  return { rows, totals: rows.reduce(addRow, ZERO) }
}

function addRow(totals: Omit<TrialRow, 'account'>, row: TrialRow): Omit<TrialRow, 'account'> {
  return {
    openingDebitFen: totals.openingDebitFen + row.openingDebitFen,
    openingCreditFen: totals.openingCreditFen + row.openingCreditFen,
    debitFen: totals.debitFen + row.debitFen,
    creditFen: totals.creditFen + row.creditFen,
    closingDebitFen: totals.closingDebitFen + row.closingDebitFen,
    closingCreditFen: totals.closingCreditFen + row.closingCreditFen,
  }
}

/** The trial balance holds when all three pairs of totals are equal (K01 over the whole book). */
export function isTrialBalanced({ totals }: TrialBalance): boolean {
  return (
    totals.openingDebitFen === totals.openingCreditFen &&
    totals.debitFen === totals.creditFen &&
    totals.closingDebitFen === totals.closingCreditFen
  )
}
