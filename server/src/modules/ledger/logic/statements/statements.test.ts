import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { BalanceRow } from '../balances.ts'
import { listAccounts } from '../chart.ts'
import { accountOf, arbitraryJournal, balancesOf, flowsOf } from '../testkit/journal.ts'
import { CASH_LINES } from '../vocab.ts'
import { activityStatement, PERIOD, printedLines, YEAR } from './activity.ts'
import { balanceSheet, CLOSING_COLUMN } from './balance-sheet.ts'
import { cashFlowStatement } from './cash-flow.ts'
import { selectionOf } from './drill.ts'
import { FORMS } from './form.ts'
import { fundStatement } from './fund-statement.ts'
import { beforeYear, between, upTo } from './positions.ts'
import { isTrialBalanced, trialBalance } from './trial-balance.ts'

const sheetOf = (rows: readonly BalanceRow[], month = '2026-12') =>
  balanceSheet({ opening: [], closing: upTo(rows, month), accountOf })

test('every account of the chart feeds exactly the line that the chart names', () => {
  for (const form of ['01', '02'] as const) {
    for (const account of listAccounts('2024')) {
      const line = form === '01' ? account.balanceLine : account.statementLine
      if (line === null || account.role === 'agency') continue
      const feeding = FORMS[form].lines.filter((one) =>
        one.terms.some((term) => term.of === 'accounts' && term.kind === null && account.code.startsWith(term.prefix)),
      )
      assert.ok(
        feeding.some((one) => one.id === line),
        `${account.code} feeds ${feeding.map((one) => one.id)}, not ${line}`,
      )
      const leaves = feeding.filter((one) => one.level < 2 || form === '01')
      assert.equal(leaves.length, 1, account.code)
    }
  }
})

test('the cash-flow statement has one row for every cash line, and no other', () => {
  const used = FORMS['03'].lines.flatMap((line) =>
    line.terms.flatMap((term) => (term.of === 'cash' ? [term.cashLine] : [])),
  )
  assert.deepEqual(used.toSorted(), [...CASH_LINES].toSorted())
})

test('K07 and K08: on any journal the two halves of the balance sheet are equal, and so are the agency lines', () => {
  fc.assert(
    fc.property(arbitraryJournal(), fc.constantFrom('2026-04', '2026-12'), (entries, month) => {
      const sheet = sheetOf(balancesOf(entries), month)
      assert.equal(sheet.figure('A27', CLOSING_COLUMN), sheet.figure('L20', CLOSING_COLUMN))
      assert.equal(sheet.figure('A26', CLOSING_COLUMN), sheet.figure('L15', CLOSING_COLUMN))
    }),
  )
})

test('K09 and K10: moves between classes cancel out, and the change of net assets is the sixth line per class', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const rows = balancesOf(entries)
      const activity = activityStatement({ period: [], yearToDate: between(rows, '2026-01', '2026-12'), accountOf })
      const sheet = sheetOf(rows)
      assert.equal(activity.figure('Y18', YEAR.total), 0n)
      assert.equal(activity.figure('Y19', YEAR.total), 0n)
      const founder = (restriction: 'U' | 'R') =>
        rows.reduce(
          (sum, row) =>
            row.kind === 'founder' && row.restriction === restriction ? sum + row.creditFen - row.debitFen : sum,
          0n,
        )
      assert.equal(sheet.figure('L17', CLOSING_COLUMN), activity.figure('Y21', YEAR.U) + founder('U'))
      assert.equal(sheet.figure('L18', CLOSING_COLUMN), activity.figure('Y21', YEAR.R) + founder('R'))
    }),
  )
})

test('K13: the net cash flow of the year is the change of own cash', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const flow = cashFlowStatement(flowsOf(entries), null)
      assert.equal(flow.figure('NC', 0), sheetOf(balancesOf(entries)).figure('A1', CLOSING_COLUMN))
    }),
  )
})

test('K18: the project lines and the trust line make the activity cost, and 募捐成本 is part of 5401', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const yearToDate = balancesOf(entries)
      const activity = activityStatement({ period: [], yearToDate, accountOf })
      for (const column of Object.values(YEAR)) {
        const projects = activity.projects.reduce((sum, line) => sum + (line.values[column] ?? 0n), 0n)
        assert.equal(projects + activity.figure('Y10t', column), activity.figure('Y10', column))
      }
    }),
  )
})

test('the period columns of twelve months add up to the year, class by class', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const rows = balancesOf(entries)
      const year = activityStatement({ period: [], yearToDate: rows, accountOf })
      const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
      const sums = { U: 0n, R: 0n }
      for (const month of months) {
        const one = activityStatement({ period: between(rows, month, month), yearToDate: [], accountOf })
        sums.U += one.figure('Y21', PERIOD.U)
        sums.R += one.figure('Y21', PERIOD.R)
      }
      assert.deepEqual(sums, { U: year.figure('Y21', YEAR.U), R: year.figure('Y21', YEAR.R) })
    }),
    { numRuns: 30 },
  )
})

