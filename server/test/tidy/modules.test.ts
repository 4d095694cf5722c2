import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { layers, modules } from './modules.ts'
import { treeOf } from './tree.ts'

const base = 'server/src/modules/'
const order = { [`${base}order.ts`]: `export const order = ['divisions', 'ledger', 'giving'] as const` }
const tree = (path: string, from: string, verb = 'import') =>
  treeOf({ ...order, [base + path]: `${verb} { a } from '${from}'` })
const between = (path: string, from: string) => told(modules.find(tree(path, from)))
const within = (path: string, from: string, verb?: string) => told(layers.find(tree(path, from, verb)))

test('the door of an earlier module is open, its rooms are not', () => {
  assert.deepEqual(between('giving/actions/a.ts', '#modules/ledger/index.ts'), [])
  assert.match(between('giving/actions/a.ts', '#modules/ledger/actions/post.ts').join(), /through the door/)
  assert.match(between('giving/actions/a.test.ts', '../../ledger/actions/post.ts').join(), /through the door/)
})

test('a later module is out of reach for the product, not for a test', () => {
  assert.match(
    between('ledger/actions/a.ts', '#modules/giving/index.ts').join(),
    /imports a from giving, which comes after ledger/,
  )
  assert.deepEqual(between('ledger/actions/a.test.ts', '#modules/giving/index.ts'), [])
})

test('a module folder must have its place in the order', () => {
  assert.match(between('surprise/index.ts', './a.ts').join(), /surprise is not in order\.ts/)
})

test('routes, jobs and listeners lead to actions, and nothing leads back', () => {
  assert.deepEqual(within('giving/routes.ts', './actions/a.ts'), [])
  assert.deepEqual(within('giving/index.ts', './routes.ts'), [])
  assert.deepEqual(within('giving/providers/a.ts', '../logic/a.ts'), [])
  for (const [path, from] of [
    ['giving/actions/a.ts', '../routes.ts'],
    ['giving/queries/a.ts', '../actions/b.ts'],
    ['giving/logic/a.ts', '../queries/b.ts'],
    ['giving/jobs.ts', './listeners.ts'],
    ['giving/providers/a.ts', '../jobs.ts'],
    ['giving/actions/a.ts', '../index.ts'],
  ] as const)
    assert.equal(within(path, from).length, 1, path)
})

test('logic knows the contract and its own kind; of others only their types', () => {
  assert.deepEqual(within('giving/logic/a.ts', '@shanju/contract/giving/shapes.ts'), [])
  assert.deepEqual(within('giving/logic/a.ts', '../../../../../data/a.json'), [])
  assert.deepEqual(within('giving/logic/a.ts', '#modules/ledger/index.ts', 'import type'), [])
  assert.match(within('giving/logic/a.ts', '#modules/ledger/index.ts').join(), /plain data/)
  assert.match(within('giving/logic/a.ts', '#platform/pg/db.ts').join(), /plain data/)
})
