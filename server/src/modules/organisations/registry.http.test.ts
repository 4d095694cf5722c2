import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes } from '@shanju/contract/organisations/routes.ts'
import pg from 'pg'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { registering } from '#test/support/house.ts'
import { served } from './index.ts'

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const DONGSHENG = holding('banner_bureau', { kind: 'division', code: '150602' })
const KANGBASHI = holding('banner_bureau', { kind: 'division', code: '150603' })
const uuid = (shown: string): string =>
  shown.split('_')[1]?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') ?? ''
const managerOf = (shown: string) => holding('charity_manager', { kind: 'organisation', id: uuid(shown) })

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

const body = async (n: number, more: object = {}) =>
  (await api.ask(CITY, routes.registerOrganisation, { body: { ...registering(n), ...more } })).body
const ask = (actor: Actor, route: AnyRoute, id: string, sent: object = {}, more: Record<string, string> = {}) =>
  api.ask(actor, route, { params: { id, ...more }, ...(route.method === 'GET' ? {} : { body: sent }) })
const trailOf = async (id: string, action: string) =>
  (
    await fresh.owner.query(`select * from trail.records where subject_id = $1 and action = $2 order by id`, [
      uuid(id),
      `organisations.${action}`,
    ])
  ).rows

const FUNDRAISING = {
  kind: 'public_fundraising',
  number: '公募0001',
  level: null,
  issuer: '鄂尔多斯市民政局',
  fromOn: '2024-03-01',
  toOn: '2027-02-28',
}
const STAFF = {
  name: '王芳',
  phone: '13900000000',
  duty: 'funds',
  title: '专管员',
  fullTime: true,
  fromOn: '2025-01-01',
  toOn: null,
}
const BRANCH = {
  form: 'branch',
  name: '中共某基金会支部委员会',
  person: { name: '李伟', phone: null },
  fromOn: '2025-07-01',
  toOn: null,
  inStep: false,
  evidence: '关于成立党支部的批复',
}

test('O9: a certificate is told by revisions: recorded, corrected, ended, withdrawn; nothing of it is lost', async () => {
  const { id } = await body(1)
  const made = await ask(DONGSHENG, routes.recordCertificate, id, FUNDRAISING)
  assert.deepEqual([made.status, made.body.now.holdsToday, made.body.now.revision], [200, true, 1])
  const certificateId = made.body.now.id
  const changed = await ask(
    DONGSHENG,
    routes.changeCertificate,
    id,
    { ...FUNDRAISING, number: '公募0002', revision: 1 },
    { certificateId },
  )
  assert.deepEqual([changed.body.now.number, changed.body.before[0].number], ['公募0002', '公募0001'])
  const again = await ask(DONGSHENG, routes.changeCertificate, id, { ...FUNDRAISING, revision: 1 }, { certificateId })
  assert.deepEqual([again.status, again.body.code], [409, 'organisations.changed_meanwhile'])
  const ended = { ...FUNDRAISING, endedOn: '2026-11-01', endReason: 'revoked', revision: 2 }
  const revoked = await ask(DONGSHENG, routes.changeCertificate, id, ended, { certificateId })
  assert.deepEqual([revoked.body.now.holdsToday, revoked.body.now.endReason], [false, 'revoked'])
  const taken = await ask(
    DONGSHENG,
    routes.withdrawCertificate,
    id,
    { revision: 3, reason: '录到别家' },
    { certificateId },
  )
  assert.deepEqual([taken.body.now.withdrawn, taken.body.before.length], ['录到别家', 3])
  const late = await ask(DONGSHENG, routes.withdrawCertificate, id, { revision: 4, reason: '再次' }, { certificateId })
  assert.equal(late.body.code, 'organisations.withdrawn_stays')
  assert.equal((await trailOf(id, 'change_certificate')).length, 2)
})

test('O10: what a body is qualified for today stands on the body, for everybody', async () => {
  const { id } = await body(2)
  await ask(CITY, routes.recordCertificate, id, FUNDRAISING)
  const tax = { ...FUNDRAISING, kind: 'tax_deduction', number: null, fromOn: '2024-01-01', toOn: '2026-12-31' }
  await ask(CITY, routes.recordCertificate, id, tax)
  const rating = { ...FUNDRAISING, kind: 'rating', number: null, level: '4A', fromOn: '2020-01-01', toOn: '2024-12-31' }
  await ask(CITY, routes.recordCertificate, id, rating)
  const { body: shown } = await ask(STRANGER, routes.getOrganisation, id)
  assert.deepEqual(shown.qualifications, {
    publicFundraising: { number: '公募0001', issuer: '鄂尔多斯市民政局', validTo: '2027-02-28' },
    taxDeductionTo: '2026-12-31',
    rating: null,
  })
  const overlapping = await ask(CITY, routes.recordCertificate, id, { ...FUNDRAISING, number: '公募0009' })
  assert.deepEqual([overlapping.status, overlapping.body.code], [409, 'organisations.period_overlaps'])
  const { body: all } = await ask(STRANGER, routes.listCertificates, id)
  assert.equal(all.items.length, 3)
})

