import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purity } from './purity.ts'
import { treeOf } from './tree.ts'

const count = (path: string, line: string) => purity.find(treeOf({ [path]: line })).length
const logic = 'server/src/modules/giving/logic/a.ts'

test('every source of another answer is found in logic', () => {
  for (const line of [
    'const a = Date.now()',
    'const a = new Date()',
    'const a = new Date',
    'const a = performance.now()',
    'const a = Math.random()',
    'const a = crypto.randomUUID()',
    'const a = process.env.A',
    'setTimeout(f, 1)',
    'const a = fetch(b)',
    'export async function f() {}',
    `import { createHash } from 'node:crypto'`,
    `import { sql } from 'kysely'`,
    `import pg from 'pg'`,
  ])
    assert.equal(count(logic, line), 1, line)
})

test('plain functions over plain data pass, and words in comments and texts do not count', () => {
  for (const line of [
    'const a = new Date(b)',
    'type A = { process: string; async: boolean }; const c = d.process',
    '// Date.now() would be wrong here',
    `const a = 'Math.random()'`,
    'const prefetch = refetch(1)',
  ])
    assert.equal(count(logic, line), 0, line)
})

test('the contract is pure as well, though it may wait for a hash function that is handed in', () => {
  assert.equal(count('contract/src/kit/a.ts', 'const a = Date.now()'), 1)
  assert.equal(count('contract/src/transparency/a.ts', 'export async function f() {}'), 0)
})

test('tests and actions may look at the clock', () => {
  assert.equal(count('server/src/modules/giving/logic/a.test.ts', 'const a = Date.now()'), 0)
  assert.equal(count('server/src/modules/giving/actions/a.ts', 'const a = Date.now()'), 0)
})
