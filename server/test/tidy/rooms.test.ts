import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { rooms } from './rooms.ts'
import { treeOf } from './tree.ts'

const manifests = {
  'package.json': '{"devDependencies":{"fast-check":"1"}}',
  'server/package.json': '{"dependencies":{"pg":"1","@fastify/static":"1"}}',
}

const findings = (path: string, ...imports: string[]) =>
  told(
    rooms.find(treeOf({ ...manifests, [path]: imports.map((from) => `import { a } from '${from}'`).join('\n') })),
  ).map((line) => line.replace(/(: | which ).*/, ''))

test('the web knows the contract and never the server', () => {
  assert.deepEqual(findings('console/src/a.ts', '@shanju/contract/kit/money.ts', './b.ts'), [])
  assert.deepEqual(findings('console/src/a.ts', '../../server/src/config.ts', 'node:fs'), [
    'console/src/a.ts:1 imports server/src/config.ts',
    'console/src/a.ts:2 imports node:fs',
  ])
  assert.deepEqual(findings('portal/src/a.ts', '../../console/src/b.ts'), [
    'portal/src/a.ts:1 imports console/src/b.ts',
  ])
})

test('the contract knows zod and itself', () => {
  assert.deepEqual(findings('contract/src/kit/a.ts', './b.ts', 'zod'), [])
  assert.deepEqual(findings('contract/src/kit/a.ts', 'kysely', 'node:crypto', '../../../verifier/src/a.ts'), [
    'contract/src/kit/a.ts:1 imports kysely',
    'contract/src/kit/a.ts:2 imports node:crypto',
    'contract/src/kit/a.ts:3 imports verifier/src/a.ts',
  ])
  assert.deepEqual(findings('contract/src/kit/a.test.ts', 'node:test', 'fast-check'), [])
})

test('the verifier knows nothing but the transparency part of the contract', () => {
  assert.deepEqual(findings('verifier/src/a.ts', '@shanju/contract/transparency/merkle.ts', 'node:fs'), [])
  assert.deepEqual(findings('verifier/src/a.ts', '@shanju/contract/kit/money.ts', 'zod'), [
    'verifier/src/a.ts:1 imports contract/src/kit/money.ts',
    'verifier/src/a.ts:2 imports zod',
  ])
})

test('the platform knows no module, and nobody but tests and tools knows what stands at the top', () => {
  assert.deepEqual(
    findings('server/src/platform/pg/a.ts', '#modules/giving/index.ts', '@shanju/contract/giving/routes.ts'),
    [
      'server/src/platform/pg/a.ts:1 imports server/src/modules/giving/index.ts',
      'server/src/platform/pg/a.ts:2 imports contract/src/giving/routes.ts',
    ],
  )
  assert.deepEqual(findings('server/src/modules/giving/a.ts', '#src/wiring.ts'), [
    'server/src/modules/giving/a.ts:1 imports server/src/wiring.ts',
  ])
  assert.deepEqual(findings('server/src/app.ts', '#modules/giving/index.ts', './wiring.ts', '@shanju/portal/a.ts'), [])
  assert.deepEqual(findings('server/test/journeys/a.test.ts', '#src/app.ts', '../../console/src/a.ts'), [])
})

test('product code uses no test support, and tests of every room may', () => {
  assert.deepEqual(findings('server/src/modules/giving/a.ts', '#test/support/postgres.ts'), [
    'server/src/modules/giving/a.ts:1 imports server/test/support/postgres.ts',
  ])
  assert.deepEqual(findings('server/src/modules/giving/a.test.ts', '#test/support/postgres.ts'), [])
  assert.deepEqual(findings('portal/src/a.test.ts', '../../server/test/support/browser.ts'), [])
})

test('a package is named in the package.json of the room that imports it', () => {
  assert.deepEqual(findings('server/src/a.ts', 'pg', '@fastify/static/deep'), [])
  assert.deepEqual(findings('server/src/a.ts', 'lodash', 'fast-check'), [
    'server/src/a.ts:1 imports lodash,',
    'server/src/a.ts:2 imports fast-check,',
  ])
  assert.deepEqual(findings('server/test/a.test.ts', 'fast-check', 'pg'), [])
})