test('the trial balance balances at any month, in turnover too, by first level and by detail', () => {
  fc.assert(
    fc.property(arbitraryJournal(), fc.constantFrom('2026-02', '2026-07', '2026-12'), (entries, month) => {
      const rows = balancesOf(entries)
      const before = rows.filter((row) => row.month < month)
      for (const by of ['first', 'full'] as const) {
        assert.ok(isTrialBalanced(trialBalance(before, between(rows, month, month), by)))
      }
    }),
  )
})

test('K12: the funds’ net assets add up to the balance sheet, and every fund’s statement ends where its lines lead', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const rows = balancesOf(entries)
      const [before, period] = [upTo(rows, '2026-06'), between(rows, '2026-07', '2026-12')]
      const total = { U: 0n, R: 0n }
      for (const fund of ['general', 'F1', 'F2', 'F3']) {
        const one = fundStatement(fund, before, period)
        for (const c of ['U', 'R'] as const) {
          const sum = (list: readonly { readonly amount: typeof one.opening }[]) =>
            list.reduce((all, { amount }) => all + amount[c], 0n)
          const end = one.opening[c] + sum(one.incomeBySource) - sum(one.activityByProject) - sum(one.feesByAccount)
          assert.equal(one.closing[c], end + sum(one.moves) + one.priorYears[c])
          total[c] += one.closing[c]
        }
      }
      const sheet = sheetOf(rows)
      assert.deepEqual(total, { U: sheet.figure('L17', CLOSING_COLUMN), R: sheet.figure('L18', CLOSING_COLUMN) })
    }),
  )
})

test('the lines behind a figure of the balance sheet or the cash-flow statement add up to it', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const rows = balancesOf(entries)
      const sheet = sheetOf(rows)
      for (const line of FORMS['01'].lines) {
        if (line.heading) continue
        let sum = 0n
        for (const selection of selectionOf('01', line.id)) {
          for (const row of rows) {
            const account = accountOf(row.account)
            assert.ok(account)
            const isAgency = account.role === 'agency'
            const unclosed = /^(4|5|3201)/.test(row.account) && row.restriction === selection.unclosed
            const chosen =
              selection.accountPrefix === null
                ? (selection.agency && isAgency) || (selection.unclosed !== null && unclosed)
                : row.account.startsWith(selection.accountPrefix) && !isAgency
            const credit = row.creditFen + row.closeCreditFen - row.debitFen - row.closeDebitFen
            const creditSide = selection.unclosed !== null || account.side === 'credit'
            if (chosen) sum += selection.sign * (creditSide ? credit : -credit)
          }
        }
        assert.equal(sum, sheet.figure(line.id, CLOSING_COLUMN), line.id)
      }
    }),
    { numRuns: 20 },
  )
})

test('the part of a long-term line due within one year moves by analysis and leaves every total alone', () => {
  const rows = [
    row('1403', 700n, 0n),
    row('2501', 0n, 400n),
    { ...row('3101', 0n, 300n), restriction: 'U' as const, fund: 'general' },
  ]
  const closingMoves = [
    { from: 'A12', to: 'A7', amountFen: 200n },
    { from: 'L10', to: 'L7', amountFen: 150n },
  ]
  const sheet = balanceSheet({ opening: [], closing: rows, accountOf, closingMoves })
  assert.deepEqual(
    ['A7', 'A12', 'A9', 'A27', 'L7', 'L10', 'L20'].map((id) => sheet.figure(id, 1)),
    [200n, 500n, 200n, 700n, 150n, 250n, 700n],
  )
  const across = [{ from: 'A12', to: 'L7', amountFen: 1n }]
  assert.throws(() => balanceSheet({ opening: [], closing: rows, accountOf, closingMoves: across }), RangeError)
})

test('the opening column holds what stood before the year, the opening entry included', () => {
  const rows = [
    { ...row('1002', 500n, 0n), month: '2026-00' },
    { ...row('1002', 30n, 0n), month: '2026-01' },
    { ...row('1002', 7n, 0n), month: '2027-01' },
  ]
  const sheet = balanceSheet({ opening: beforeYear(rows, '2026'), closing: upTo(rows, '2026-12'), accountOf })
  assert.deepEqual([sheet.figure('A1', 0), sheet.figure('A1', 1)], [500n, 530n])
  assert.equal(balanceSheet({ opening: beforeYear(rows, '2027'), closing: [], accountOf }).figure('A1', 0), 530n)
})

test('a credit balance of staff pay, taxes and disposals is shown with its sign, and 设立慈善信托支出 only where there is any', () => {
  const rows = [row('2204', 50n, 0n), row('1509', 0n, 20n)]
  const sheet = balanceSheet({ opening: [], closing: rows, accountOf })
  assert.deepEqual([sheet.figure('L3', 1), sheet.figure('A18', 1)], [-50n, -20n])
  const none = activityStatement({ period: [], yearToDate: [], accountOf })
  assert.ok(!printedLines(none).some((line) => line.id === 'Y10t'))
})

function row(account: string, debitFen: bigint, creditFen: bigint) {
  const none = { restriction: null, restrictionId: null, fund: null, project: null, kind: null }
  return { ...none, book: 'b', month: '2026-03', account, debitFen, creditFen, closeDebitFen: 0n, closeCreditFen: 0n }
}
