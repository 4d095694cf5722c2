import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { formatPublicId, showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/supervision/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { served } from './index.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const BUREAU = holding('banner_bureau', { kind: 'division', code: '150602' })
const OTHER_BUREAU = holding('banner_bureau', { kind: 'division', code: '150621' })
const words = '收据上的名字写错了，打了三次电话没有人接'
const complain = (about: object, more: object = {}) =>
  api.ask(STRANGER, routes.complain, { body: { about, words, ...more } })
const list = (actor = BUREAU, query = {}) => api.ask(actor, routes.list, { query })

test('anybody complains, and reads under the code what was answered and nothing else', async () => {
  const made = await complain({ kind: 'fund', id: showId('fund', fund) }, { contact: '某某路 1 号' })
  assert.equal(made.status, 200)
  // 15 working days after Monday, 23 November 2026.
  assert.equal(made.body.answerBy, '2026-12-14')
  const found = await api.ask(STRANGER, routes.complaintByCode, { params: { code: made.body.code } })
  assert.deepEqual(
    [found.body.state, found.body.answers, Object.keys(found.body).sort()],
    ['open', [], ['answerBy', 'answers', 'code', 'madeAt', 'state']],
  )
  const [listed] = (await list()).body.items
  const answered = await api.ask(BUREAU, routes.answer, {
    params: { id: listed.id },
    body: { words: '已经核实，名字今天改正', closes: true },
  })
  assert.deepEqual([answered.body.state, answered.body.words, answered.body.contact], ['closed', words, '某某路 1 号'])
  const after = await api.ask(STRANGER, routes.complaintByCode, { params: { code: made.body.code } })
  assert.deepEqual([after.body.state, after.body.answers[0].words], ['closed', '已经核实，名字今天改正'])
})

test('C2: after a closing answer there is no other, however many answer at once', async () => {
  await complain({ kind: 'organisation', id: showId('org', host) })
  const { id } = (await list(BUREAU, { state: 'open' })).body.items[0]
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      api.ask(BUREAU, routes.answer, { params: { id }, body: { words: '已经办结了', closes: true } }),
    ),
  )
  const refused = answers.filter(({ status }) => status === 409)
  assert.deepEqual([answers.filter(({ status }) => status === 200).length, refused.length], [1, 7])
  assert.equal(refused[0]?.body.code, 'supervision.complaint_closed')
})

test('C3: the bureau of the place reads it; another bureau, the body itself and a stranger do not', async () => {
  await complain({ kind: 'fund', id: showId('fund', fund) })
  const { id } = (await list(BUREAU, { state: 'open' })).body.items[0]
  assert.equal((await list(OTHER_BUREAU)).body.total, 0)
  const foreign = await api.ask(OTHER_BUREAU, routes.get, { params: { id } })
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'platform.not_found'])
  const nowhere = await api.ask(OTHER_BUREAU, routes.get, { params: { id: showId('complaint', crypto.randomUUID()) } })
  assert.deepEqual([nowhere.status, nowhere.body], [foreign.status, foreign.body])
  const charity = holding('charity_manager', { kind: 'organisation', id: host })
  assert.equal((await api.ask(charity, routes.get, { params: { id } })).body.code, 'platform.not_permitted')
  assert.equal((await list(STRANGER)).body.code, 'platform.not_signed_in')
})

test('C1: words and contact stand nowhere in the clear, and reading them stands on the trail', async () => {
  const secret = '只有我知道的一句话'
  await complain({ kind: 'fund', id: showId('fund', fund) }, { words: secret, contact: '秘密联系方式' })
  const { id } = (await list(BUREAU, { state: 'open' })).body.items[0]
  assert.equal((await api.ask(BUREAU, routes.get, { params: { id } })).body.words, secret)
  const { rows } = await fresh.owner.query<{ all: string }>(`
    select coalesce(string_agg(c::text, ''), '') || (select string_agg(t::text, '') from trail.records t) as all from supervision.complaints c`)
  const hexed = Buffer.from(secret).toString('hex')
  assert.ok(
    rows[0]?.all &&
      !rows[0].all.includes(secret) &&
      !rows[0].all.includes(hexed) &&
      !rows[0].all.includes('秘密联系方式'),
  )
  const seen = await fresh.owner.query(`select 1 from trail.records where action = 'supervision.read_complaint'`)
  assert.ok((seen.rowCount ?? 0) >= 1)
})

test('C4: a wrong code and a thing that is not there answer calmly; hostile words are kept as typed', async () => {
  const wrong = await api.ask(STRANGER, routes.complaintByCode, { params: { code: '000000000000' } })
  assert.deepEqual([wrong.status, wrong.body.code], [404, 'supervision.complaint_not_found'])
  const unknown = await complain({ kind: 'fund', id: showId('fund', crypto.randomUUID()) })
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'supervision.about_unknown'])
  const gift = await complain({ kind: 'gift', publicId: '000000000000' })
  assert.equal(gift.body.code, 'supervision.about_unknown')
  assert.equal((await complain({ kind: 'fund', id: showId('fund', fund) }, { words: '短' })).status, 422)
  const hostile = `'; drop table supervision.complaints; -- <script>alert(1)</script>`
  await complain({ kind: 'fund', id: showId('fund', fund) }, { words: hostile })
  const { id, name } = (await list(BUREAU, { state: 'open' })).body.items[0]
  assert.equal((await api.ask(BUREAU, routes.get, { params: { id } })).body.words, hostile)
  assert.notEqual(name, formatPublicId(''))
})
