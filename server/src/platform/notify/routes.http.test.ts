import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Role } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/notify/routes.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { notify } from './index.ts'
import { notifyServed } from './routes.ts'

const person = (n: number, role?: Role, code = '150600'): Actor => ({
  kind: 'person',
  personId: `0193a000-0000-7000-8000-00000000000${n}`,
  assignments: role ? [{ role, reach: { kind: 'division', code } }] : [],
})
const idOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : '')
const WANG = person(1)
const LI = person(2)
const STRANGER: Actor = { kind: 'stranger' }

let fresh: FreshDatabase
let api: TestApi

before(async () => {
  fresh = await freshDatabase()
  api = testApi(
    fresh,
    notifyServed(async () => ({ divisions: ['150600'] })),
  )
})
after(async () => {
  await api.close()
  await fresh.close()
})

const tell = (actor: Actor, megabytes: number) =>
  fresh.database.transact('test', (tx) =>
    notify(tx, { personId: idOf(actor), template: 'platform.toy', params: { megabytes, name: '张三' } }),
  )

test('a person reads their own messages, newest first, and nobody else’s', async () => {
  await tell(WANG, 1)
  fresh.clock.advance(1000)
  await tell(WANG, 2)
  await tell(LI, 3)
  const { body } = await api.ask(WANG, routes.mine)
  assert.deepEqual([body.total, body.items.length], [2, 2])
  assert.ok(body.items[0].createdAt > body.items[1].createdAt)
  assert.deepEqual(Object.keys(body.items[0]).toSorted(), ['createdAt', 'id', 'state', 'text'])
  assert.equal((await api.ask(LI, routes.mine)).body.total, 1)
  assert.equal((await api.ask(STRANGER, routes.mine)).status, 403)
})

test('what a message says is sealed where it is kept', async () => {
  const { rows } = await fresh.owner.query('select params from notify.messages')
  assert.ok(rows.length > 0)
  for (const { params } of rows) assert.equal(params.includes(Buffer.from('张三')), false)
})

test('marking as read touches only one’s own messages, and a second time none', async () => {
  assert.deepEqual((await api.ask(WANG, routes.markRead, { body: {} })).body, { marked: 2 })
  assert.deepEqual((await api.ask(WANG, routes.markRead, { body: {} })).body, { marked: 0 })
  const states = (actor: Actor) =>
    api.ask(actor, routes.mine).then(({ body }) => body.items.map((item: { state: string }) => item.state))
  assert.deepEqual([await states(WANG), await states(LI)], [['read', 'read'], ['waiting']])
  assert.equal((await api.ask(STRANGER, routes.markRead, { body: {} })).status, 403)
})

test('the outbox shows its operator that there are messages and how far they are, never what they say', async () => {
  const operator = person(3, 'administrator')
  const { status, body } = await api.ask(operator, routes.outbox, { query: { state: 'waiting' } })
  assert.deepEqual([status, body.total], [200, 1])
  assert.deepEqual(Object.keys(body.items[0]).toSorted(), ['createdAt', 'id', 'personId', 'state', 'template'])
  assert.doesNotMatch(JSON.stringify(body), /张三/)
  assert.equal((await api.ask(operator, routes.outbox)).body.total, 3)
})

test('who operates only a part of the platform, or none of it, does not see the outbox', async () => {
  assert.equal((await api.ask(person(4, 'administrator', '150602'), routes.outbox)).status, 404)
  assert.equal((await api.ask(person(5, 'auditor'), routes.outbox)).status, 403)
  assert.equal((await api.ask(STRANGER, routes.outbox)).status, 403)
})

test('a message of an act that was refused in the end is never read', async () => {
  const refused = fresh.database.transact('test', async (tx) => {
    await notify(tx, { personId: idOf(LI), template: 'platform.toy', params: {} })
    throw refuse('platform.not_found')
  })
  await assert.rejects(refused)
  assert.equal((await api.ask(LI, routes.mine)).body.total, 1)
})
