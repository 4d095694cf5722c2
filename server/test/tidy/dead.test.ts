import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { deadExports, deadFilesWith } from './dead.ts'
import { treeOf } from './tree.ts'

const files = (tree: Record<string, string>, entry?: string) =>
  told(deadFilesWith(entry === undefined ? [] : [{ path: entry, reason: 'a test' }]).find(treeOf(tree))).map((line) =>
    line.replace(/:.*/, ''),
  )
const exported = (tree: Record<string, string>) =>
  told(deadExports.find(treeOf(tree))).map((line) => line.replace(/.*exports ([\w$]+),.*/, '$1'))

test('a file that nobody names is found, and so is one that only tests name', () => {
  assert.deepEqual(
    files({
      'server/src/a.ts': `import { b } from './b.ts'; import { c } from '#platform/c.ts'; new URL('./d.ts', import.meta.url)`,
      'server/src/b.ts': '',
      'server/src/platform/c.ts': '',
      'server/src/d.ts': '',
      'server/src/e.ts': '',
      'server/src/f.ts': '',
      'server/src/e.test.ts': `import { e } from './e.ts'`,
    }),
    ['server/src/a.ts is used by nobody', 'server/src/e.ts is used by tests only', 'server/src/f.ts is used by nobody'],
  )
})

test('scripts, pages and the list of entries start files', () => {
  assert.deepEqual(
    files(
      {
        'package.json': '{"scripts":{"start":"node server/src/main.ts"}}',
        'console/index.html': '<script type="module" src="/src/main.tsx"></script>',
        'console/vite.config.ts': '',
        'console/src/main.tsx': '',
        'server/src/main.ts': '',
        'bench/giving.ts': '',
      },
      'bench/',
    ),
    [],
  )
})

test('an entry that is not needed is found', () => {
  assert.deepEqual(files({ 'server/src/a.test.ts': '' }, 'bench/'), ['bench/ needs no entry in exceptions.ts'])
})

test('support that tests import lives, support that none imports does not', () => {
  assert.deepEqual(
    files({
      'server/test/a.test.ts': `import { b } from '#test/support/b.ts'`,
      'server/test/support/b.ts': '',
      'server/test/support/c.ts': '',
    }),
    ['server/test/support/c.ts is used by nobody'],
  )
})

test('an exported name that no other file of the product mentions is found', () => {
  assert.deepEqual(
    exported({
      'server/src/a.ts': [
        'export const used = 1',
        'export type Idle = string',
        'export async function onlyTested() {}',
        'export function step() {}',
        'export const go = () => step()',
        'export { other as Renamed, type Kept }',
        'export class Lazy {}',
      ].join('\n'),
      'server/src/b.ts': `use(used, go, Kept); load('Lazy') // Idle`,
      'server/src/a.test.ts': 'use(onlyTested, step)',
    }),
    ['Idle', 'onlyTested', 'Renamed'],
  )
})

test('what a door opens must be used by somebody outside of the module', () => {
  const tree = (outside: string) => ({
    'server/src/modules/giving/index.ts': `export { settle } from './actions/settle.ts'`,
    'server/src/modules/giving/actions/settle.ts': 'export function settle() {}',
    'server/src/modules/giving/routes.ts': `import { settle } from './actions/settle.ts'`,
    'server/src/wiring.ts': outside,
  })
  assert.deepEqual(exported(tree('')), ['settle'])
  assert.deepEqual(exported(tree('giving.settle')), [])
})

test('a shape that its own file’s functions speak of may be exported, one that nothing mentions may not', () => {
  const file = 'export interface Order {}\nexport interface Idle {}\nexport function place(order: Order) {}'
  assert.deepEqual(exported({ 'server/src/a.ts': file, 'server/src/b.ts': 'place(x)' }), ['Idle'])
})

test('test support may export for tests', () => {
  assert.deepEqual(
    exported({ 'server/test/support/a.ts': 'export const a = 1', 'server/test/b.test.ts': 'use(a)' }),
    [],
  )
  assert.deepEqual(exported({ 'server/test/support/a.ts': 'export const a = 1' }), ['a'])
})
