/** 总账 and 明细账: the lines of one account in posting order with the running balance, and the sums of each month. */
import type { DateText, MonthText, Side } from '../vocab.ts'

export interface LedgerLine {
  readonly entryId: string
  readonly postedOn: DateText
  readonly summary: string
  readonly side: Side
  readonly amountFen: bigint
}

type LedgerRow =
  | (LedgerLine & { readonly row: 'line'; readonly balanceFen: bigint })
  | { readonly row: 'opening'; readonly balanceFen: bigint }
  | {
      readonly row: 'month'
      readonly month: MonthText
      /** 本月合计 */
      readonly debitFen: bigint
      readonly creditFen: bigint
      /** 本年累计 */
      readonly yearDebitFen: bigint
      readonly yearCreditFen: bigint
      readonly balanceFen: bigint
    }

/**
 * @param openingFen balance before the first line, on the debit side
 * @param yearSoFar turnover of the year before the first line
 * @param lines in posting order; a month whose lines end is followed by its sums
 */
export function generalLedger(
  openingFen: bigint,
  lines: readonly LedgerLine[],
  yearSoFar: { readonly debitFen: bigint; readonly creditFen: bigint } = { debitFen: 0n, creditFen: 0n },
): LedgerRow[] {
  const rows: LedgerRow[] = [{ row: 'opening', balanceFen: openingFen }]
  let balanceFen = openingFen
  let { debitFen: yearDebitFen, creditFen: yearCreditFen } = yearSoFar
  let [debitFen, creditFen] = [0n, 0n]
  lines.forEach((line, index) => {
    const isDebit = line.side === 'debit'
    balanceFen += isDebit ? line.amountFen : -line.amountFen
    if (isDebit) debitFen += line.amountFen
    else creditFen += line.amountFen
    rows.push({ ...line, row: 'line', balanceFen })
    const month = line.postedOn.slice(0, 7)
    const next = lines[index + 1]?.postedOn.slice(0, 7)
    if (next === month) return
    yearDebitFen += debitFen
    yearCreditFen += creditFen
    rows.push({ row: 'month', month, debitFen, creditFen, yearDebitFen, yearCreditFen, balanceFen })
    if (next !== undefined && next.slice(0, 4) !== month.slice(0, 4)) [yearDebitFen, yearCreditFen] = [0n, 0n]
    ;[debitFen, creditFen] = [0n, 0n]
  })
  return rows
}
