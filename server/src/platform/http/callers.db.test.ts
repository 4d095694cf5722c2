import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { PERSON } from './limits.ts'
import { asPerson, type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
})
after(() => toy.close())

const write = (headers: object) =>
  toy.ask({
    method: 'POST',
    url: '/api/v1/toy/steps',
    payload: { refused: false },
    headers: { host: 'shanju.cn', ...headers },
  })

test('a write from a page of another site is refused, with or without a cookie', async () => {
  const origins = [
    'https://evil.cn',
    'http://shanju.cn.evil.cn',
    'http://sub.shanju.cn',
    'http://shanju.cn:8443',
    'null',
  ]
  for (const origin of origins) {
    const { status, body } = await write({ origin, cookie: 'session=1' })
    assert.deepEqual([status, body.code], [403, 'platform.foreign_origin'], origin)
  }
})

test('an Origin that is no address is refused like a foreign one, not a defect', async () => {
  for (const origin of ['garbage', '', 'http://', '://', 'http://[', 'file://', 'a'.repeat(5000)])
    assert.equal((await write({ origin })).status, 403, origin)
})

test('a write from our own page, and one of a program without Origin, is served', async () => {
  for (const headers of [{ origin: 'http://shanju.cn' }, { origin: 'https://SHANJU.cn' }, {}])
    assert.equal((await write(headers)).status, 200)
  assert.equal((await write({ origin: 'http://shanju.cn', host: 'shanju.cn:80' })).status, 200)
  assert.equal((await write({ origin: 'http://shanju.cn:8080', host: 'shanju.cn:8080' })).status, 200)
})

test('reading from another page is no harm: the answer is kept from it by the browser', async () => {
  const { status } = await toy.ask({ url: '/api/v1/toy/greet?name=a', headers: { origin: 'https://evil.cn' } })
  assert.equal(status, 200)
})

test('four hundred requests of one person are too many, and trip nobody else behind the same address', async () => {
  const ask = (actor: Actor, url = '/api/v1/toy/mine') => toy.ask({ url }, actor)
  const answers = await Promise.all(Array.from({ length: PERSON.burst + 100 }, () => ask(asPerson([], 3))))
  const refused = answers.filter(({ status }) => status === 429)
  assert.ok(refused.length > 0)
  assert.equal(answers.filter(({ status }) => status === 200).length, answers.length - refused.length)
  const [first] = refused
  assert.equal(first?.body.code, 'platform.too_many_requests')
  assert.equal(Number(first?.headers['retry-after']), first?.body.params.seconds)
  assert.equal((await ask(asPerson([], 4))).status, 200)
  assert.equal((await ask({ kind: 'stranger' }, '/api/v1/toy/greet?name=a')).status, 200)
  assert.equal((await toy.ask({ url: '/healthz' }, asPerson([], 3))).status, 200)
})

test('X-Forwarded-For is believed from the named proxy only', async () => {
  const addressOf = async (server: ToyServer, remoteAddress: string) => {
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    const payload = { refused: false }
    const { body } = await server.ask({ method: 'POST', url: '/api/v1/toy/steps', payload, headers, remoteAddress })
    return body.address
  }
  assert.equal(await addressOf(toy, '127.0.0.1'), '127.0.0.1')
  const behind = await toyServer({ trustProxy: '10.0.0.0/8' })
  try {
    assert.equal(await addressOf(behind, '10.1.2.3'), '203.0.113.9')
    assert.equal(await addressOf(behind, '192.0.2.1'), '192.0.2.1')
  } finally {
    await behind.close()
  }
})

test('figures are for this machine: not for others, and not for whoever a proxy on this machine stands for', async () => {
  const ask = (remoteAddress: string, headers = {}) => toy.ask({ url: '/metrics', remoteAddress, headers })
  const { status, body } = await ask('127.0.0.1')
  assert.equal(status, 200)
  assert.match(body, /shanju_http_request_seconds_count\{route="toy\.mine"/)
  assert.match(body, /shanju_database_connections\{state="total"\}/)
  assert.doesNotMatch(body, /name=a|things\/here/)
  assert.equal((await ask('::1')).status, 200)
  assert.equal((await ask('192.0.2.1')).status, 404)
  assert.equal((await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).status, 404)
  assert.equal((await ask('127.0.0.1', { forwarded: 'for=203.0.113.9' })).status, 404)
})

test('the reader’s language decides the sentence', async () => {
  const messageIn = async (language: string) =>
    (await toy.ask({ url: '/api/v1/toy/mine', headers: { 'accept-language': language } })).body.message
  assert.equal(await messageIn('en-GB,zh;q=0.5'), 'Please sign in first.')
  assert.equal(await messageIn('mn'), '请先登录。')
})
