import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Role } from '@shanju/contract/access.ts'
import { type Served, serve } from './serve.ts'
import { toyRoutes } from './testkit/routes.ts'
import { asPerson, type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
})
after(() => toy.close())

const at = (role: Role, code: string): Actor => asPerson([{ role, reach: { kind: 'division', code } }])
const STRANGER: Actor = { kind: 'stranger' }
const READER = at('auditor', 'c1')
const CHANGER = at('administrator', 'c1')

const get = async (url: string, actor: Actor) => summary(await toy.ask({ url: `/api/v1/toy${url}` }, actor))
const post = async (url: string, actor: Actor) =>
  summary(await toy.ask({ method: 'POST', url: `/api/v1/toy${url}` }, actor))
const summary = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? 'ok'}`

const NOT_SIGNED_IN = '403 platform.not_signed_in'
const NOT_PERMITTED = '403 platform.not_permitted'
const NOT_FOUND = '404 platform.not_found'

test('what is public is answered to anybody', async () => {
  for (const actor of [STRANGER, asPerson(), CHANGER]) assert.equal(await get('/greet?name=a', actor), '200 ok')
})

test('what is for people signed in is answered to them, whatever their roles', async () => {
  assert.equal(await get('/mine', STRANGER), NOT_SIGNED_IN)
  assert.equal(await get('/mine', asPerson()), '200 ok')
})

test('a stranger is told to sign in before anything is looked up', async () => {
  for (const thing of ['here', 'elsewhere', 'missing']) {
    assert.equal(await get(`/things/${thing}`, STRANGER), NOT_SIGNED_IN)
    assert.equal(await post(`/things/${thing}`, STRANGER), NOT_SIGNED_IN)
  }
})

test('who could not do it anywhere is told so, and learns nothing of what exists', async () => {
  for (const thing of ['here', 'elsewhere', 'missing']) {
    assert.equal(await get(`/things/${thing}`, asPerson()), NOT_PERMITTED)
    assert.equal(await post(`/things/${thing}`, READER), NOT_PERMITTED)
  }
})

test('inside the reach it is done, outside it does not exist', async () => {
  assert.equal(await get('/things/here', READER), '200 ok')
  assert.equal(await post('/things/here', CHANGER), '200 ok')
  assert.equal(await get('/things/elsewhere', READER), NOT_FOUND)
  assert.equal(await post('/things/elsewhere', CHANGER), NOT_FOUND)
  assert.equal(await get('/things/missing', READER), NOT_FOUND)
})

test('a thing out of reach and a thing that does not exist are answered alike, to the byte', async () => {
  const ask = (thing: string) => toy.ask({ url: `/api/v1/toy/things/${thing}` }, READER)
  const [foreign, missing] = [await ask('elsewhere'), await ask('missing')]
  assert.deepEqual([foreign.status, foreign.body], [missing.status, missing.body])
  const kept = (headers: object) => ({ ...headers, 'x-request-id': '', date: '' })
  assert.deepEqual(kept(foreign.headers), kept(missing.headers))
})

test('what may be read but not done is refused openly', async () => {
  const both = asPerson([
    { role: 'auditor', reach: { kind: 'division', code: 'c' } },
    { role: 'administrator', reach: { kind: 'division', code: 'c1' } },
  ])
  assert.equal(await get('/things/elsewhere', both), '200 ok')
  assert.equal(await post('/things/elsewhere', both), NOT_PERMITTED)
})

test('a list is for whoever holds the action somewhere', async () => {
  assert.equal(await get('/things', STRANGER), NOT_SIGNED_IN)
  assert.equal(await get('/things', READER), NOT_PERMITTED)
  assert.equal(await get('/things', CHANGER), '200 ok')
})

test('files up and down and handlers of several steps are guarded by the same rules', async () => {
  assert.equal(await post('/things/here/file', STRANGER), NOT_SIGNED_IN)
  assert.equal(await post('/things/here/file', READER), NOT_PERMITTED)
  assert.equal(await post('/things/elsewhere/file', CHANGER), NOT_FOUND)
  assert.equal(await post('/things/here/file', CHANGER), '200 ok')
  assert.equal(await get('/things/here/file', STRANGER), NOT_SIGNED_IN)
  assert.equal(await get('/things/elsewhere/file', READER), NOT_FOUND)
  assert.deepEqual(toy.seen.chunks, [])
})

test('a wrong shape is told before rights are asked, so that it says the same to everybody', async () => {
  assert.equal(await get('/things/nowhere', STRANGER), '422 platform.invalid_input')
})

test('a route with an action must say whose business it is', () => {
  const run = async () => ({ ok: true })
  assert.throws(() => serve(toyRoutes.change, run), /toy\.change: a route with an action needs to say whose business/)
  assert.equal((serve(toyRoutes.list, run) satisfies Served).subject, undefined)
})
