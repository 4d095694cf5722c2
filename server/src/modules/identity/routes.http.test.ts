import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/identity/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { FastifyInstance } from 'fastify'
import { identifier, served } from '#modules/identity/index.ts'
import { buildServer, mount } from '#platform/http/index.ts'
import { Client } from '#test/support/client.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson, cookieOf } from '#test/support/people.ts'

const CITY = '150600'
const DONGSHENG = '150602'
const JUNGAR = '150622'
const at = (code: string) => ({ kind: 'division', code }) as const
const person = (id: string) => showId('person', id)

let fresh: FreshDatabase
let app: FastifyInstance
/** Administrators of the whole city and of two banners, and a worker who administers nothing. */
const ids = { city: '', dongsheng: '', jungar: '', worker: '' }

before(async () => {
  fresh = await freshDatabase()
  const { database, clock, secrets } = fresh
  const identify = identifier(database, clock, secrets)
  app = buildServer({ database, identify, logLevel: 'silent', trustProxy: false })
  mount(app, database, served)
  ids.city = await addPerson(database, 'city.admin', { role: 'administrator', reach: at(CITY) })
  ids.dongsheng = await addPerson(database, 'dongsheng.admin', { role: 'administrator', reach: at(DONGSHENG) })
  ids.jungar = await addPerson(database, 'jungar.admin', { role: 'administrator', reach: at(JUNGAR) })
  ids.worker = await addPerson(database, '娜仁', { role: 'community_worker', reach: at('150602001') }, '娜仁花')
})
after(async () => {
  await app.close()
  await fresh.close()
})

async function as(personId: string): Promise<Client> {
  const client = new Client(app)
  const [name = '', value = ''] = (await cookieOf(fresh.database, personId)).split(/=(.*)/s)
  client.cookies.set(name, value)
  return client
}

const newPerson = (userName: string, role: string, code: string) => ({
  userName,
  shownName: userName,
  assignment: { role, reach: at(code) },
})

test('a stranger may neither list people nor make them', async () => {
  const stranger = new Client(app)
  assert.equal((await stranger.call(routes.people)).code, 'platform.not_signed_in')
  const made = await stranger.call(routes.createPerson, { body: newPerson('x1', 'town', '150602001') })
  assert.equal(made.code, 'platform.not_signed_in')
  assert.equal((await stranger.call(routes.me)).code, 'platform.not_signed_in')
})

test('I4: the list of people holds those within the reader’s reach and nobody else', async () => {
  const seen = async (id: string) =>
    (await (await as(id)).call(routes.people, { query: { pageSize: '200' } })).value().items.map((p) => p.userName)
  assert.deepEqual((await seen(ids.city)).sort(), ['city.admin', 'dongsheng.admin', 'jungar.admin', '娜仁'].sort())
  assert.deepEqual((await seen(ids.dongsheng)).sort(), ['dongsheng.admin', '娜仁'].sort())
  assert.deepEqual(await seen(ids.jungar), ['jungar.admin'])
  assert.equal((await (await as(ids.worker)).call(routes.people)).code, 'platform.not_permitted')
})

test('people are found by the beginning of the user name, the whole shown name, role and place', async () => {
  const city = await as(ids.city)
  const found = async (query: Record<string, string>) =>
    (await city.call(routes.people, { query })).value().items.map((p) => p.userName)
  assert.deepEqual(await found({ q: 'DONGsheng' }), ['dongsheng.admin'])
  assert.deepEqual(await found({ q: '娜仁花' }), ['娜仁'])
  assert.deepEqual(await found({ q: '%' }), [])
  assert.deepEqual(await found({ role: 'community_worker' }), ['娜仁'])
  assert.deepEqual((await found({ within: DONGSHENG })).sort(), ['dongsheng.admin', '娜仁'].sort())
  assert.deepEqual(await found({ state: 'deactivated' }), [])
})

test('I4: a person of another banner answers exactly like one who does not exist', async () => {
  const jungar = await as(ids.jungar)
  const other = await jungar.call(routes.person, { params: { id: person(ids.worker) } })
  const nobody = await jungar.call(routes.person, { params: { id: `person_${'0'.repeat(32)}` } })
  assert.equal(other.status, 404)
  assert.equal(nobody.code, 'platform.not_found')
  assert.deepEqual(other.body, nobody.body)
  const given = await jungar.call(routes.handOver, {
    params: { id: person(ids.jungar) },
    body: { toPersonId: person(ids.worker) },
  })
  assert.equal(given.code, 'platform.not_found')
})

