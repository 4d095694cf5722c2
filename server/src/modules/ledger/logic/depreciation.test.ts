import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lesser } from './bigints.ts'
import { type DepreciableAsset, depreciationOf } from './depreciation.ts'
import { greater } from './testkit/facts.ts'

const asset: DepreciableAsset = {
  account: '1501',
  costFen: 100_00n,
  residualFen: 0n,
  lifeMonths: 12,
  addedIn: '2026-11',
  removedIn: null,
  isNominal: false,
  isExempt: false,
}
const monthsFrom = (start: string, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const at = Number(start.slice(0, 4)) * 12 + Number(start.slice(5)) - 1 + index
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })

test('K23: the month of addition bears depreciation, the month after the last does not', () => {
  assert.equal(depreciationOf(asset, '2026-10'), 0n)
  assert.equal(depreciationOf(asset, '2026-11'), 8_33n)
  assert.notEqual(depreciationOf(asset, '2027-10'), 0n)
  assert.equal(depreciationOf(asset, '2027-11'), 0n)
})

test('K23: the month of removal bears none', () => {
  const sold = { ...asset, removedIn: '2027-02' }
  assert.equal(depreciationOf(sold, '2027-01'), 8_34n)
  assert.equal(depreciationOf(sold, '2027-02'), 0n)
})

test('K23: relics, assets at the nominal amount and books, art, specimens, animals, plants bear none', () => {
  for (const none of [{ account: '1506' as const }, { isNominal: true }, { isExempt: true }]) {
    assert.equal(depreciationOf({ ...asset, ...none }, '2026-12'), 0n)
  }
})

test('the months of a life add up to cost less residual, and no two differ by more than a fen', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n }),
      fc.bigInt({ min: 0n, max: 10n ** 6n }),
      fc.integer({ min: 1, max: 240 }),
      (body, residualFen, lifeMonths) => {
        const one = { ...asset, costFen: body + residualFen, residualFen, lifeMonths }
        const months = monthsFrom('2026-11', lifeMonths + 3).map((month) => depreciationOf(one, month))
        assert.equal(
          months.reduce((sum, fen) => sum + fen, 0n),
          body,
        )
        const inLife = months.slice(0, lifeMonths)
        const spread = inLife.reduce(greater) - inLife.reduce(lesser)
        assert.ok(spread <= 1n)
      },
    ),
  )
})
