import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { FastifyInstance } from 'fastify'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
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

test('forms are read on their own addresses alone: the API takes no form', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/supervision/complaints',
    headers: FORM,
    payload: 'words=x',
  })
  assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, String(answer.statusCode))
})
