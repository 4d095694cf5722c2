import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addRows, type BalanceRow, cashFlowsOf, deltasOf, netDebitFen } from './balances.ts'
import { findAccountOfHost } from './chart.ts'
import { credit, debit } from './entry.ts'
import { reversalOf } from './reversal.ts'
import { accepted, draft, facts, posted } from './testkit/facts.ts'

const r1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
const accountOf = (code: string) => findAccountOfHost(code, facts.details)
const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })

test('lines of one key are summed, lines that differ in gift or counterparty only stand in one key', () => {
  const entry = accepted(
    draft([
      debit('1201', 5n),
      credit('4101', 2n, { ...r1, gift: 'g1', counterparty: 'd1' }),
      credit('4101', 3n, { ...r1, gift: 'g2', counterparty: 'd2' }),
    ]),
  )
  assert.deepEqual(
    deltasOf(entry).map((row) => [row.account, row.month, row.debitFen, row.creditFen]),
    [
      ['1201', '2026-03', 5n, 0n],
      ['4101', '2026-03', 0n, 5n],
    ],
  )
})

test('closing turnover is kept apart from the movement that statements show', () => {
  const entry = accepted(draft([debit('4101', 5n, r1), credit('3102', 5n, r1)], { type: 'close' }))
  assert.deepEqual(
    deltasOf(entry).map((row) => [row.debitFen, row.creditFen, row.closeDebitFen, row.closeCreditFen]),
    [
      [0n, 0n, 5n, 0n],
      [0n, 0n, 0n, 5n],
    ],
  )
})

test('the opening entry stands before the first month of movement', () => {
  const lines = [debit('1002', 5n), credit('3101', 5n, { restriction: 'U', fund: 'general' })]
  const entry = accepted(draft(lines, { type: 'opening', postedOn: '2026-01-01', documentOn: '2025-12-31' }))
  assert.ok(deltasOf(entry).every((row) => row.month === '2026-00' && row.month < '2026-01'))
})

test('balances of balanced entries sum to zero, whatever the order in which they are added', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), (amounts) => {
      const entries = amounts.map((fen) => accepted(draft([debit('1201', fen), credit('4101', fen, r1)])))
      const forward = new Map<string, BalanceRow>()
      const backward = new Map<string, BalanceRow>()
      for (const entry of entries) addRows(forward, deltasOf(entry))
      for (const entry of entries.toReversed()) addRows(backward, deltasOf(entry))
      assert.deepEqual(forward, backward)
      assert.equal(
        [...forward.values()].reduce((sum, row) => sum + netDebitFen(row), 0n),
        0n,
      )
    }),
  )
})

test('a reversal brings every balance and every cash flow back to where it was', () => {
  fc.assert(
    fc.property(amount, amount, (gross, fee) => {
      const entry = posted(
        draft([
          debit('100907', gross + fee, { cashLine: 'B1' }),
          credit('4101', gross, r1),
          credit('4101', fee, { restriction: 'U', fund: 'general' }),
        ]),
        1,
      )
      const undo = reversalOf(entry, {
        documentOn: '2026-04-01',
        postedOn: '2026-04-01',
        maker: 'm',
        checker: 'c',
        reason: 'entered twice',
        papers: [],
      })
      assert.ok(!undo.refused)
      const back = accepted(undo.draft)
      assert.equal(back.reverses, entry.id)
      const net = new Map<string, bigint>()
      for (const row of [...deltasOf(entry), ...deltasOf(back)]) {
        const key = `${row.account} ${row.fund}`
        net.set(key, (net.get(key) ?? 0n) + netDebitFen(row))
      }
      assert.ok([...net.values()].every((fen) => fen === 0n))
      const flows = [...cashFlowsOf(entry, accountOf), ...cashFlowsOf(back, accountOf)]
      assert.equal(
        flows.reduce((sum, flow) => sum + flow.inflowFen, 0n),
        0n,
      )
    }),
  )
})

test('a reversal is refused twice, on a reversal, before its entry, and across a year-end', () => {
  const entry = posted(draft([debit('1201', 5n), credit('4101', 5n, r1)]), 1)
  const head = { documentOn: '2026-04-01', postedOn: '2026-04-01', maker: 'm', checker: null, reason: 'x', papers: [] }
  assert.equal(reversalOf({ ...entry, reversedBy: 'e2' }, head).refused, 'already_reversed')
  assert.equal(reversalOf({ ...entry, reverses: 'e0' }, head).refused, 'is_reversal')
  assert.equal(reversalOf(entry, { ...head, postedOn: '2026-03-04' }).refused, 'before_first_entry')
  assert.equal(reversalOf(entry, { ...head, postedOn: '2027-01-02' }).refused, 'earlier_year')
})

test('own cash debited is an inflow, and a flow moved later changes its line but not the sum', () => {
  const early = accepted(draft([debit('1002', 4n, { cashLine: 'B6' }), credit('2209', 4n)]))
  const later = accepted(draft([debit('2209', 4n, { cashLine: 'B6' }), credit('4101', 4n, { ...r1, cashLine: 'B1' })]))
  const flows = [early, later].flatMap((entry) => cashFlowsOf(entry, accountOf))
  assert.deepEqual(
    flows.map((flow) => [flow.cashLine, flow.inflowFen]),
    [
      ['B6', 4n],
      ['B6', -4n],
      ['B1', 4n],
    ],
  )
})
