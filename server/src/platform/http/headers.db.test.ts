import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withStyleNonce } from './headers.ts'
import { asPerson, type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
  toy.app.get('/page', (_request, reply) => reply.type('text/html').send(withStyleNonce(reply)))
})
after(() => toy.close())

const NAMES = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'x-request-id',
]

test('every answer carries the security headers: good, refused, broken, missing, probe, file, HEAD and OPTIONS', async () => {
  const reader = asPerson([{ role: 'auditor', reach: { kind: 'division', code: 'c1' } }])
  const asked = [
    { url: '/api/v1/toy/greet?name=a' },
    { url: '/api/v1/toy/greet' },
    { url: '/api/v1/toy/defect?how=sql' },
    { url: '/api/v1/toy/things/elsewhere' },
    { url: '/api/v1/toy/things/here/file' },
    { url: '/nowhere' },
    { url: '/healthz' },
    { url: '/metrics' },
    { method: 'HEAD', url: '/api/v1/toy/greet?name=a' },
    { method: 'OPTIONS', url: '/api/v1/toy/greet?name=a' },
    { method: 'PUT', url: '/api/v1/toy/greet?name=a' },
    { method: 'POST', url: '/api/v1/toy/sums', payload: '{', headers: { 'content-type': 'application/json' } },
  ] as const
  for (const each of asked) {
    const { headers } = await toy.ask(each, reader)
    for (const name of NAMES) assert.ok(headers[name], `${JSON.stringify(each)} has no ${name}`)
  }
})

test('no page may run or style itself inline, be framed, or load from elsewhere', async () => {
  const { headers } = await toy.ask({ url: '/healthz' })
  const policy = String(headers['content-security-policy'])
  assert.doesNotMatch(policy, /unsafe|\*|http:|https:/)
  for (const part of [
    "default-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    assert.ok(policy.split('; ').includes(part), part)
})

test('a page with a nonce may use styles that carry it, scripts stay as they were, and each page has its own', async () => {
  const [first, second] = [await toy.ask({ url: '/page' }), await toy.ask({ url: '/page' })]
  assert.notEqual(first.body, second.body)
  const policy = String(first.headers['content-security-policy'])
  assert.ok(policy.includes(`style-src 'self' 'nonce-${first.body}'`))
  assert.ok(policy.includes("script-src 'self';"))
})

test('answers of the API are kept by nobody, refusals included', async () => {
  for (const url of [
    '/api/v1/toy/greet?name=a',
    '/api/v1/toy/greet',
    '/api/v1/toy/mine',
    '/api/v1/toy/defect?how=code',
  ])
    assert.equal((await toy.ask({ url })).headers['cache-control'], 'no-store', url)
})

test('a browser is told to insist on https exactly when it came by https', async () => {
  const behind = await toyServer({ trustProxy: '127.0.0.1' })
  try {
    const https = await behind.ask({ url: '/healthz', headers: { 'x-forwarded-proto': 'https' } })
    assert.match(String(https.headers['strict-transport-security']), /max-age=\d{7,}/)
    assert.equal((await behind.ask({ url: '/healthz' })).headers['strict-transport-security'], undefined)
    const pretended = await toy.ask({ url: '/healthz', headers: { 'x-forwarded-proto': 'https' } })
    assert.equal(pretended.headers['strict-transport-security'], undefined)
  } finally {
    await behind.close()
  }
})

test('HEAD says what GET would, without the body', async () => {
  const { status, body } = await toy.ask({ method: 'HEAD', url: '/api/v1/toy/greet?name=a' })
  assert.deepEqual([status, body], [200, ''])
})

test('cookies set in several steps stay with the answer, also when it is a refusal', async () => {
  for (const refused of [false, true]) {
    const { status, headers } = await toy.ask({ method: 'POST', url: '/api/v1/toy/steps', payload: { refused } })
    assert.equal(status, refused ? 403 : 200)
    assert.deepEqual(headers['set-cookie'], ['a=1; HttpOnly', 'b=2'])
  }
})

test('a file is sent under its own name, whatever letters that has', async () => {
  const reader = asPerson([{ role: 'auditor', reach: { kind: 'division', code: 'c1' } }])
  const { body, headers } = await toy.ask({ url: '/api/v1/toy/things/here/file' }, reader)
  assert.deepEqual([body, headers['content-type']], ['a,b\n1,2\n', 'text/csv'])
  assert.equal(headers['content-disposition'], `attachment; filename*=UTF-8''%E5%96%84%E8%81%9A%20%221%22.csv`)
})