test('reading a person shows the telephone number and leaves a row in the trail', async () => {
  const city = await as(ids.city)
  const params = { id: person(ids.worker) }
  const body = { shownName: '娜仁花', phone: '0477-1234567' }
  assert.equal((await city.call(routes.changePerson, { params, body })).status, 200)
  const read = (await city.call(routes.person, { params })).value()
  assert.equal(read.phone, '0477-1234567')
  assert.equal(read.shownName, '娜仁花')
  const trail = await fresh.owner.query(
    "select count(*)::int as n from trail.records where action = 'identity.read_person' and person_id = $1",
    [ids.city],
  )
  assert.ok(trail.rows[0].n >= 1)
})

test('I2: names and numbers lie sealed: no column of the schema holds them as text', async () => {
  const dump = await fresh.owner.query(`
    select (select json_agg(p) from identity.people p)::text || (select json_agg(d) from identity.personal_data d)::text
      || (select json_agg(t) from trail.records t)::text as text`)
  assert.doesNotMatch(dump.rows[0].text, /娜仁花|1234567/)
})

test('an administrator makes a person, who is invited until they set a password', async () => {
  const dongsheng = await as(ids.dongsheng)
  const made = (
    await dongsheng.call(routes.createPerson, { body: newPerson('town.worker', 'town', '150602001') })
  ).value()
  assert.match(made.path, /^\/console\/welcome#[A-Za-z0-9_-]{43}$/)
  const token = made.path.split('#')[1] ?? ''
  const looked = (await new Client(app).call(routes.lookAtLink, { body: { token } })).value()
  assert.equal(looked.purpose, 'new_person')
  assert.equal(looked.userName, 'town.worker')
  const read = (await dongsheng.call(routes.person, { params: { id: person(made.personId) } })).value()
  assert.equal(read.state, 'invited')
  assert.equal(read.linkOpenUntil?.toISOString(), made.expiresAt.toISOString())
  assert.equal(read.assignments[0]?.reachName, '交通街道')
})

test('a user name is taken in whatever case and width it is typed', async () => {
  const city = await as(ids.city)
  const again = await city.call(routes.createPerson, { body: newPerson('ＴＯＷＮ.worker', 'town', '150602001') })
  assert.equal(again.code, 'identity.user_name_taken')
})

test('SQL and markup in names stay text: refused in a user name, kept in a shown name', async () => {
  const city = await as(ids.city)
  const sql = "x'); drop table identity.people; --"
  const refused = await city.call(routes.createPerson, { body: newPerson(sql, 'town', '150602001') })
  assert.equal(refused.code, 'platform.invalid_input')
  const shownName = `<script>alert("1")</script>'; --`
  const body = { ...newPerson('marked.up', 'town', '150602001'), shownName }
  const made = (await city.call(routes.createPerson, { body })).value()
  assert.equal((await city.call(routes.person, { params: { id: person(made.personId) } })).value().shownName, shownName)
})

test('I8: an administrator of one banner gives no role in another, and none of the city', async () => {
  const dongsheng = await as(ids.dongsheng)
  const tries: [string, string, string, number][] = [
    ['elsewhere', 'town', '150622100', 404],
    ['other.banner', 'administrator', JUNGAR, 404],
    ['whole.city', 'administrator', CITY, 404],
    ['bureau', 'city_bureau', CITY, 404],
    ['bureau2', 'city_bureau', DONGSHENG, 422],
  ]
  for (const [name, role, code, status] of tries) {
    const made = await dongsheng.call(routes.createPerson, { body: newPerson(name, role, code) })
    assert.equal(made.status, status, `${role} at ${code}: ${made.code}`)
    const given = await dongsheng.call(routes.assignRole, {
      params: { id: person(ids.worker) },
      body: { role, reach: at(code) },
    })
    assert.ok(['identity.wider_than_you', 'identity.level_not_for_role'].includes(given.code), given.code)
  }
})

test('I8: nobody gives a role to themselves', async () => {
  const dongsheng = await as(ids.dongsheng)
  const given = await dongsheng.call(routes.assignRole, {
    params: { id: person(ids.dongsheng) },
    body: { role: 'auditor', reach: at(DONGSHENG) },
  })
  assert.equal(given.code, 'identity.not_yourself')
})

test('I9: a person with rights beyond one’s reach can be seen but not taken over', async () => {
  const both = await addPerson(fresh.database, 'both.banners', { role: 'banner_bureau', reach: at(DONGSHENG) })
  const city = await as(ids.city)
  const given = { params: { id: person(both) }, body: { role: 'banner_bureau', reach: at(JUNGAR) } }
  assert.equal((await city.call(routes.assignRole, given)).status, 200)
  const dongsheng = await as(ids.dongsheng)
  const params = { id: person(both) }
  const read = (await dongsheng.call(routes.person, { params })).value()
  assert.equal(read.holdsMore, true)
  assert.deepEqual(
    read.assignments.map((each) => each.reachName),
    ['东胜区'],
  )
  const acts = [
    dongsheng.call(routes.resetLink, { params, body: { removeSecondFactor: true } }),
    dongsheng.call(routes.deactivatePerson, { params }),
    dongsheng.call(routes.endSessionsOf, { params }),
    dongsheng.call(routes.changePerson, { params, body: { shownName: 'x', phone: null } }),
    dongsheng.call(routes.handOver, { params, body: { toPersonId: person(ids.worker) } }),
  ]
  for (const answered of await Promise.all(acts)) assert.equal(answered.code, 'identity.wider_than_you')
})

test('roles fit their reach: a charity’s role wants an organisation, a bureau its level', async () => {
  const city = await as(ids.city)
  const params = { id: person(ids.worker) }
  const give = async (body: object) => (await city.call(routes.assignRole, { params, body })).code
  assert.equal(await give({ role: 'charity_manager', reach: at(CITY) }), 'identity.reach_not_for_role')
  assert.equal(await give({ role: 'banner_bureau', reach: at(CITY) }), 'identity.level_not_for_role')
  assert.equal(await give({ role: 'town', reach: at('159999') }), 'identity.reach_unknown')
  const org = { kind: 'organisation', id: `org_${'0'.repeat(32)}` }
  assert.equal(await give({ role: 'charity_manager', reach: org }), 'identity.reach_unknown')
})

test('a role’s period makes sense and does not overlap the same role', async () => {
  const city = await as(ids.city)
  const params = { id: person(ids.worker) }
  const give = (more: object) =>
    city.call(routes.assignRole, { params, body: { role: 'auditor', reach: at(DONGSHENG), ...more } })
  assert.equal((await give({ fromOn: '2026-12-02', toOn: '2026-12-01' })).code, 'identity.period_reversed')
  assert.equal((await give({ fromOn: '2026-10-01', toOn: '2026-11-22' })).code, 'identity.period_over')
  const later = (await give({ fromOn: '2026-12-01', toOn: '2026-12-31' })).value()
  assert.equal(later.inForce, false)
  assert.equal((await give({ toOn: '2026-12-01' })).code, 'identity.exists_with_same_reach')
  assert.equal((await give({ toOn: '2026-11-30' })).status, 200)
})

test('I3: an assignment that ends stays in the record and ends once', async () => {
  const city = await as(ids.city)
  const params = { id: person(ids.worker) }
  const given = await city.call(routes.assignRole, { params, body: { role: 'auditor', reach: at(JUNGAR) } })
  const id = showId('assignment', given.value().id)
  assert.equal((await city.call(routes.endAssignment, { params: { id } })).status, 200)
  assert.equal((await city.call(routes.endAssignment, { params: { id } })).code, 'identity.assignment_ended')
  const nobody = { params: { id: `assignment_${'0'.repeat(32)}` } }
  assert.equal((await city.call(routes.endAssignment, nobody)).code, 'platform.not_found')
  const read = (await city.call(routes.person, { params })).value()
  const ended = read.assignments.find((each) => each.id === given.value().id)
  assert.equal(ended?.inForce, false)
  assert.equal(ended?.endedBy, ids.city)
})

test('I10: the last administrator of the whole city cannot be ended', async () => {
  const city = await as(ids.city)
  const read = (await city.call(routes.person, { params: { id: person(ids.city) } })).value()
  const id = showId('assignment', read.assignments[0]?.id ?? '')
  assert.equal((await city.call(routes.endAssignment, { params: { id } })).code, 'identity.last_administrator')
})

test('a deactivated person is out at once and can be let back in with one role', async () => {
  const leaver = await addPerson(fresh.database, 'leaver', { role: 'town', reach: at('150602002') })
  const theirs = await as(leaver)
  assert.equal((await theirs.call(routes.me)).status, 200)
  const dongsheng = await as(ids.dongsheng)
  const params = { id: person(leaver) }
  const back = { params, body: { role: 'town', reach: at('150602003') } }
  assert.equal((await dongsheng.call(routes.reactivatePerson, back)).code, 'identity.person_not_deactivated')
  assert.equal((await dongsheng.call(routes.deactivatePerson, { params })).status, 200)
  assert.equal((await theirs.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await dongsheng.call(routes.deactivatePerson, { params })).code, 'identity.person_deactivated')
  const given = await dongsheng.call(routes.assignRole, back)
  assert.equal(given.code, 'identity.person_deactivated')
  const link = (await dongsheng.call(routes.reactivatePerson, back)).value()
  assert.match(link.path, /#/)
  const read = (await dongsheng.call(routes.person, { params })).value()
  assert.equal(read.state, 'invited')
  assert.equal(read.assignments.filter((each) => each.inForce).length, 1)
})

test('a hand-over passes on what is open, deactivates the leaver and is told to later modules once', async () => {
  const database = fresh.database
  const from = await addPerson(database, 'old.accountant', { role: 'town', reach: at('150602004') })
  const to = await addPerson(database, 'new.accountant', { role: 'town', reach: at('150602005') })
  const city = await as(ids.city)
  const params = { id: person(from) }
  const body = { toPersonId: person(to) }
  const self = await city.call(routes.handOver, { params: { id: person(ids.city) }, body })
  assert.equal(self.code, 'identity.not_yourself')
  const toSelf = await city.call(routes.handOver, { params, body: { toPersonId: person(from) } })
  assert.equal(toSelf.code, 'identity.receiver_not_active')
  const [one, two] = await Promise.all([
    city.call(routes.handOver, { params, body }),
    city.call(routes.handOver, { params, body }),
  ])
  assert.deepEqual([one.code, two.code].sort(), ['', 'identity.person_deactivated'])
  const read = (await city.call(routes.person, { params: { id: person(to) } })).value()
  assert.deepEqual(
    read.assignments
      .filter((each) => each.inForce)
      .map((each) => each.reachName)
      .sort(),
    ['建设街道', '富兴街道'].sort(),
  )
  const events = await fresh.owner.query(
    `select count(*)::int as n from graphile_worker._private_jobs
     where payload ->> 'type' = 'identity.handed_over' and payload -> 'ids' ->> 0 = $1`,
    [from],
  )
  assert.equal(events.rows[0].n, 1)
})

test('sessions are listed, ended one by one or all others, each with the next request', async () => {
  const own = await addPerson(fresh.database, 'many.sessions', { role: 'town', reach: at('150602006') })
  const [first, second, third] = [await as(own), await as(own), await as(own)]
  const listed = (await first.call(routes.sessions)).value().items
  assert.equal(listed.length, 3)
  assert.deepEqual(
    listed.map((session) => session.current),
    [true, false, false],
  )
  const id = showId('session', (await second.call(routes.me)).value().sessionId)
  assert.equal((await first.call(routes.endSession, { params: { id } })).status, 200)
  assert.equal((await second.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await first.call(routes.endSession, { params: { id } })).code, 'identity.session_unknown')
  const worker = await as(ids.worker)
  const thirdId = showId('session', (await third.call(routes.me)).value().sessionId)
  const foreign = await worker.call(routes.endSession, { params: { id: thirdId } })
  assert.equal(foreign.code, 'identity.session_unknown')
  assert.equal((await first.call(routes.endOtherSessions)).value().ended, 1)
  assert.equal((await third.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await first.call(routes.me)).status, 200)
  const dongsheng = await as(ids.dongsheng)
  assert.equal((await dongsheng.call(routes.endSessionsOf, { params: { id: person(own) } })).value().ended, 1)
  assert.equal((await first.call(routes.me)).code, 'platform.not_signed_in')
})

test('a session idle for two hours, run out, forged or of another secret is a stranger', async () => {
  const own = await addPerson(fresh.database, 'idle.person', { role: 'town', reach: at('150602007') })
  const idle = await as(own)
  await fresh.owner.query(
    "update identity.sessions set seen_at = now() - interval '2 hours 1 second' where person_id = $1",
    [own],
  )
  assert.equal((await idle.call(routes.me)).code, 'platform.not_signed_in')
  const over = await as(own)
  await fresh.owner.query(
    "update identity.sessions set expires_at = now() - interval '1 second' where person_id = $1",
    [own],
  )
  assert.equal((await over.call(routes.me)).code, 'platform.not_signed_in')
  for (const value of ['', 'x', 'a.b', `${'a'.repeat(32)}.${'A'.repeat(43)}=`, '%E0%A4%A', "' or 1=1 --.x"]) {
    const forged = new Client(app)
    forged.cookies.set('shanju.session_token', value)
    assert.equal((await forged.call(routes.me)).code, 'platform.not_signed_in')
  }
})

test('rights follow the calendar of Shanghai: from the first day on, to the last day and no longer', async () => {
  const own = await addPerson(fresh.database, 'dated.person', { role: 'town', reach: at('150602008') })
  const city = await as(ids.city)
  const body = { role: 'auditor', reach: at(DONGSHENG), fromOn: '2026-11-24', toOn: '2026-11-24' }
  assert.equal((await city.call(routes.assignRole, { params: { id: person(own) }, body })).status, 200)
  const theirs = await as(own)
  const mayList = async () => (await theirs.call(routes.people)).status === 200
  try {
    assert.equal(await mayList(), false)
    fresh.clock.set('2026-11-23T16:00:00Z')
    assert.equal(await mayList(), true)
    fresh.clock.set('2026-11-24T16:00:00Z')
    assert.equal(await mayList(), false)
  } finally {
    fresh.clock.set('2026-11-23T02:00:00Z')
  }
})
