/** The worked year of the rules (section 3.8), booked through the catalogue, with all its figures. Amounts in yuan. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cashFlowsOf, deltasOf } from './balances.ts'
import { closingDrafts } from './closing.ts'
import { potDeltas } from './overdraw.ts'
import { applyRecipe } from './recipes/index.ts'
import { DEFAULT_POLICIES } from './recipes/policy.ts'
import { activityStatement, YEAR } from './statements/activity.ts'
import { balanceSheet, CLOSING_COLUMN } from './statements/balance-sheet.ts'
import { cashFlowStatement } from './statements/cash-flow.ts'
import { fundStatement } from './statements/fund-statement.ts'
import { trialBalance } from './statements/trial-balance.ts'
import { accepted } from './testkit/facts.ts'
import { GENERAL, R1, REACHED } from './testkit/inputs.ts'
import { accountOf } from './testkit/journal.ts'
import { HEAD } from './testkit/recipes.ts'

const yuan = (amount: bigint) => amount * 100n
const book = (recipe: string, input: Record<string, unknown>, day: string, project: string | null = null) => {
  const applied = applyRecipe(recipe, input, { ...HEAD, documentOn: day, postedOn: day }, DEFAULT_POLICIES, { project })
  assert.ok(!applied.refused, JSON.stringify(applied.refused))
  return accepted(applied.draft)
}

const ordinary = [
  book('E14.post', { cash: '1002', amount: yuan(100n), fee: yuan(5n), place: R1 }, '2026-02-01'),
  book('E16.post', { goods: '1201', amount: yuan(20n), place: R1 }, '2026-03-01'),
  book('E32.post', { cash: '1002', amount: yuan(60n), place: R1, reach: REACHED }, '2026-05-03', 'p1'),
  book('E25.post', { goods: '1201', amount: yuan(15n), place: R1, reach: REACHED }, '2026-06-01', 'p1'),
  book(
    'E42.allocate',
    { costs: [{ account: '5101', kind: 'c2', place: R1, project: 'p2', amountFen: yuan(8n) }] },
    '2026-07-31',
  ),
  book('E42.pay', { cash: '1002', amount: yuan(8n), tax: 0n }, '2026-08-05'),
  book('E87.post', { cash: '1002', amount: yuan(1n), agreement: 'fund', place: R1 }, '2026-09-21'),
  book('E55.paid', { cash: '1002', amount: yuan(4n), kind: 'm5', place: GENERAL }, '2026-10-10'),
]
const rows = ordinary.flatMap(deltasOf)
const endOfYear = { ...HEAD, documentOn: '2026-12-31', postedOn: '2026-12-31' }
const closing = closingDrafts(rows, endOfYear).map((draft) => accepted(draft))
const all = [...rows, ...closing.flatMap(deltasOf)]

test('the worked year: income and expense of each class before closing', () => {
  const year = activityStatement({ period: [], yearToDate: all, accountOf })
  const columns = (id: string) => [YEAR.R, YEAR.U, YEAR.total].map((column) => year.figure(id, column) / 100n)
  assert.deepEqual(columns('Y1'), [115n, 5n, 120n])
  assert.deepEqual(columns('Y8'), [1n, 0n, 1n])
  assert.deepEqual(columns('Y10'), [83n, 0n, 83n])
  assert.deepEqual(columns('Y12'), [0n, 4n, 4n])
  assert.deepEqual(columns('Y9'), [116n, 5n, 121n])
  assert.deepEqual(columns('Y17'), [83n, 4n, 87n])
  assert.deepEqual(columns('Y18'), [0n, 0n, 0n])
  assert.deepEqual(columns('Y19'), [0n, 0n, 0n])
  assert.deepEqual(columns('Y21'), [33n, 1n, 34n])
  assert.deepEqual(
    year.projects.map(({ project, values }) => [project, (values[YEAR.R] ?? 0n) / 100n]),
    [
      ['p1', 75n],
      ['p2', 8n],
    ],
  )
})

test('the worked year: closing gives 33 to the fund and 1 to the host', () => {
  const trial = trialBalance([], all, 'first')
  const end = Object.fromEntries(
    trial.rows.map((row) => [row.account, (row.closingDebitFen - row.closingCreditFen) / 100n]),
  )
  assert.deepEqual(Object.fromEntries(Object.entries(end).filter(([, net]) => net !== 0n)), {
    '1002': 29n,
    '1201': 5n,
    '3101': -1n,
    '3102': -33n,
  })
  assert.equal(closing.length, 2)
  const fund = closing.find((entry) => entry.lines.some((line) => line.restriction === 'R'))
  assert.deepEqual(
    fund?.lines.filter((line) => line.account === '3102').map((line) => [line.side, line.amountFen / 100n, line.fund]),
    [
      ['credit', 116n, 'F1'],
      ['debit', 83n, 'F1'],
    ],
  )
})

test('the worked year: the balance sheet holds 29 in cash and 5 in goods against 33 and 1', () => {
  const sheet = balanceSheet({ opening: [], closing: all, accountOf })
  const figure = (id: string) => sheet.figure(id, CLOSING_COLUMN) / 100n
  assert.deepEqual(['A1', 'A5', 'A27', 'L16', 'L17', 'L18', 'L20'].map(figure), [29n, 5n, 34n, 0n, 1n, 33n, 34n])
})

test('the worked year: cash came from gifts and interest and went to help, staff and the office', () => {
  const flow = cashFlowStatement(
    ordinary.flatMap((entry) => cashFlowsOf(entry, accountOf)),
    null,
  )
  const figures = ['B1', 'B6', 'BI', 'B7', 'B8', 'B11', 'BO', 'NC'].map((id) => flow.figure(id, 0) / 100n)
  assert.deepEqual(figures, [100n, 1n, 101n, 60n, 8n, 4n, 72n, 29n])
})

test('the worked year: the fund’s own statement, and its pot at every step', () => {
  const fund = fundStatement('F1', [], all)
  assert.deepEqual(fund.closing, { U: 0n, R: yuan(33n) })
  assert.deepEqual(
    fund.incomeBySource.map(({ account, amount }) => [account, amount.R / 100n]),
    [
      ['4101', 115n],
      ['4901', 1n],
    ],
  )
  assert.deepEqual(fund.feesByAccount, [])
  let pot = 0n
  const path = [...ordinary, ...closing].map((entry) => {
    for (const { deltaFen } of potDeltas(entry).values()) pot += deltaFen
    return pot / 100n
  })
  assert.deepEqual(path, [95n, 115n, 55n, 40n, 32n, 32n, 33n, 33n, 33n, 33n])
})
