import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { testUrls } from '#test/support/postgres.ts'
import { addJob } from './outbox.ts'
import { type Job, startWorker } from './worker.ts'

let fresh: FreshDatabase
let outside: pg.Client

before(async () => {
  fresh = await freshDatabase()
  outside = new pg.Client({ connectionString: (await testUrls()).ownerUrl })
  await outside.connect()
})
after(async () => {
  await outside.end()
  await fresh.close()
})

const name = () => new URL(fresh.ownerUrl).pathname.slice(1)
const endAll = () =>
  outside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name()])

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await wait(20)) if (holds()) return
  assert.fail(`never: ${what}`)
}

test('a worker that loses the database at the worst moment comes back and finishes what it had begun', async () => {
  const runs: string[] = []
  let finish = (): void => {}
  const jobs = [
    {
      name: 'play.long',
      run: () =>
        new Promise<void>((resolve) => {
          runs.push('long')
          finish = resolve
        }),
    },
    { name: 'play.short', run: async () => void runs.push('short') },
  ] satisfies Job[]
  const lines: string[] = []
  fresh.owner.on('error', () => {})
  const { database, clock, ownerUrl } = fresh
  const log = (line: string) => void lines.push(line)
  const worker = await startWorker({ ownerUrl, database, clock, jobs, listeners: {}, schedule: [], log })
  try {
    await database.transact('test', (tx) => addJob(tx, 'play.long', {}))
    await until('the long one began', () => runs.length === 1)
    // From here the job is done but nobody can be told so: no connection, and no new one.
    await outside.query(`alter database ${name()} with allow_connections false`)
    await endAll()
    finish()
    await until('the worker ended', () => lines.includes('worker ended'))
    await outside.query(`alter database ${name()} with allow_connections true`)
    await database.transact('test', (tx) => addJob(tx, 'play.short', {}))
    await until('the short one ran', () => runs.includes('short'))
  } finally {
    await outside.query(`alter database ${name()} with allow_connections true`)
    finish()
    await worker.stop()
  }
})
