import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { problem } from '@shanju/contract/kit/problem.ts'
import type { FastifyInstance } from 'fastify'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { buildApp } from './app.ts'

const ASSETS = fileURLToPath(new URL('../../console/dist/assets/', import.meta.url))

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

test('every answer of the whole server carries the strict policy: pages, files, the API and what is missing', async () => {
  const home = await get('/')
  const linked = [...home.body.matchAll(/(?:href|src)="(\/[^"#?]+)"/g)].map(([, path = '']) => path)
  const built = existsSync(ASSETS)
    ? readdirSync(ASSETS)
        .slice(0, 2)
        .map((name) => `/console/assets/${name}`)
    : []
  const own = [
    '/',
    '/docs',
    '/docs.css',
    '/openapi.json',
    '/console',
    '/console/',
    '/console/gifts/1',
    '/console/assets/none.js',
  ]
  const missing = ['/nowhere', '/api/v1/nowhere', '/g/NOSUCHCODE', '/d/0', '/%2e%2e/etc/passwd', '/%E0%A4%A']
  for (const url of new Set([...own, ...missing, ...linked, ...built])) {
    const { statusCode, headers } = await get(url)
    assert.notEqual(statusCode, 500, url)
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'self'; script-src 'self'; style-src 'self'/,
      url,
    )
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/, url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
  }
})

test('pages hold no script or style of their own and no handler in markup, so nothing of them breaks under the policy', async () => {
  for (const url of ['/', '/docs', '/console/', '/search?q=%3Cscript%3E', '/nowhere']) {
    const { body } = await get(url)
    assert.doesNotMatch(body, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle="|\son\w+="/i, url)
  }
})

test('an address of the API that does not exist is answered as a problem in the reader’s language', async () => {
  const { statusCode, body, headers } = await get('/api/v1/nowhere', { 'accept-language': 'en' })
  assert.equal(statusCode, 404)
  assert.ok(problem.safeParse(JSON.parse(body)).success)
  assert.equal(JSON.parse(body).message, 'Not found, or outside your area.')
  assert.equal(headers['cache-control'], 'no-store')
})

test('the description of the API is served whole, and its page beside it', async () => {
  const description = await get('/openapi.json')
  assert.match(String(description.headers['content-type']), /^application\/json/)
  assert.equal(description.json().openapi, '3.1.0')
  assert.match((await get('/docs', { 'accept-language': 'en' })).body, /<html lang="en">/)
})
