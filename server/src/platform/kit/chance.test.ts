import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceBytes } from './chance.ts'

test('no bytes are given out twice, and none is left as zero when a page ends', () => {
  const seen = new Set<string>()
  const before = chanceBytes(12).toString('hex')
  for (let n = 0; n < 20_000; n++) {
    const bytes = chanceBytes(12)
    assert.equal(bytes.length, 12)
    seen.add(bytes.toString('hex'))
  }
  assert.equal(seen.size, 20_000)
  assert.ok(!seen.has(before) && !seen.has('00'.repeat(12)))
})

test('what was given stays as it is when more is fetched', () => {
  const kept = chanceBytes(16)
  const copy = kept.toString('hex')
  for (let n = 0; n < 2_000; n++) chanceBytes(16)
  assert.equal(kept.toString('hex'), copy)
})

test('more than a page is no few bytes', () => {
  assert.equal(chanceBytes(8192).length, 8192)
  assert.throws(() => chanceBytes(8193), RangeError)
})
