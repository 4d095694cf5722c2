import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { FastifyInstance } from 'fastify'
import { noticed } from '#modules/projects/testkit.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { adopt, makeGroup } from '#test/support/groups.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { buildApp } from './app.ts'

let fresh: FreshDatabase
let app: FastifyInstance
let fund: string

before(async () => {
  fresh = await freshDatabase()
  const { database, clock, secrets } = fresh
  app = buildApp({ database, clock, secrets, logLevel: 'silent', trustProxy: false })
  fund = await addFund(fresh, await addHost(fresh, 1))
})
after(async () => {
  await app.close()
  await fresh.close()
})

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const send = (fields: Record<string, string>, headers: Record<string, string> = FORM) =>
  app.inject({ method: 'POST', url: '/complain', headers, payload: new URLSearchParams(fields).toString() })

test('a complaint sent by a browser without scripts arrives, and its page can be opened again', async () => {
  const sent = await send({ fund: showId('fund', fund), words: '三次去问都没有人答复', contact: '' })
  assert.equal(sent.statusCode, 303)
  const page = await app.inject({ url: String(sent.headers.location) })
  assert.deepEqual([page.statusCode, /待答复/.test(page.body)], [200, true])
  const kept = await fresh.owner.query('select 1 from supervision.complaints where about_id = $1', [fund])
  assert.equal(kept.rowCount, 1)
})

test('a complaint posted from another site’s page is refused, and one about nothing changes nothing', async () => {
  const words = '这是从别的网站发来的'
  const foreign = await send({ fund: showId('fund', fund), words }, { ...FORM, origin: 'https://elsewhere.example' })
  assert.equal(foreign.statusCode, 403)
  assert.equal((await send({ words })).statusCode, 422)
  assert.equal((await send({ fund: showId('fund', crypto.randomUUID()), words })).statusCode, 404)
  const { rows } = await fresh.owner.query('select count(*)::int as n from supervision.complaints')
  assert.deepEqual(rows, [{ n: 1 }])
})

test('J4 a project on notice is read and objected to without a script, in both languages, and not after the notice', async () => {
  const group = await makeGroup(fresh, 2)
  await adopt(fresh, group)
  const id = await noticed(fresh, group)
  const { rows } = await fresh.owner.query<{ code: string }>('select code from projects.projects where id = $1', [id])
  const code = rows[0]?.code ?? ''
  const page = async (path: string) => {
    const { statusCode, body } = await app.inject({ url: path })
    assert.ok(body.length < 50_000, `${path} ${body.length}`)
    return [statusCode, body] as const
  }
  assert.match((await page(`/p/${code}`))[1], /长者午餐补贴[\s\S]*提出/)
  assert.match((await page(`/p/${code}?lang=en`))[1], /public notice runs until/)
  assert.match((await page(`/f/${showId('fund', group.fundId)}/projects`))[1], new RegExp(`/p/${code}`))
  assert.match((await page(`/f/${showId('fund', group.fundId)}`))[1], new RegExp(`/p/${code}`))
  assert.equal((await page('/p/000000000000'))[0], 404)
  const object = (words: string) =>
    app.inject({
      method: 'POST',
      url: `/p/${code}/object`,
      headers: FORM,
      payload: new URLSearchParams({ words }).toString(),
    })
  assert.equal((await object('短')).statusCode, 422)
  const sent = await object('食堂离三号楼太远<script>，老人走不到。')
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, `/p/${code}?objected=1`])
  assert.doesNotMatch((await page(`/p/${code}`))[1], /三号楼/)
  fresh.clock.set('2026-12-02T02:00:00Z')
  assert.equal((await object('公示结束以后再提异议')).statusCode, 409)
  assert.match((await page(`/p/${code}/object`))[1], /公示已经结束/)
})

test('forms are read on their own addresses alone: the API takes no form', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/supervision/complaints',
    headers: FORM,
    payload: 'words=x',
  })
  assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, String(answer.statusCode))
})

test('who sends the same form over and over is asked to wait, by page and by API; another gift and reading are not held', async () => {
  const gift = (code: string, n: number) =>
    app.inject({ method: 'POST', url: `/g/${code}/shown?n=${n}`, headers: FORM, payload: 'code=x&shown=full' })
  const tries = await Promise.all(Array.from({ length: 25 }, (_each, n) => gift('4E5JMTFRB8WS', n)))
  const held = tries.filter(({ statusCode }) => statusCode === 429)
  assert.equal(held.length, 5)
  assert.match(held[0]?.body ?? '', /访问过于频繁/)
  assert.ok(Number(held[0]?.headers['retry-after']) > 30)
  assert.equal((await gift('4E5JMTFRB8WT', 0)).statusCode, 404)
  assert.equal((await app.inject({ url: '/rules' })).statusCode, 200)
  const payload = { about: { kind: 'fund', id: showId('fund', crypto.randomUUID()) }, words: '没有公布支出' }
  const asked = await Promise.all(
    Array.from({ length: 22 }, () => app.inject({ method: 'POST', url: '/api/v1/supervision/complaints', payload })),
  )
  assert.deepEqual([...new Set(asked.map((each) => each.json().code))].toSorted(), [
    'platform.too_many_requests',
    'supervision.about_unknown',
  ])
})

test('addresses typed a little wrong lead to the log and to its check', async () => {
  for (const [typed, meant] of [
    ['/log/', '/log'],
    ['/verify', '/log/verify'],
  ] as const) {
    const { statusCode, headers } = await app.inject({ url: typed })
    assert.deepEqual([statusCode, headers.location], [301, meant])
  }
})