test('what a certificate needs is asked for, each with its sentence', async () => {
  const { id } = await body(3)
  const refusalOf = async (more: object) => {
    const { body: answer } = await ask(CITY, routes.recordCertificate, id, { ...FUNDRAISING, ...more })
    assert.ok(answer.message.length > 5)
    return answer.code
  }
  assert.equal(await refusalOf({ number: null }), 'organisations.certificate_needs_number')
  assert.equal(await refusalOf({ level: '3A' }), 'organisations.certificate_needs_level')
  assert.equal(await refusalOf({ kind: 'tax_deduction', toOn: null }), 'organisations.certificate_needs_end')
  assert.equal(await refusalOf({ toOn: '2024-01-01' }), 'organisations.ends_before_start')
  assert.equal(await refusalOf({ endReason: 'revoked' }), 'organisations.end_needs_reason')
  assert.equal(await refusalOf({ kind: 'tax_deduction' }), 'organisations.tax_needs_whole_years')
  const made = await ask(CITY, routes.recordCertificate, id, FUNDRAISING)
  const certificateId = made.body.now.id
  const other = await ask(
    CITY,
    routes.changeCertificate,
    id,
    { ...FUNDRAISING, kind: 'rating', level: '3A', revision: 1 },
    { certificateId },
  )
  assert.equal(other.body.code, 'organisations.kind_stays')
})

test('O8: a body keeps up its staff and party file, and does not certify itself', async () => {
  const { id } = await body(4)
  const own = managerOf(id)
  assert.equal((await ask(own, routes.recordCertificate, id, FUNDRAISING)).body.code, 'platform.not_permitted')
  assert.equal((await ask(own, routes.addStaff, id, STAFF)).status, 200)
  assert.equal((await ask(own, routes.addPartyRecord, id, BRANCH)).status, 200)
  for (const route of [routes.listStaff, routes.getPartyFile, routes.listRegistrations, routes.getContactPerson]) {
    assert.equal((await ask(KANGBASHI, route, id)).status, 404, route.name)
    assert.equal((await ask(STRANGER, route, id)).status, 403, route.name)
  }
  const elsewhere = await body(5, { registeredIn: '150603' })
  const staffId = (await ask(own, routes.addStaff, id, STAFF)).body.now.id
  const foreign = await ask(CITY, routes.changeStaff, elsewhere.id, { ...STAFF, revision: 1 }, { staffId })
  assert.equal(foreign.status, 404)
})

test('O11: names of staff are sealed at rest, seen only with a trail row, and written once while they stay the same', async () => {
  const { id } = await body(6)
  const made = await ask(DONGSHENG, routes.addStaff, id, STAFF)
  const staffId = made.body.now.id
  const ended = await ask(DONGSHENG, routes.changeStaff, id, { ...STAFF, toOn: '2026-06-30', revision: 1 }, { staffId })
  assert.deepEqual([ended.body.now.name, ended.body.now.toOn, ended.body.before[0].toOn], ['王芳', '2026-06-30', null])
  const people = await fresh.owner.query(`select * from organisations.private_people where organisation_id = $1`, [
    uuid(id),
  ])
  assert.equal(people.rowCount, 1)
  assert.ok(!people.rows[0].name.toString('latin1').includes(Buffer.from('王芳').toString('latin1')))
  const before = (await trailOf(id, 'see_names')).length
  const { body: listed } = await ask(DONGSHENG, routes.listStaff, id)
  assert.deepEqual([listed.items[0].now.name, listed.items[0].now.phone], ['王芳', '13900000000'])
  const rows = await trailOf(id, 'see_names')
  assert.equal(rows.length, before + 1)
  assert.deepEqual(rows.at(-1).details, { where: 'staff', people: 1 })
  const { rows: told } = await fresh.owner.query(`select details::text from trail.records`)
  assert.ok(told.every(({ details }) => !details.includes('王芳') && !details.includes('13900000000')))
})

