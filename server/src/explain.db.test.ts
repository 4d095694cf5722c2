import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import pg from 'pg'
import { refuse } from '#platform/kit/refusal.ts'
import { EmbeddedPostgresError } from '#platform/pg/embedded/index.ts'
import { UnsuitableDatabase } from '#platform/pg/suitable.ts'
import { testUrls } from '#test/support/postgres.ts'
import { ConfigError } from './config.ts'
import { EXIT } from './exit.ts'
import { explain } from './explain.ts'

const coded = (code: string, more = {}) => Object.assign(new Error('connect failed'), { code, ...more })
const caught = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  return assert.fail('nothing was thrown')
}
const asking = (url: string) =>
  caught(async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.end()
  })
const listening = (port: number, host: string) =>
  caught(
    () =>
      new Promise((resolve, reject) => {
        const server = createServer().once('error', reject)
        server.listen(port, host, () => server.close(resolve))
      }),
  )

test('an error written for the operator is told as it stands, with a code a script can tell apart', () => {
  assert.deepEqual(explain(new ConfigError('PORT is "x"')), { text: 'PORT is "x"', exitCode: EXIT.config })
  assert.deepEqual(explain(new UnsuitableDatabase('too old')), { text: 'too old', exitCode: EXIT.config })
  const embedded = new EmbeddedPostgresError('It did not start.', 'Do this.')
  assert.deepEqual(explain(embedded), { text: 'It did not start.\nDo this.', exitCode: EXIT.unavailable })
})

test('a refusal is told in both languages', () => {
  const { text, exitCode } = explain(refuse('platform.not_found'))
  assert.deepEqual([text.split('\n').length, exitCode], [2, EXIT.refused])
  assert.match(text, /没有找到.*\nNot found/)
})

test('a port in use and an address of another machine say what to set instead', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  assert.match(explain(await listening(port, '127.0.0.1')).text, /PORT=8081/)
  await new Promise((resolve) => taken.close(resolve))
  assert.match(explain(await listening(0, '203.0.113.7')).text, /HOST=0\.0\.0\.0/)
  assert.match(explain(coded('EACCES', { syscall: 'listen' })).text, /Set PORT to 1024 or above/)
})

test('a database that is away, unknown, or refuses us is told apart, and no address with its password is shown', async () => {
  const { appUrl } = await testUrls()
  const changed = (change: object) => Object.assign(new URL(appUrl), change).href
  const rows: [string, RegExp, number][] = [
    [changed({ port: '1' }), /does not answer/, EXIT.unavailable],
    [changed({ password: 'wrong-hush' }), /refused the role or the password/, EXIT.config],
    [changed({ pathname: '/no_such_database' }), /There is no database of that name/, EXIT.config],
    [changed({ hostname: 'no-such-host.invalid' }), /no-such-host\.invalid cannot be found/, EXIT.config],
  ]
  for (const [url, sentence, exitCode] of rows) {
    const explained = explain(await asking(url))
    assert.match(explained.text, sentence)
    assert.equal(explained.exitCode, exitCode)
    assert.doesNotMatch(explained.text, /hush|postgresql:/)
  }
})

test('anything else is a defect: its place is shown, values of a database error are not', () => {
  const { text, exitCode } = explain(coded('23505', { detail: 'Key (phone)=(13800000000) exists' }))
  assert.equal(exitCode, EXIT.failed)
  assert.match(text, /^Error: database error 23505\n\s+at .*explain\.db\.test\.ts/)
  assert.doesNotMatch(text, /13800000000/)
  assert.match(explain(new TypeError('x is undefined')).text, /^TypeError: x is undefined\n/)
})

test('even what is no error has a text', () => {
  for (const thrown of [undefined, null, 'text', 1]) assert.equal(explain(thrown).exitCode, EXIT.failed)
})
