/**
 * The cross-checks that the books answer alone, run on the balances of a month. K02-K04 and K21 hold by the check every
 * entry passes; K06 and K14-K19 need facts from outside (`outside.ts`); K20 is `ratios.ts`, K22 and K24 are rows of the
 * catalogue, K23 is `depreciation.ts`.
 */
import type { BalanceRow, CashFlow } from '../balances.ts'
import { activityStatement, YEAR } from '../statements/activity.ts'
import { balanceSheet, CLOSING_COLUMN, OPENING_COLUMN } from '../statements/balance-sheet.ts'
import { cashFlowStatement } from '../statements/cash-flow.ts'
import { type AccountOf, beforeYear, between, creditOf, upTo } from '../statements/positions.ts'
import { isTrialBalanced, trialBalance } from '../statements/trial-balance.ts'
import type { MonthText, Restriction } from '../vocab.ts'
import { overdrawnPots, unclosedKeys } from './pots.ts'
import { type CheckResult, listResult, pairsResult } from './result.ts'

export interface BooksView {
  /** All balances of the book since it began. */
  readonly rows: readonly BalanceRow[]
  /** Cash flows of the year up to the month. */
  readonly flows: readonly CashFlow[]
  readonly month: MonthText
  /** The month is closed: nothing may be left in income, expense and 3201. */
  readonly isClosed: boolean
  readonly accountOf: AccountOf
  /** Agency assets and liabilities by receiver; receivers stand on lines, not in balances. */
  readonly agency: readonly { readonly receiver: string; readonly assetsFen: bigint; readonly liabilitiesFen: bigint }[]
}

export function checkBooks(view: BooksView): CheckResult[] {
  const year = view.month.slice(0, 4)
  const { accountOf } = view
  const [opening, closing] = [beforeYear(view.rows, year), upTo(view.rows, view.month)]
  const yearToDate = between(view.rows, `${year}-01`, view.month)
  const sheet = balanceSheet({ opening, closing, accountOf })
  const activity = activityStatement({ period: [], yearToDate, accountOf })
  const end = (id: string) => sheet.figure(id, CLOSING_COLUMN)
  const rise = (id: string) => end(id) - sheet.figure(id, OPENING_COLUMN)
  const total = (id: string) => activity.figure(id, YEAR.total)
  const explained = (c: Restriction) => activity.figure('Y21', YEAR[c]) + founderFen(yearToDate, c)
  const projects = activity.projects.reduce((sum, line) => sum + (line.values[YEAR.total] ?? 0n), 0n)
  const netCash = cashFlowStatement(view.flows, null).figure('NC', 0)
  const unequal = view.agency.filter((one) => one.assetsFen !== one.liabilitiesFen || one.assetsFen < 0n)
  const fundless = closing.filter((row) => row.account.startsWith('31') && row.fund === null)

  return [
    listResult('K01', isTrialBalanced(trialBalance(opening, yearToDate)) ? [] : ['trial balance']),
    listResult('K05', overdrawnPots(closing)),
    pairsResult('K07', [['A27', end('A27'), 'L20', end('L20')]]),
    pairsResult('K08', [
      ['A26', end('A26'), 'L15', end('L15')],
      ...unequal.map((one) => [`assets ${one.receiver}`, one.assetsFen, 'liabilities', one.liabilitiesFen] as const),
    ]),
    pairsResult('K09', [
      ['Y18', total('Y18'), 'nothing', 0n],
      ['Y19', total('Y19'), 'nothing', 0n],
    ]),
    // The founder's fund moves net assets beside the activity statement (N24 71).
    pairsResult('K10', [
      ['Y21 U', explained('U'), 'L17', rise('L17')],
      ['Y21 R', explained('R'), 'L18', rise('L18')],
    ]),
    listResult('K11', view.isClosed ? unclosedKeys(closing) : []),
    listResult(
      'K12',
      fundless.map((row) => row.account),
    ),
    pairsResult('K13', [['NC', netCash, 'A1', rise('A1')]]),
    pairsResult('K18', [['Y10', total('Y10'), 'projects', projects + total('Y10t')]]),
  ]
}

function founderFen(rows: readonly BalanceRow[], restriction: Restriction): bigint {
  const own = rows.filter((row) => row.kind === 'founder' && row.restriction === restriction)
  return own.reduce((sum, row) => sum + creditOf(row, 'movement'), 0n)
}
