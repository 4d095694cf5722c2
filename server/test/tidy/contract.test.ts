import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { refusals, routes } from './contract.ts'
import { treeOf } from './tree.ts'

const sound = {
  'contract/src/giving/routes.ts': `export const routes = {
      recordGift: route({ name: 'giving.recordGift', method: 'POST', path: '/gifts', access: { action: 'giving.record' }, body: z.object({ access: a }) }),
    }
    export const showGift = route({ name: 'giving.showGift', method: 'GET', access: 'public', output: b })`,
  'server/src/modules/giving/routes.http.test.ts': 'await call(giving.recordGift, {})',
  'server/test/permissions.test.ts': `row('giving.showGift')`,
  'contract/src/giving/refusals.ts': `export const refusals = { closed: { status: 409 }, too_late: { status: 422 } } as const`,
  'contract/src/giving/words.ts': `export const words = { zh: { 'refusal.closed': '已结束', 'refusal.too_late': '已过期' },
      en: { 'refusal.closed': 'closed', 'refusal.too_late': 'late' } } as const satisfies Words`,
  'server/src/modules/giving/logic/decide.ts': `export const f = () => ({ refused: 'too_late' })`,
  'server/src/modules/giving/actions/a.ts': `throw refuse('giving.closed')`,
  'server/src/modules/giving/logic/decide.test.ts': `row('too_late')`,
  'server/test/journeys/a.test.ts': `code('giving.closed')`,
}
type Path = keyof typeof sound

function changed(path: Path, from: string, to: string) {
  assert.ok(sound[path].includes(from), `${from} is in ${path}`)
  return treeOf({ ...sound, [path]: sound[path].replace(from, to) })
}

test('routes and refusals in order pass', () => {
  assert.deepEqual(told([...routes.find(treeOf(sound)), ...refusals.find(treeOf(sound))]), [])
})

test('a route without access, without a name or without a trial is found', () => {
  const file = 'contract/src/giving/routes.ts'
  const of = (tree: ReturnType<typeof treeOf>) => told(routes.find(tree)).join('\n')
  assert.match(of(changed(file, `access: { action: 'giving.record' },`, '')), /:2 giving\.recordGift has no access/)
  assert.match(of(changed(file, `'giving.showGift'`, `'showGift'`)), /showGift has no name of the form/)
  assert.match(of(changed('server/test/permissions.test.ts', 'showGift', 'other')), /giving\.showGift is tried nowhere/)
  assert.match(
    of(changed('server/src/modules/giving/routes.http.test.ts', 'recordGift', 'recordGifts')),
    /giving\.recordGift is tried nowhere/,
  )
})

test('a short name counts in the tests of its module and where its routes are imported, not elsewhere', () => {
  const at = (path: string, text: string) =>
    routes.find(
      treeOf({
        'contract/src/giving/routes.ts': `export const routes = { list: route({ name: 'giving.list', access: 'public' }) }`,
        [path]: text,
      }),
    ).length
  assert.equal(at('server/src/modules/giving/routes.http.test.ts', 'call(routes.list)'), 0)
  assert.equal(at('server/src/modules/funds/routes.http.test.ts', 'call(routes.list)'), 1)
  assert.equal(
    at(
      'server/test/permissions.test.ts',
      `import { routes } from '@shanju/contract/giving/routes.ts'; row(routes.list)`,
    ),
    0,
  )
  assert.equal(at('server/test/permissions.test.ts', 'row(giving.list)'), 0)
})

test('a refusal that is not thrown, not tested or not worded is found', () => {
  const of = (tree: ReturnType<typeof treeOf>) => told(refusals.find(tree)).join('\n')
  assert.match(
    of(changed('server/src/modules/giving/actions/a.ts', 'closed', 'open')),
    /giving\.closed is thrown nowhere/,
  )
  assert.match(
    of(changed('server/src/modules/giving/logic/decide.ts', 'too_late', 'x')),
    /giving\.too_late is thrown nowhere/,
  )
  assert.match(
    of(changed('server/test/journeys/a.test.ts', 'giving.closed', 'closed')),
    /giving\.closed is tested nowhere/,
  )
  assert.match(
    of(changed('contract/src/giving/words.ts', `'refusal.too_late': 'late'`, '')),
    /too_late has no sentence in en/,
  )
  assert.match(
    of(changed('contract/src/giving/words.ts', 'export const words', 'export const others')),
    /closed has no sentence in zh/,
  )
  assert.match(of(changed('contract/src/giving/refusals.ts', 'refusals', 'codes')), /declares no/)
})
