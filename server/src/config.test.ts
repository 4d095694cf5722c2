import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Fastify from 'fastify'
import { ConfigError, readConfig } from './config.ts'

const SECRET = 'x'.repeat(32)
const OWNER = 'postgresql://owner:p@127.0.0.1:5432/shanju'
const APP = 'postgresql://app:p@127.0.0.1:5432/shanju'
const root = mkdtempSync(join(tmpdir(), 'shanju-config-'))
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(root, 'data-'))
})
after(() => rmSync(root, { recursive: true }))

const read = (env: Record<string, string>) => readConfig({ SHANJU_DATA: dir, SHANJU_SECRET: SECRET, ...env })
const refused = (env: Record<string, string>, ...sentences: RegExp[]) => {
  assert.throws(
    () => read(env),
    (error) => error instanceof ConfigError && sentences.every((sentence) => sentence.test(error.message)),
    JSON.stringify(env),
  )
}

test('without any setting a laptop is served, by a private database', () => {
  assert.deepEqual(read({}), {
    host: '127.0.0.1',
    port: 8080,
    dataDir: dir,
    database: undefined,
    trustProxy: false,
    logName: undefined,
    secret: SECRET,
  })
  assert.deepEqual(
    read({ HOST: '', PORT: '', DATABASE_URL: '', DATABASE_APP_URL: '', TRUST_PROXY: '', LOG_NAME: '' }),
    read({}),
  )
})

test('a host is an address or a name alone', () => {
  for (const HOST of ['0.0.0.0', '::', '::1', 'localhost', 'shanju.ordos.gov.cn'])
    assert.equal(read({ HOST }).host, HOST)
  for (const HOST of ['http://a', '127.0.0.1:8080', '[::1]', 'a b', '-a', 'a..b', 'a/b'])
    refused({ HOST }, /HOST is .*Example: HOST=0\.0\.0\.0/)
})

test('a port is a number from 0 to 65535', () => {
  for (const PORT of ['0', '80', '65535']) assert.equal(read({ PORT }).port, Number(PORT))
  for (const PORT of ['65536', '-1', '8080a', '1e3', '80.5', ' 80', '0x50', '999999'])
    refused({ PORT }, /Example: PORT=8080/)
})

test('both addresses of a database are needed, of two roles, and are never repeated', () => {
  const both = { DATABASE_URL: OWNER, DATABASE_APP_URL: APP }
  assert.deepEqual(read(both).database, { ownerUrl: OWNER, appUrl: APP })
  refused({ DATABASE_URL: OWNER }, /DATABASE_APP_URL is missing\. Both are needed/)
  refused({ DATABASE_APP_URL: APP }, /DATABASE_URL is missing\. Both are needed/)
  refused({ ...both, DATABASE_APP_URL: OWNER }, /name the same role/)
  refused({ ...both, DATABASE_APP_URL: 'postgresql://%6fwner:q@127.0.0.1/shanju' }, /name the same role/)
  for (const url of [
    'mysql://a:hush@b/c',
    'postgresql://127.0.0.1/a',
    'postgresql://a:hush@b',
    'postgresql://a:hush@b/',
    'nonsense',
  ])
    refused({ ...both, DATABASE_URL: url }, /DATABASE_URL is no PostgreSQL address\. Example/, /^(?!.*hush)/)
  refused({ ...both, DATABASE_APP_URL: 'postgresql://a%zz:hush@b/c' }, /Write a % in it as %25/)
})

test('proxies are named by address, and what is accepted is what the server understands', () => {
  for (const TRUST_PROXY of ['127.0.0.1', '10.0.0.0/8, 192.168.1.1', 'loopback', '::1,fd00::/8']) {
    assert.equal(read({ TRUST_PROXY }).trustProxy, TRUST_PROXY)
    assert.doesNotThrow(() => Fastify({ trustProxy: TRUST_PROXY }))
  }
  for (const TRUST_PROXY of [
    'true',
    '1',
    '*',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '::1/129',
    'proxy.local',
    '127.0.0.1,',
    '10.0.0/8',
  ])
    refused({ TRUST_PROXY }, /Example: TRUST_PROXY=/)
})

test('everything that is wrong is told at once, and nothing is made', () => {
  refused(
    { PORT: 'x', HOST: 'http://', SHANJU_SECRET: 'short' },
    /PORT is/,
    /HOST is/,
    /SHANJU_SECRET is shorter than 32/,
  )
  refused({ PORT: 'x', SHANJU_SECRET: '' }, /PORT is/)
  assert.deepEqual(readdirSync(dir), [])
})

test('the first start makes a secret that only its owner reads; later starts find it', () => {
  const first = read({ SHANJU_SECRET: '' }).secret
  assert.match(first, /^[0-9a-f]{64}$/)
  assert.equal(statSync(join(dir, 'secret')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(dir), ['secret'])
  assert.equal(read({ SHANJU_SECRET: '' }).secret, first)
  assert.equal(read({}).secret, SECRET)
  assert.equal(readFileSync(join(dir, 'secret'), 'utf8'), `${first}\n`)
})

test('the public log is named like an address, or not at all', () => {
  assert.equal(read({}).logName, undefined)
  assert.equal(read({ LOG_NAME: 'charity.example.org/log' }).logName, 'charity.example.org/log')
  for (const LOG_NAME of ['https://x.org/log', 'X.org', 'a b', 'x.org/log/', 'x+y'])
    refused({ LOG_NAME }, /LOG_NAME is .* Example: LOG_NAME=/)
})

test('a secret that a copy made readable to others is closed again', () => {
  const { secret } = read({ SHANJU_SECRET: '' })
  chmodSync(join(dir, 'secret'), 0o644)
  assert.equal(read({ SHANJU_SECRET: '' }).secret, secret)
  assert.equal(statSync(join(dir, 'secret')).mode & 0o777, 0o600)
})

test('many first starts at once agree on one secret', async () => {
  const module = fileURLToPath(new URL('./config.ts', import.meta.url))
  const script = `import { readConfig } from ${JSON.stringify(module)}
    process.stdout.write(readConfig({ SHANJU_DATA: ${JSON.stringify(dir)} }).secret)`
  const starts = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]),
  )
  const secrets = (await Promise.all(starts)).map(({ stdout }) => stdout)
  assert.match(secrets[0] ?? '', /^[0-9a-f]{64}$/)
  assert.equal(new Set(secrets).size, 1)
  assert.deepEqual(readdirSync(dir), ['secret'])
})

test('a damaged secret is refused, never replaced; a line of somebody’s own is taken', () => {
  const file = join(dir, 'secret')
  for (const damaged of [
    '',
    '\n',
    'short',
    'a'.repeat(40),
    'a'.repeat(63),
    'a'.repeat(65),
    `${'x'.repeat(40)}\nmore`,
    '\0'.repeat(64),
  ]) {
    writeFileSync(file, damaged)
    refused({ SHANJU_SECRET: '' }, /is damaged\. Restore it from your backup/)
    assert.equal(readFileSync(file, 'utf8'), damaged)
  }
  writeFileSync(file, `${'own words '.repeat(4)}\n`)
  assert.equal(read({ SHANJU_SECRET: '' }).secret, 'own words '.repeat(4).trim())
})

test('a data directory that cannot be one is told with what to do', () => {
  const file = join(dir, 'file')
  writeFileSync(file, '')
  for (const SHANJU_DATA of [file, join(file, 'below')])
    refused({ SHANJU_DATA, SHANJU_SECRET: '' }, /SHANJU_DATA \(.*\) cannot be used: .* Choose a directory/)
})
