import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSaved, sameFilters, withSaved } from './saved-filters.ts'

test('what a browser kept is read back, and whatever else stands there counts for nothing', () => {
  const kept = [{ name: '本月', filters: { state: 'open' } }]
  assert.deepEqual(readSaved(JSON.stringify(kept)), kept)
  for (const nonsense of [
    undefined,
    '',
    '{',
    'null',
    '{}',
    '[1]',
    '[null]',
    '[{"name":1}]',
    '[{"name":"x","filters":{"a":1}}]',
  ])
    assert.deepEqual(readSaved(nonsense), [])
})

test('saving under a name that is taken replaces it', () => {
  const one = { name: '本月', filters: { state: 'open' } }
  const other = { name: '本月', filters: { state: 'done' } }
  assert.deepEqual(withSaved([one], other), [other])
  assert.equal(
    withSaved(
      Array.from({ length: 25 }, (_, n) => ({ name: `${n}`, filters: {} })),
      one,
    ).length,
    20,
  )
})

test('filters are the same when each value is, in any order', () => {
  assert.ok(sameFilters({ a: '1', b: '2' }, { b: '2', a: '1' }))
  assert.ok(!sameFilters({ a: '1' }, { a: '1', b: '2' }))
  assert.ok(!sameFilters({ a: '1' }, { a: '2' }))
})
