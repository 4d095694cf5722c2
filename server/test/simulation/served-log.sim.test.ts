import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import type { FastifyInstance } from 'fastify'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { buildApp } from '#src/app.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { stage } from './log.ts'

let fresh: FreshDatabase
let app: FastifyInstance
before(async () => {
  fresh = await freshDatabase()
  const { database, clock, secrets } = fresh
  app = buildApp({ database, clock, secrets, logLevel: 'silent', trustProxy: false })
})
after(async () => {
  await app.close()
  await fresh.close()
})

const get = (url: string, headers = {}) => app.inject({ url, headers })

test('T3: the log is served as tlog-tiles says: types, caching, partial tiles, gzip for whoever takes it', async () => {
  assert.equal((await get('/log/checkpoint')).statusCode, 404)
  await stage(fresh, 300)
  await fresh.database.transact('test', sequence)
  assert.equal((await get('/log/tile/0/000')).statusCode, 404, 'what no head speaks of is not served')
  await fresh.database.transact('test', publishHead)
  const checkpoint = await get('/log/checkpoint')
  assert.equal(checkpoint.headers['content-type'], 'text/plain; charset=utf-8')
  assert.match(String(checkpoint.headers['cache-control']), /max-age=[1-5]$/)
  assert.match(checkpoint.body, /^log\.test\/log\n301\n/)
  for (const [path, size] of [
    ['tile/0/000', 8192],
    ['tile/0/001.p/45', 45 * 32],
    ['tile/0/001.p/7', 7 * 32],
    ['tile/1/000.p/1', 32],
  ] as const) {
    const tile = await get(`/log/${path}`)
    assert.deepEqual([tile.statusCode, tile.rawPayload.length], [200, size], path)
    assert.equal(tile.headers['content-type'], 'application/octet-stream')
    assert.match(String(tile.headers['cache-control']), /max-age=31536000, immutable/)
    assert.equal(tile.headers['access-control-allow-origin'], '*')
  }
  const plain = await get('/log/tile/entries/001.p/45')
  const zipped = await get('/log/tile/entries/001.p/45', { 'accept-encoding': 'gzip' })
  assert.equal(decodeBundle(plain.rawPayload, 45).length, 45)
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.deepEqual(gunzipSync(zipped.rawPayload), plain.rawPayload)
  const none = ['tile/0/001', 'tile/0/001.p/46', 'tile/0/1', 'tile/00/000', 'tile/2/000.p/1', 'tile/entries/000.p/256']
  for (const path of none) {
    const missing = await get(`/log/${path}`)
    assert.deepEqual([missing.statusCode, missing.headers['cache-control']], [404, 'no-store'], path)
  }
  assert.equal((await get('/log/2/checkpoint')).statusCode, 404)
})

test('V6: the offline page comes with the policy inside and may ask the network for nothing', async () => {
  const policy = await get('/log/policy')
  assert.match(policy.body, /^log log\.test\/log\+\S+\nquorum none\n$/)
  const page = await get('/log/verify.html')
  assert.ok(page.body.includes(policy.body.trim()))
  assert.match(page.body, /"4101":"[^"]+"/, 'names stand beside the numbers of accounts')
  assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; .*frame-ancestors 'none'$/)
})
