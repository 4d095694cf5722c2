import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { generalLedger, type LedgerLine } from './general-ledger.ts'

const line = (postedOn: string, side: 'debit' | 'credit', amountFen: bigint): LedgerLine => ({
  entryId: `${postedOn}-${amountFen}`,
  postedOn,
  summary: '',
  side,
  amountFen,
})

test('the ledger of an account runs its balance, sums each month and starts the year’s sums anew', () => {
  const rows = generalLedger(100n, [
    line('2026-11-03', 'debit', 50n),
    line('2026-11-09', 'credit', 20n),
    line('2026-12-01', 'credit', 30n),
    line('2027-01-05', 'debit', 5n),
  ])
  const shown = rows.map((row) =>
    row.row === 'month'
      ? [row.month, row.debitFen, row.creditFen, row.yearDebitFen, row.yearCreditFen, row.balanceFen]
      : [row.row, row.balanceFen],
  )
  assert.deepEqual(shown, [
    ['opening', 100n],
    ['line', 150n],
    ['line', 130n],
    ['2026-11', 50n, 20n, 50n, 20n, 130n],
    ['line', 100n],
    ['2026-12', 0n, 30n, 50n, 50n, 100n],
    ['line', 105n],
    ['2027-01', 5n, 0n, 5n, 0n, 105n],
  ])
})

test('a page of the ledger that starts in the middle of a year goes on with the sums of the year', () => {
  const rows = generalLedger(7n, [line('2026-06-03', 'credit', 2n)], { debitFen: 40n, creditFen: 10n })
  const month = rows.at(-1)
  assert.ok(month?.row === 'month')
  assert.deepEqual([month.yearDebitFen, month.yearCreditFen, month.balanceFen], [40n, 12n, 5n])
})

test('the last balance is the first plus all debits less all credits, however the lines fall into months', () => {
  const lines = fc.array(
    fc.record({
      postedOn: fc.constantFrom('2026-01-02', '2026-02-02', '2026-12-31', '2027-01-01'),
      side: fc.constantFrom('debit' as const, 'credit' as const),
      amountFen: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    }),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -1000n, max: 1000n }), lines, (opening, raw) => {
      const sorted = raw.toSorted((one, other) => one.postedOn.localeCompare(other.postedOn))
      const rows = generalLedger(
        opening,
        sorted.map((one) => ({ ...one, entryId: 'e', summary: '' })),
      )
      const net = raw.reduce((sum, one) => sum + (one.side === 'debit' ? one.amountFen : -one.amountFen), 0n)
      assert.equal(rows.at(-1)?.balanceFen, opening + net)
      assert.equal(rows.filter((row) => row.row === 'line').length, raw.length)
    }),
  )
})
