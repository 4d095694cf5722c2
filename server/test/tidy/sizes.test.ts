import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizesWith } from './sizes.ts'
import { treeOf } from './tree.ts'

const lines = (count: number) => 'a\n'.repeat(count)
const where = (files: Record<string, string>, allowed = '') =>
  sizesWith(allowed === '' ? [] : [{ path: allowed, reason: 'one table' }])
    .find(treeOf(files))
    .map((finding) => finding.where)

test('a file of 400 lines passes, one of 401 needs a reason', () => {
  assert.deepEqual(where({ 'portal/src/a.ts': lines(400) }), [])
  assert.deepEqual(where({ 'portal/src/a.ts': lines(401) }), ['portal/src/a.ts'])
  assert.deepEqual(where({ 'portal/src/a.ts': lines(401) }, 'portal/src/a.ts'), [])
})

test('an exception that is not needed is found', () => {
  assert.deepEqual(where({ 'portal/src/a.ts': lines(10) }, 'portal/src/a.ts'), ['portal/src/a.ts'])
})

test('a door of 60 lines passes, one of 61 does not, and written files are not ours', () => {
  assert.deepEqual(where({ 'server/src/modules/giving/index.ts': lines(60) }), [])
  assert.deepEqual(where({ 'server/src/modules/giving/index.ts': lines(61) }), ['server/src/modules/giving/index.ts'])
  assert.deepEqual(where({ 'server/src/platform/pg/schema.gen.ts': lines(900) }), [])
})
