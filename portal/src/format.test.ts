import assert from 'node:assert/strict'
import { test } from 'node:test'
import { count, longDay, roughly, shortMonth, yuan } from './format.ts'

test('money is shown to the fen, with a sign in front of the currency', () => {
  assert.equal(yuan(123450n), '¥1,234.50')
  assert.equal(yuan(0n), '¥0.00')
  assert.equal(yuan(-100_000_005n), '−¥1,000,000.05')
})

test('sums from ten thousand yuan are also said in 万 and 亿, rounded half up', () => {
  for (const [fen, said] of [
    [999_999n, undefined],
    [1_000_000n, '1.00 万元'],
    [12_344_999n, '12.34 万元'],
    [12_345_000n, '12.35 万元'],
    [-12_345_000n, '−12.35 万元'],
    [9_999_994_999n, '9,999.99 万元'],
    [9_999_995_000n, '1.00 亿元'],
    [123_000_000_000n, '12.30 亿元'],
  ] as const)
    assert.equal(roughly(fen, 'zh'), said, String(fen))
})

test('English says millions, and leaves smaller sums exact', () => {
  assert.equal(roughly(99_999_999n, 'en'), undefined)
  assert.equal(roughly(123_456_789n, 'en'), '¥1.23 million')
})

test('counts are grouped by three', () => {
  assert.equal(count(999), '999')
  assert.equal(count(1_234_567), '1,234,567')
})

test('days and months are written as each language writes them', () => {
  assert.equal(longDay('2026-01-09', 'zh'), '2026年1月9日')
  assert.equal(longDay('2026-01-09', 'en'), '9 January 2026')
  assert.equal(shortMonth('2026-09', 'zh'), '9月')
  assert.equal(shortMonth('2026-09', 'en'), 'Sep')
})
