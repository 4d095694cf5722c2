import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbidden, machinePaths } from './forbidden.ts'
import { treeOf } from './tree.ts'

const count = (source: string, path = 'server/src/a.test.ts') => forbidden.find(treeOf({ [path]: source })).length

test('each forbidden word is found', () => {
  for (const source of [
    'const a = b as any',
    '// @ts-ignore',
    '/* @ts-expect-error why */',
    'console.log(a)',
    'console.error(a)',
    'debugger',
    '// TODO later',
    '/** FIXME */',
    'test.skip(a, b)',
    'describe.only(a, b)',
    't.todo(a)',
    'test(a, { skip: true }, b)',
    `test(a, { timeout: 1, todo: 'soon' }, b)`,
  ])
    assert.equal(count(source), 1, source)
})

test('postponed work is found in SQL and styles as well', () => {
  assert.equal(count('-- TODO an index', 'server/migrations/0001_platform.sql'), 1)
  assert.equal(count('/* FIXME */', 'portal/src/a.css'), 1)
})

test('a cast through unknown is found in the product and left to tests', () => {
  assert.equal(count('const a = b as unknown as C', 'portal/src/a.ts'), 1)
  assert.equal(count('const a = b as unknown as C'), 0)
})

test('the same words in a text, or as other names, pass', () => {
  for (const source of [
    `const a = 'as any // @ts-ignore console.log TODO'`,
    'const a = this.console.log',
    'const a = page.skip(1)',
    'const a = { skip: 10 }',
    'const a = b as unknown',
    'const TODOS = 1',
  ])
    assert.equal(count(source), 0, source)
})

test('folders of one machine are found in every kind of file', () => {
  // Put together here, or this file would be the finding.
  const [work, temp, root] = ['work', 'tmp/trial', 'root'].map((name) => `/${name}/`)
  for (const text of [`see ${work}main`, `"${temp}x"`, `cd ${root}`, `(${work}shared)`])
    assert.equal(machinePaths.find(treeOf({ 'docs/a.md': text })).length, 1, text)
  for (const text of [`https://example.org${work}x`, `/api/v1${work}x`, 'os.tmpdir()', `./${work}`, 'in /tmp or /var'])
    assert.equal(machinePaths.find(treeOf({ 'docs/a.md': text })).length, 0, text)
})
