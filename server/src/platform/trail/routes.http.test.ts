import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, ROLES } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/trail/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { record } from './index.ts'
import { trailServed } from './routes.ts'

const PERSON = '0193a000-0000-7000-8000-0000000000aa'
const ORG = '0193a000-0000-7000-8000-0000000000bb'
const somebody: Actor = { kind: 'person', personId: PERSON, assignments: [] }
const city = holding('auditor', { kind: 'division', code: '150600' })

let fresh: FreshDatabase
let api: TestApi
before(async () => {
  fresh = await freshDatabase()
  // What loading the shipped facts left there is not what is tried here.
  await fresh.owner.query('truncate trail.records')
  api = testApi(
    fresh,
    trailServed(
      async (_tx, ids) => new Map(ids.map((id) => [id, '王芳'])),
      async (_tx, where) => ({ divisions: where.divisions, organisationIds: where.organisationIds }),
    ),
  )
  const note = (action: string, divisions: string[], organisationIds: string[] = []) =>
    fresh.database.transact('test', (tx) =>
      record(tx, somebody, {
        action,
        subjectKind: 'fund',
        subjectId: 'f1',
        subject: { divisions, organisationIds },
        details: { sum: '12' },
      }),
    )
  await note('funds.open', ['150600', '150602'])
  fresh.clock.set('2026-11-23T16:30:00Z')
  await note('giving.record', ['150600', '150622'])
  await note('giving.void', ['150600', '150622'], [ORG])
  fresh.clock.set('2026-11-25T02:00:00Z')
  await note('platform.start', [])
})
after(async () => {
  await api.close()
  await fresh.close()
})

const actions = async (actor: Actor, query: Record<string, string> = {}): Promise<string[]> => {
  const { status, body } = await api.ask(actor, routes.list, { query })
  assert.equal(status, 200, JSON.stringify(body))
  return body.items.map((row: { action: string }) => row.action)
}

test('the trail shows who did what, newest first, with the name of the person', async () => {
  const { body } = await api.ask(city, routes.list)
  assert.equal(body.total, 3)
  assert.deepEqual(await actions(city), ['giving.void', 'giving.record', 'funds.open'])
  const { id, requestId, ...row } = body.items[2]
  assert.match(id, /^trail_[0-9a-f]{32}$/)
  assert.equal(requestId, 'test')
  assert.deepEqual(row, {
    at: '2026-11-23T02:00:00.000Z',
    actorKind: 'person',
    personId: `person_${PERSON.replaceAll('-', '')}`,
    actorName: '王芳',
    action: 'funds.open',
    subjectKind: 'fund',
    subjectId: 'f1',
    details: { sum: '12' },
  })
})

test('a reader sees the rows of their own division or organisation and no others', async () => {
  assert.deepEqual(await actions(holding('banner_bureau', { kind: 'division', code: '150602' })), ['funds.open'])
  assert.deepEqual(await actions(holding('auditor', { kind: 'organisation', id: ORG })), ['giving.void'])
  assert.deepEqual(await actions(holding('auditor', { kind: 'division', code: '150623' })), [])
})

test('only roles that oversee may read the trail; a stranger never', async () => {
  const readers = ['administrator', 'city_bureau', 'banner_bureau', 'auditor']
  for (const role of ROLES) {
    const { status } = await api.ask(holding(role, { kind: 'division', code: '150600' }), routes.list)
    assert.equal(status, readers.includes(role) ? 200 : 403, role)
  }
  assert.equal((await api.ask(STRANGER, routes.list)).status, 403)
})

test('the trail is narrowed by action, module, person, subject and Shanghai days', async () => {
  assert.deepEqual(await actions(city, { action: 'giving.void' }), ['giving.void'])
  assert.deepEqual(await actions(city, { action: 'giving.' }), ['giving.void', 'giving.record'])
  assert.deepEqual(await actions(city, { action: 'giving' }), [])
  assert.deepEqual(await actions(city, { action: '%.' }), [])
  assert.deepEqual(await actions(city, { personId: `person_${PERSON.replaceAll('-', '')}`, action: 'funds.' }), [
    'funds.open',
  ])
  assert.deepEqual(await actions(city, { personId: `person_${'0'.repeat(32)}` }), [])
  assert.deepEqual(await actions(city, { subjectKind: 'fund', subjectId: 'f2' }), [])
  assert.deepEqual(await actions(city, { fromOn: '2026-11-24' }), ['giving.void', 'giving.record'])
  assert.deepEqual(await actions(city, { toOn: '2026-11-23' }), ['funds.open'])
})
