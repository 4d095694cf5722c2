import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { routes } from '@shanju/contract/organisations/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { served } from './index.ts'

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const DONGSHENG = holding('banner_bureau', { kind: 'division', code: '150602' })
const KANGBASHI = holding('banner_bureau', { kind: 'division', code: '150603' })
const codeFor = (n: number): string => {
  const body = `53150600MJ${String(n).padStart(7, '0')}`
  return body + creditCodeCheck(body)
}
const input = (n: number, more: object = {}) => ({
  name: `第${n}慈善会(演示)`,
  creditCode: codeFor(n),
  kind: 'charity_federation',
  charity: true,
  registeredIn: '150602',
  officePhone: '0477-0000123',
  remark: '内部备注',
  ...more,
})

let fresh: FreshDatabase
let api: TestApi
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const register = async (n: number, more: object = {}, actor = CITY) =>
  api.ask(actor, routes.registerOrganisation, { body: input(n, more) })
const uuid = (shown: string): string => shown.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const managerOf = (shown: string) => holding('charity_manager', { kind: 'organisation', id: uuid(shown) })
const registration = (body: Record<string, unknown>, more: object = {}) => ({
  version: body.version,
  name: body.name,
  kind: body.kind,
  charity: body.charity,
  registeredIn: (body.registeredIn as { code: string }).code,
  status: body.status,
  statusSince: null,
  remark: body.remark,
  ...more,
})

test('a banner bureau registers a body in its banner and nowhere else', async () => {
  const made = await register(1, {}, DONGSHENG)
  assert.deepEqual([made.status, made.body.registeredIn.name, made.body.version], [200, '东胜区', 1])
  assert.equal((await register(2, {}, KANGBASHI)).status, 404)
  assert.equal((await register(2, {}, STRANGER)).body.code, 'platform.not_signed_in')
  assert.equal((await register(2, {}, managerOf(made.body.id))).body.code, 'platform.not_permitted')
})

test('O7: anybody sees a body without remark, version and dates of the record', async () => {
  const { body: made } = await register(3)
  const { body: shown } = await api.ask(STRANGER, routes.getOrganisation, { params: { id: made.id } })
  assert.deepEqual(Object.keys(shown).sort(), [
    'address',
    'charity',
    'creditCode',
    'demonstration',
    'email',
    'id',
    'kind',
    'name',
    'officePhone',
    'qualifications',
    'registeredIn',
    'registeredOn',
    'status',
    'updated',
  ])
  const list = await api.ask(STRANGER, routes.listOrganisations, { query: { q: '第3慈善会' } })
  assert.deepEqual([list.body.total, list.body.items[0].id, 'remark' in list.body.items[0]], [1, made.id, false])
})

test('O7: staff see what is for staff only in their reach; elsewhere the body does not exist', async () => {
  const { body: made } = await register(4)
  const asked = { params: { id: made.id } }
  assert.equal((await api.ask(DONGSHENG, routes.getManagedOrganisation, asked)).body.remark, '内部备注')
  assert.equal((await api.ask(KANGBASHI, routes.getManagedOrganisation, asked)).status, 404)
  assert.equal((await api.ask(managerOf(made.id), routes.getManagedOrganisation, asked)).status, 200)
  const list = await api.ask(managerOf(made.id), routes.listManagedOrganisations)
  assert.deepEqual([list.body.total, list.body.items[0].id], [1, made.id])
  const elsewhere = await api.ask(KANGBASHI, routes.listManagedOrganisations)
  assert.equal(elsewhere.body.total, 0)
})

test('lists narrow by credit code, kind, status and place', async () => {
  await register(5, { kind: 'foundation', registeredIn: '150603001' })
  const total = async (query: Record<string, string>) =>
    (await api.ask(STRANGER, routes.listOrganisations, { query })).body.total
  assert.equal(await total({ q: codeFor(5).toLowerCase() }), 1)
  assert.equal(await total({ kind: 'foundation', within: '150603' }), 1)
  assert.equal(await total({ kind: 'foundation', within: '150621' }), 0)
  assert.equal(await total({ status: 'dissolved' }), 0)
  assert.equal(await total({ q: '%' }), 0)
})