test('O11: a person who was erased is a term without a name', async () => {
  const { id } = await body(7)
  await ask(DONGSHENG, routes.addStaff, id, STAFF)
  await fresh.owner.query(`delete from organisations.private_people where organisation_id = $1`, [uuid(id)])
  const { body: listed } = await ask(DONGSHENG, routes.listStaff, id)
  assert.deepEqual([listed.items[0].now.name, listed.items[0].now.duty], [null, 'funds'])
  const seen = (await trailOf(id, 'see_names')).length
  await ask(DONGSHENG, routes.listStaff, id)
  assert.equal((await trailOf(id, 'see_names')).length, seen)
})

test('a term entered by mistake is taken back and stays in the record', async () => {
  const { id } = await body(8)
  const { body: made } = await ask(DONGSHENG, routes.addStaff, id, STAFF)
  const staffId = made.now.id
  const taken = await ask(DONGSHENG, routes.withdrawStaff, id, { revision: 1, reason: '重复录入' }, { staffId })
  assert.deepEqual([taken.body.now.withdrawn, taken.body.before.length], ['重复录入', 1])
  const wrong = await ask(DONGSHENG, routes.addStaff, id, { ...STAFF, toOn: '2024-12-31' })
  assert.equal(wrong.body.code, 'organisations.ends_before_start')
})

test('O11: the contact person is for those who may change the body; of two changes the second is refused', async () => {
  const { id } = await body(9)
  const first = await ask(DONGSHENG, routes.getContactPerson, id)
  assert.deepEqual(first.body, { person: null, revision: 0 })
  const set = await ask(managerOf(id), routes.setContactPerson, id, {
    revision: 0,
    person: { name: '赵敏', phone: '13900000001' },
  })
  assert.deepEqual(set.body, { person: { name: '赵敏', phone: '13900000001' }, revision: 1 })
  const late = await ask(DONGSHENG, routes.setContactPerson, id, { revision: 0, person: null })
  assert.equal(late.body.code, 'organisations.changed_meanwhile')
  const auditor = holding('auditor', { kind: 'division', code: '150600' })
  assert.equal((await ask(auditor, routes.getContactPerson, id)).body.code, 'platform.not_permitted')
  const gone = await ask(DONGSHENG, routes.setContactPerson, id, { revision: 1, person: null })
  assert.deepEqual(gone.body, { person: null, revision: 2 })
})

test('O12: every version of a registration is kept, with who wrote it: status and contact among it', async () => {
  const made = await body(10, { registeredOn: '2021-05-08', address: '某路1号' })
  await ask(managerOf(made.id), routes.changeContact, made.id, { version: 1, officePhone: null, email: 'a@b.cn' })
  const wanted = { name: made.name, kind: made.kind, charity: true, registeredIn: '150602', remark: '' }
  await ask(CITY, routes.changeRegistration, made.id, {
    ...wanted,
    version: 2,
    status: 'dissolved',
    statusSince: '2026-11-20',
  })
  const { body: history } = await ask(CITY, routes.listRegistrations, made.id)
  assert.deepEqual(
    history.items.map((each: Record<string, unknown>) => [each.version, each.status, each.email, each.address]),
    [
      [3, 'dissolved', 'a@b.cn', '某路1号'],
      [2, 'active', 'a@b.cn', '某路1号'],
      [1, 'active', null, '某路1号'],
    ],
  )
  assert.deepEqual([history.items[0].registeredOn, typeof history.items[0].recordedBy], ['2021-05-08', 'string'])
  const future = await api.ask(CITY, routes.registerOrganisation, {
    body: { ...registering(90), registeredOn: '2026-11-24' },
  })
  assert.equal(future.body.code, 'organisations.day_in_future')
})

