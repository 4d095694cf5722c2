import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type BalanceRow, netDebitFen } from './balances.ts'
import { closingDrafts } from './closing.ts'
import { activityStatement, YEAR } from './statements/activity.ts'
import { balanceSheet, CLOSING_COLUMN } from './statements/balance-sheet.ts'
import { fundStatement } from './statements/fund-statement.ts'
import { accepted } from './testkit/facts.ts'
import { accountOf, arbitraryJournal, balancesOf } from './testkit/journal.ts'
import { HEAD } from './testkit/recipes.ts'

const head = { ...HEAD, documentOn: '2026-12-31', postedOn: '2026-12-31', checker: null }
const closed = (rows: readonly BalanceRow[]) => closingDrafts(rows, head).map((draft) => accepted(draft))

test('K11: closing any journal leaves nothing in income, expense and 3201, in any key', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const after = balancesOf([...entries, ...closed(balancesOf(entries))])
      const left = new Map<string, bigint>()
      for (const row of after) {
        if (!/^(4|5|3201)/.test(row.account)) continue
        const key = [row.account, row.restriction, row.restrictionId, row.fund, row.project, row.kind].join(' ')
        left.set(key, (left.get(key) ?? 0n) + netDebitFen(row))
      }
      assert.ok([...left.values()].every((fen) => fen === 0n))
    }),
  )
})

test('A07: closing moves restricted results to 3102 of their own fund and restriction, the rest to 3101', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      for (const entry of closed(balancesOf(entries))) {
        const equity = entry.lines.filter((line) => line.account.startsWith('31'))
        const [first] = entry.lines
        for (const line of equity) {
          assert.equal(line.account, first?.restriction === 'R' ? '3102' : '3101')
          assert.deepEqual([line.fund, line.restrictionId], [first?.fund, first?.restrictionId])
        }
        assert.ok(entry.lines.every((line) => line.account !== '5601' || line.restriction === 'U'))
      }
    }),
  )
})

test('closing changes no statement: the balance sheet counts what is unclosed, the activity statement leaves closing out', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const before = balancesOf(entries)
      const after = balancesOf([...entries, ...closed(before)])
      const [one, other] = [before, after].map((rows) => balanceSheet({ opening: [], closing: rows, accountOf }))
      assert.deepEqual(one?.lines, other?.lines)
      const [year, same] = [before, after].map((rows) => activityStatement({ period: [], yearToDate: rows, accountOf }))
      assert.deepEqual(year?.lines, same?.lines)
      assert.deepEqual(fundStatement('F1', [], before), fundStatement('F1', [], after))
    }),
  )
})

test('closing twice gives nothing the second time, and closing by months ends where closing by year does', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const once = [...entries, ...closed(balancesOf(entries))]
      assert.deepEqual(closingDrafts(balancesOf(once), head), [])
      const half = entries.filter((entry) => entry.month <= '2026-06')
      const inJune = closingDrafts(balancesOf(half), { ...head, postedOn: '2026-06-30' }).map((draft) =>
        accepted(draft),
      )
      const byMonths = [...entries, ...inJune]
      byMonths.push(...closed(balancesOf(byMonths)).map((entry) => ({ ...entry, id: '', seq: 0n, reversedBy: null })))
      const equity = (rows: readonly BalanceRow[]) =>
        ['3101', '3102'].map((account) =>
          rows.reduce((sum, row) => (row.account === account ? sum + netDebitFen(row) : sum), 0n),
        )
      assert.deepEqual(equity(balancesOf(byMonths)), equity(balancesOf(once)))
    }),
  )
})

test('a journal without income and expense closes without an entry', () => {
  assert.deepEqual(closingDrafts([], head), [])
  const sheet = balanceSheet({ opening: [], closing: [], accountOf })
  assert.equal(sheet.figure('L20', CLOSING_COLUMN), 0n)
  assert.equal(activityStatement({ period: [], yearToDate: [], accountOf }).figure('Y21', YEAR.total), 0n)
})
