import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  basisPoints,
  charitySpend,
  fundraisingCost,
  fundraisingRatio,
  incomeForRatio,
  isAtLeast,
  isAtMost,
  managementCost,
  managementRatio,
  type SpendFact,
  spendRatio,
} from './ratios.ts'
import { ACTIVITY_KINDS } from './vocab.ts'

const fact = (kind: SpendFact['kind'], amountFen: bigint, bookedYear: string, reachedYear: string | null = null) => ({
  kind,
  amountFen,
  bookedYear,
  reachedYear,
})

test('M12 12: help counts in the year in which it reached the last beneficiary, not in the year it was booked', () => {
  const facts = [
    fact('c1', 100n, '2026', '2026'),
    fact('c1', 50n, '2026', '2027'),
    fact('c1', 30n, '2026'),
    fact('c2', 7n, '2026'),
    fact('c3', 5n, '2027'),
  ]
  assert.equal(charitySpend(facts, '2026'), 107n)
  assert.equal(charitySpend(facts, '2027'), 55n)
})

test('M12 4: setting up trusts and other activity cost are no charity spend, and a return takes back what it had counted', () => {
  const facts = [fact('trust', 900n, '2026', '2026'), fact('other', 80n, '2026'), fact('c1', 40n, '2026', '2026')]
  assert.equal(charitySpend(facts, '2026'), 40n)
  assert.equal(charitySpend([...facts, fact('c1', -15n, '2026', '2026')], '2026'), 25n)
})

test('charity spend is the sum of its parts: any split of the facts adds up', () => {
  const facts = fc.array(
    fc.record({
      kind: fc.constantFrom(...ACTIVITY_KINDS),
      amountFen: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      bookedYear: fc.constantFrom('2026', '2027'),
      reachedYear: fc.constantFrom('2026', '2027', null),
    }),
  )
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      assert.equal(charitySpend([...one, ...other], '2026'), charitySpend(one, '2026') + charitySpend(other, '2026'))
    }),
  )
})

test('M12 5 and 6: management is m1 to m5 without mx, fundraising is f1 and f2 without fx', () => {
  const costs = (['m1', 'm2', 'm3', 'm4', 'm5', 'mx', 'f1', 'f2', 'fx', null] as const).map((kind, index) => ({
    kind,
    amountFen: 10n ** BigInt(index),
  }))
  assert.equal(managementCost(costs), 11_111n)
  assert.equal(fundraisingCost(costs), 11_000_000n)
})

test('M12 11: income leaves out what could not be used in the year and adds what came free in it', () => {
  assert.equal(incomeForRatio({ actualFen: 1000n, lockedFen: 300n, unlockedFen: 50n }), 750n)
})

test('M12 8: 70 % is met by exactly 70 % and missed by one fen', () => {
  assert.ok(isAtLeast(spendRatio(70n, 100n), 7000n))
  assert.ok(!isAtLeast(spendRatio(69_999_999_999n, 100_000_000_000n), 7000n))
  assert.equal(basisPoints(spendRatio(69_999_999_999n, 100_000_000_000n)), 6999n)
})

test('management cost of exactly 10 % is allowed, one fen more is not', () => {
  assert.ok(isAtMost(managementRatio(10n, 100n), 1000n))
  assert.ok(!isAtMost(managementRatio(10_000_001n, 100_000_000n), 1000n))
})

test('M12 15: fundraising cost is held against the mean of three years without rounding', () => {
  const years = [100n, 100n, 101n]
  assert.ok(isAtMost(fundraisingRatio(3n, years), 300n))
  assert.ok(!isAtMost(fundraisingRatio(4n, years), 300n))
  assert.deepEqual(fundraisingRatio(3n, [100n]), { numerator: 3n, denominator: 100n })
  assert.throws(() => fundraisingRatio(3n, []), RangeError)
})

test('a ratio against nothing has no basis points', () => {
  assert.equal(basisPoints({ numerator: 5n, denominator: 0n }), undefined)
})

test('basis points never overstate: the floor meets the limit only when the fraction does', () => {
  const positive = fc.bigInt({ min: 1n, max: 10n ** 15n })
  fc.assert(
    fc.property(positive, positive, fc.bigInt({ min: 0n, max: 20_000n }), (numerator, denominator, bp) => {
      const ratio = { numerator, denominator }
      assert.equal((basisPoints(ratio) ?? 0n) >= bp, isAtLeast(ratio, bp))
    }),
  )
})