test('O13: the party file says what is there and what is missing', async () => {
  const { id } = await body(11, { registeredOn: '2025-01-10' })
  const empty = await ask(DONGSHENG, routes.getPartyFile, id)
  assert.deepEqual([empty.body.state, empty.body.gaps], ['none', ['none', 'not_in_step', 'members_unknown']])
  const counted = await ask(DONGSHENG, routes.stateMembers, id, { revision: 0, fullMembers: 3, asOf: '2026-11-01' })
  assert.deepEqual(counted.body.gaps, ['none', 'ripe', 'not_in_step'])
  const again = await ask(DONGSHENG, routes.stateMembers, id, { revision: 0, fullMembers: 4, asOf: '2026-11-01' })
  assert.equal(again.body.code, 'organisations.changed_meanwhile')
  const future = await ask(DONGSHENG, routes.stateMembers, id, { revision: 1, fullMembers: 4, asOf: '2026-11-24' })
  assert.equal(future.body.code, 'organisations.day_in_future')
  const liaison = { ...BRANCH, form: 'liaison', name: '', evidence: '' }
  const fallback = await ask(DONGSHENG, routes.addPartyRecord, id, liaison)
  assert.deepEqual([fallback.body.state, fallback.body.gaps], ['fallback', ['ripe', 'not_in_step', 'no_evidence']])
  const formed = await ask(DONGSHENG, routes.addPartyRecord, id, BRANCH)
  assert.deepEqual([formed.body.state, formed.body.gaps], ['organisation', ['no_evidence']])
  const recordId = formed.body.records.find((each: { now: { form: string } }) => each.now.form === 'liaison').now.id
  const mended = { ...liaison, evidence: '选派通知', toOn: '2026-10-01', revision: 1 }
  const done = await ask(DONGSHENG, routes.changePartyRecord, id, mended, { recordId })
  assert.deepEqual([done.body.gaps, done.body.records.length], [[], 2])
  const inStep = await ask(DONGSHENG, routes.addPartyRecord, id, { ...BRANCH, form: 'union', inStep: true })
  assert.equal(inStep.body.code, 'organisations.in_step_only_for_organisations')
  const branchId = done.body.records.find((each: { now: { form: string } }) => each.now.form === 'branch').now.id
  const taken = await ask(
    DONGSHENG,
    routes.withdrawPartyRecord,
    id,
    { revision: 1, reason: '不是本会的支部' },
    { recordId: branchId },
  )
  assert.deepEqual([taken.body.state, taken.body.records.length], ['none', 2])
})

test('O13: bureaus see the bodies of their reach, worst first, narrowed and counted by place', async () => {
  const with1 = await body(20, { name: '甲基金会(演示)', registeredIn: '150621' })
  await body(21, { name: '乙基金会(演示)', registeredIn: '150621' })
  await ask(CITY, routes.addPartyRecord, with1.id, BRANCH)
  const dalad = holding('banner_bureau', { kind: 'division', code: '150621' })
  const { body: list } = await api.ask(dalad, routes.listPartyBuilding)
  assert.deepEqual(
    list.items.map((row: { organisation: { name: string }; state: string }) => [row.organisation.name, row.state]),
    [
      ['乙基金会(演示)', 'none'],
      ['甲基金会(演示)', 'organisation'],
    ],
  )
  const total = async (query: Record<string, string>) =>
    (await api.ask(dalad, routes.listPartyBuilding, { query })).body.total
  assert.equal(await total({ gap: 'none' }), 1)
  assert.equal(await total({ state: 'organisation' }), 1)
  assert.equal(await total({ q: '乙' }), 1)
  assert.equal(await total({ within: '150602' }), 0)
  const { body: counts } = await api.ask(dalad, routes.countPartyBuilding)
  const { division, ...numbers } = counts.items[0]
  assert.equal(division.code, '150621')
  assert.deepEqual(numbers, { total: 2, organisation: 1, fallback: 0, none: 1, ripe: 0, notInStep: 0 })
  assert.equal((await api.ask(STRANGER, routes.listPartyBuilding)).status, 403)
  await ask(CITY, routes.changeRegistration, with1.id, {
    name: with1.name,
    kind: with1.kind,
    charity: true,
    registeredIn: '150621',
    remark: '',
    version: 1,
    status: 'dissolved',
    statusSince: '2026-11-20',
  })
  assert.equal(await total({}), 1)
})

test('O6: the role app adds revisions and changes or deletes none; it calls the undoing, nothing else', async () => {
  const client = new pg.Client({ connectionString: fresh.appUrl })
  await client.connect()
  try {
    const denied = { code: '42501' }
    for (const table of [
      'registrations',
      'certificates',
      'staff',
      'party_records',
      'party_members',
      'contact_persons',
    ]) {
      await assert.rejects(client.query(`delete from organisations.${table}`), denied, table)
      await assert.rejects(client.query(`update organisations.${table} set recorded_by = null`), denied, table)
    }
    await assert.rejects(client.query(`update organisations.private_people set name = ''`), denied)
    await assert.rejects(client.query(`update organisations.organisations set import_id = null`), denied)
  } finally {
    await client.end()
  }
})

test('what does not exist is not found', async () => {
  const id = showId('org', '0193a000-0000-7000-8000-0000000000ff')
  assert.equal((await ask(STRANGER, routes.listCertificates, id)).status, 404)
  assert.equal((await ask(CITY, routes.recordCertificate, id, FUNDRAISING)).status, 404)
  assert.equal((await ask(CITY, routes.addStaff, id, STAFF)).status, 404)
  const { id: real } = await body(30)
  const certificateId = showId('cert', '0193a000-0000-7000-8000-0000000000ff')
  const sent = { ...FUNDRAISING, revision: 1 }
  assert.equal((await ask(CITY, routes.changeCertificate, real, sent, { certificateId })).status, 404)
})
