import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { problem } from '@shanju/contract/kit/problem.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { openDatabase } from '#platform/pg/db.ts'
import { answerFor } from './errors.ts'
import { type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
})
after(() => toy.close())

const broken = (how: string) => toy.ask({ url: `/api/v1/toy/defect?how=${how}`, headers: { 'accept-language': 'en' } })

test('a defect is answered with its number and no detail, and the log finds it by that number', async () => {
  for (const how of ['sql', 'code', 'thrown', 'output', 'unknown_code']) {
    toy.lines.length = 0
    const { status, body, headers } = await broken(how)
    assert.equal(status, 500)
    assert.deepEqual(Object.keys(body).toSorted(), ['code', 'id', 'message'])
    assert.equal(body.code, 'platform.defect')
    assert.match(body.id, /^req_[0-9a-f]{32}$/)
    assert.equal(headers['x-request-id'], body.id)
    assert.ok(body.message.includes(body.id))
    const line = toy.lines.map((each) => JSON.parse(each)).find(({ msg }) => msg === 'defect')
    assert.deepEqual([line?.reqId, line?.level], [body.id, 50])
  }
})

test('no answer and no line of the log repeats personal data out of a database error', async () => {
  toy.lines.length = 0
  const { body } = await broken('sql')
  const log = toy.lines.join('')
  assert.match(log, /database error 22P02/)
  assert.match(log, /testkit\/routes\.ts/)
  assert.doesNotMatch(log + JSON.stringify(body), /张三|13800000000|invalid input syntax/)
  toy.lines.length = 0
  await broken('thrown')
  assert.doesNotMatch(toy.lines.join(''), /张三/)
})

test('the log says route and person of every request, and never the address, query, headers or body', async () => {
  toy.lines.length = 0
  await toy.ask({ url: '/api/v1/toy/greet?name=%E5%BC%A0', headers: { cookie: 'session=secret' } })
  await toy.ask({ method: 'POST', url: '/api/v1/toy/sums', payload: { amountFen: '5', note: 'private' } })
  await toy.ask({ url: '/no/such/person' })
  const lines = toy.lines.map((line) => JSON.parse(line))
  assert.deepEqual(
    lines.map(({ route, status, method }) => [route, status, method]),
    [
      ['toy.greet', 200, 'GET'],
      ['toy.add', 200, 'POST'],
      ['unknown', 404, 'GET'],
    ],
  )
  assert.doesNotMatch(toy.lines.join(''), /%E5|张|secret|private|such\/person|amountFen/)
})

test('a database that is away is told apart: the sender may come again with the same key', async () => {
  const { status, body } = await broken('away')
  assert.deepEqual([status, body.code], [503, 'platform.unavailable'])
  assert.ok(problem.safeParse(body).success)
})

test('each refusal is answered with its status, its sentence in the reader’s language, and what it speaks of', () => {
  const refused = refuse('platform.file_too_large', { megabytes: 20 })
  const zh = answerFor(refused, 'zh', 'req_1')
  assert.deepEqual(zh, {
    status: 413,
    body: { code: refused.code, message: '文件太大，最多 20 MB。', params: { megabytes: 20 } },
    defect: false,
  })
  assert.equal(answerFor(refused, 'en', 'req_1').body.message, 'The file is too large; the most is 20 MB.')
})

test('an error of a library that carries a status of its own is an invalid request, or a defect above 499', () => {
  const carrying = (statusCode: number) => answerFor(Object.assign(new Error('x'), { statusCode }), 'zh', 'req_1')
  assert.deepEqual([carrying(400).status, carrying(418).status, carrying(500).status], [422, 422, 500])
  assert.equal(carrying(500).defect, true)
})

test('without a database the process is alive but not ready, and says so by itself', async () => {
  const { clock, secrets } = toy.fresh
  const database = openDatabase('postgresql://app:x@127.0.0.1:1/shanju', clock, secrets)
  const away = await toyServer({ database, identify: () => Promise.reject(new Error('asked who asks')) })
  try {
    for (const url of ['/healthz', '/healthz?deep=1']) assert.equal((await away.ask({ url })).status, 200)
    assert.deepEqual(
      [(await away.ask({ url: '/readyz' })).status, (await away.ask({ url: '/metrics' })).status],
      [503, 200],
    )
    assert.equal((await toy.ask({ url: '/readyz' })).status, 200)
  } finally {
    await away.close()
    await database.close()
  }
})

test('a database that accepts and never answers is not waited for', async () => {
  const database = { ...toy.fresh.database, pool: { query: () => new Promise(() => {}) } } as never
  const mute = await toyServer({ database, metrics: { observe: () => {}, sequenced: () => {}, text: async () => '' } })
  try {
    const begun = performance.now()
    assert.equal((await mute.ask({ url: '/readyz' })).status, 503)
    assert.ok(performance.now() - begun < 15_000)
  } finally {
    await mute.close()
  }
})