test('O1: a code with a wrong check character is refused with a sentence; one of another form is no input', async () => {
  const right = codeFor(6)
  const wrong = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0')
  const refused = await register(6, { creditCode: wrong })
  assert.deepEqual([refused.status, refused.body.code], [422, 'organisations.credit_code_wrong'])
  assert.match(refused.body.message, new RegExp(wrong))
  const shapeless = await register(6, { creditCode: '123' })
  assert.deepEqual([shapeless.body.code, shapeless.body.fields[0].path], ['platform.invalid_input', 'creditCode'])
  const typed = await register(6, { creditCode: ` ${right.slice(0, 8).toLowerCase()} ${right.slice(8).toLowerCase()}` })
  assert.equal(typed.body.creditCode, right)
})

test('a registration sent twice under one key is one registration', async () => {
  const asked = { body: input(7), key: 'register-7-once' }
  const first = await api.ask(CITY, routes.registerOrganisation, asked)
  const again = await api.ask(CITY, routes.registerOrganisation, asked)
  assert.equal(first.status, 200)
  assert.deepEqual(again.body, first.body)
  const unkeyed = await register(7)
  assert.deepEqual([unkeyed.status, unkeyed.body.code], [409, 'organisations.exists_with_same_credit_code'])
})

test('O3: of two changes of one state the second is refused', async () => {
  const { body: made } = await register(8)
  const change = (officePhone: string | null) =>
    api.ask(managerOf(made.id), routes.changeContact, {
      params: { id: made.id },
      body: { version: made.version, officePhone },
    })
  const first = await change('0477-0000456转8')
  assert.deepEqual([first.body.officePhone, first.body.version], ['0477-0000456转8', 2])
  const second = await change(null)
  assert.deepEqual([second.status, second.body.code], [409, 'organisations.changed_meanwhile'])
})

test('O8: a body cannot change what it is registered as', async () => {
  const { body: made } = await register(9, { charity: false })
  const asked = { params: { id: made.id }, body: registration(made, { charity: true }) }
  assert.equal(
    (await api.ask(managerOf(made.id), routes.changeRegistration, asked)).body.code,
    'platform.not_permitted',
  )
  const changed = await api.ask(DONGSHENG, routes.changeRegistration, asked)
  assert.deepEqual([changed.status, changed.body.charity], [200, true])
})

test('O8: moving a body needs the right at both places', async () => {
  const { body: made } = await register(10)
  const asked = { params: { id: made.id }, body: registration(made, { registeredIn: '150603' }) }
  assert.equal((await api.ask(DONGSHENG, routes.changeRegistration, asked)).body.code, 'platform.not_permitted')
  assert.equal((await api.ask(KANGBASHI, routes.changeRegistration, asked)).status, 404)
  assert.equal((await api.ask(CITY, routes.changeRegistration, asked)).body.registeredIn.code, '150603')
})

test('O4: a status moves with its day and is told on the trail', async () => {
  const { body: made } = await register(11)
  const asked = (more: object) => ({ params: { id: made.id }, body: registration(made, more) })
  const undated = await api.ask(CITY, routes.changeRegistration, asked({ status: 'dissolved' }))
  assert.equal(undated.body.code, 'organisations.status_needs_day')
  const dissolved = { status: 'dissolved', statusSince: '2026-11-20' }
  const done = await api.ask(CITY, routes.changeRegistration, asked(dissolved))
  assert.deepEqual([done.body.status, done.body.statusSince], ['dissolved', '2026-11-20'])
  const back = {
    params: { id: made.id },
    body: registration(done.body, { status: 'active', statusSince: '2026-11-21' }),
  }
  const refused = await api.ask(CITY, routes.changeRegistration, back)
  assert.equal(refused.body.code, 'organisations.status_step_not_open')
  const { rows } = await fresh.owner.query(`select action from trail.records where subject_id = $1 order by at, id`, [
    uuid(made.id),
  ])
  assert.deepEqual(
    rows.map((row) => row.action),
    ['organisations.register', 'organisations.change_registration'],
  )
})

test('what does not exist is not found', async () => {
  const id = showId('org', '0193a000-0000-7000-8000-0000000000ff')
  assert.equal((await api.ask(STRANGER, routes.getOrganisation, { params: { id } })).status, 404)
  assert.equal((await api.ask(CITY, routes.getManagedOrganisation, { params: { id } })).status, 404)
  const body = { version: 1, officePhone: null }
  assert.equal((await api.ask(CITY, routes.changeContact, { params: { id }, body })).status, 404)
})

test('an office telephone is a telephone', async () => {
  for (const officePhone of ['打给我', '1', '0477-0000123<b>', ' ']) {
    assert.equal((await register(12, { officePhone })).body.code, 'platform.invalid_input', officePhone)
  }
})
