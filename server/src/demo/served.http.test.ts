import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { routes } from '@shanju/contract/platform/routes.ts'
import { served as organisationsServed } from '#modules/organisations/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson } from '#test/support/people.ts'
import { declareDemonstration, declareFresh, refuseDemonstration } from './declare.ts'
import { demonstrationServed } from './served.ts'

const ADMIN = holding('administrator', { kind: 'division', code: '150600' })
const BODY = '53150600MJ0000001'
const RIGHT = BODY + creditCodeCheck(BODY)
const WRONG = BODY + (RIGHT.endsWith('0') ? '1' : '0')

interface Server extends TestApi {
  readonly fresh: FreshDatabase
}

async function server(): Promise<Server> {
  const fresh = await freshDatabase()
  const api = testApi(fresh, [...demonstrationServed, ...organisationsServed])
  const close = async () => {
    await api.close()
    await fresh.close()
  }
  return { ...api, fresh, close }
}

let empty: Server
let real: Server
before(async () => {
  ;[empty, real] = await Promise.all([server(), server()])
})
after(() => Promise.all([empty.close(), real.close()]))

const register = (api: Server, creditCode: string, name = '沙柳基金会(演示)') =>
  api.ask(ADMIN, organisations.registerOrganisation, {
    body: {
      name,
      creditCode,
      kind: 'foundation',
      charity: true,
      registeredIn: '150602',
      officePhone: null,
      remark: '',
    },
  })
const about = async (api: Server) => {
  const { version, ...rest } = (await api.ask(STRANGER, routes.about)).body
  assert.match(version, /^\d+\.\d+\.\d+/)
  return rest
}
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('the first real body makes a platform real for ever: it can never load or start as a demonstration', async () => {
  assert.deepEqual(await about(real), { demonstration: false, empty: true })
  assert.equal((await register(real, WRONG)).body.code, 'organisations.credit_code_wrong')
  assert.equal((await register(real, RIGHT)).status, 200)
  assert.deepEqual(await about(real), { demonstration: false, empty: false })
  assert.equal((await real.ask(ADMIN, routes.loadDemonstration, { body: {} })).body.code, 'platform.instance_is_real')
  const { database } = real.fresh
  await assert.rejects(database.transact('test', declareDemonstration), refused('platform.instance_is_real'))
  await database.transact('test', refuseDemonstration)
  const { body } = await real.ask(ADMIN, routes.demonstration)
  assert.deepEqual(body, { state: 'none', done: 0, total: null, signIns: [] })
})

test('books older than the declaration are never turned into a demonstration, and the next start declares them real', async () => {
  const { fresh, ask, close } = await server()
  try {
    await fresh.owner.query(
      `insert into organisations.organisations (id, name, credit_code, kind, charity, registered_in, created_at, updated_at)
       values (gen_random_uuid(), '旧基金会', $1, 'foundation', true, '150602', now(), now())`,
      [RIGHT],
    )
    assert.equal((await ask(ADMIN, routes.loadDemonstration, { body: {} })).body.code, 'platform.not_empty')
    await fresh.database.transact('test', refuseDemonstration)
    assert.equal((await ask(ADMIN, routes.loadDemonstration, { body: {} })).body.code, 'platform.instance_is_real')
  } finally {
    await close()
  }
})

test('the command leaves a platform alone on which somebody has begun; its administrator may still load', async () => {
  const { fresh, ask, close } = await server()
  try {
    await addPerson(fresh.database, 'somebody', { role: 'administrator', reach: { kind: 'division', code: '150600' } })
    const declare = () => fresh.database.transact('test', declareFresh)
    await assert.rejects(declare(), refused('platform.has_people'))
    assert.equal((await ask(ADMIN, routes.loadDemonstration, { body: {} })).status, 200)
    await declare()
  } finally {
    await close()
  }
})

test('only an administrator of the whole city loads the demonstration or sees its sign-ins', async () => {
  const others = [
    holding('administrator', { kind: 'division', code: '150602' }),
    holding('city_bureau', { kind: 'division', code: '150600' }),
    holding('auditor', { kind: 'division', code: '150600' }),
    STRANGER,
  ]
  for (const actor of others) {
    assert.ok((await empty.ask(actor, routes.loadDemonstration, { body: {} })).status >= 403)
    assert.ok((await empty.ask(actor, routes.demonstration)).status >= 403)
  }
  assert.deepEqual(await about(empty), { demonstration: false, empty: true })
})

test('an empty platform loaded is a demonstration for ever: it says so, waits for its job and takes no real body', async () => {
  const answer = await empty.ask(ADMIN, routes.loadDemonstration, { body: {} })
  assert.deepEqual(answer.body, { state: 'filling', done: 0, total: null, signIns: [] })
  assert.deepEqual(await about(empty), { demonstration: true, empty: true })
  const { rows } = await empty.fresh.owner.query(
    `select (select count(*)::int from graphile_worker.jobs where task_identifier = 'demonstration.fill') as jobs,
            (select count(*)::int from trail.records where action = 'platform.load_demonstration') as told`,
  )
  assert.deepEqual(rows, [{ jobs: 1, told: 1 }])
  assert.equal((await register(empty, RIGHT)).body.code, 'organisations.demonstration_needs_wrong_code')
  assert.equal((await register(empty, WRONG, '沙柳基金会')).body.code, 'organisations.demonstration_needs_name')
  assert.equal((await register(empty, WRONG)).body.demonstration, true)
  await assert.rejects(
    empty.fresh.database.transact('test', refuseDemonstration),
    refused('platform.instance_is_demonstration'),
  )
})
