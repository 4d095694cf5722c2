import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ALIASES, importsOf } from './imports.ts'
import { declaredObject, propertiesAt } from './object.ts'
import { SourceFile } from './tree.ts'

test('every form of import is seen, with the names asked for and the file meant', () => {
  const file = new SourceFile(
    'server/src/modules/giving/actions/a.ts',
    [
      `import { b, type C as D } from '../logic/b.ts'`,
      `import type { Tx } from '#platform/pg/db.ts'`,
      `import e, * as f from '@shanju/contract/kit/money.ts'`,
      `export { g as h } from "./g.ts"`,
      `export * from './i.ts'`,
      `import './j.ts'`,
      `const k = await import('./k.ts')`,
      `import { sql } from 'kysely'`,
      `import { readFile } from 'node:fs/promises'`,
      `import { l } from '@fastify/static/deep'`,
      `// import { m } from './m.ts'`,
      `const n = "import { o } from './o.ts'"`,
      `export const p = import.meta.url`,
    ].join('\n'),
  )
  const seen = importsOf(file).map((i) => [
    i.target.kind === 'file' ? i.target.path : i.target.name,
    i.names.join(' '),
    [i.typeOnly && 'type', i.reexport && 'reexport'].filter(Boolean).join(' '),
  ])
  assert.deepEqual(seen.toSorted(), [
    ['@fastify/static', 'l', ''],
    ['contract/src/kit/money.ts', 'default *', ''],
    ['kysely', 'sql', ''],
    ['node:fs/promises', 'readFile', ''],
    ['server/src/modules/giving/actions/g.ts', 'g', 'reexport'],
    ['server/src/modules/giving/actions/i.ts', '*', 'reexport'],
    ['server/src/modules/giving/actions/j.ts', '*', ''],
    ['server/src/modules/giving/actions/k.ts', '*', ''],
    ['server/src/modules/giving/logic/b.ts', 'b C', ''],
    ['server/src/platform/pg/db.ts', 'Tx', 'type'],
  ])
})

test('the aliases the checks follow are those of the workspaces', () => {
  const manifest = (room: string) =>
    JSON.parse(readFileSync(new URL(`../../../${room}/package.json`, import.meta.url), 'utf8'))
  const server: Record<string, string> = manifest('server').imports
  const expected = Object.entries(server).map(([from, to]) => [from.slice(0, -1), `server/${to.slice(2, -1)}`])
  for (const room of ['contract', 'portal', 'verifier']) {
    assert.equal(manifest(room).exports['./*'], './src/*')
    expected.push([`@shanju/${room}/`, `${room}/src/`])
  }
  assert.deepEqual(ALIASES, expected)
})

test('the properties of an object literal are found with their values', () => {
  const file = new SourceFile(
    'a.ts',
    `const words: Words = {\n  zh: { 'refusal.a': '甲, 乙', b: f(1, { c: 2 }) },\n  ...rest,\n  en,\n} as const`,
  )
  const outer = declaredObject(file, 'words')
  assert.deepEqual(
    outer.map((property) => property.key),
    ['zh', 'en'],
  )
  assert.deepEqual(
    propertiesAt(file, outer[0]?.start ?? 0).map(({ key, start, end }) => [key, file.text.slice(start, end).trim()]),
    [
      ['refusal.a', "'甲, 乙'"],
      ['b', 'f(1, { c: 2 })'],
    ],
  )
  assert.deepEqual(declaredObject(file, 'refusals'), [])
})
