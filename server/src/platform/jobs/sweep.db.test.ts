import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseCronItems } from 'graphile-worker'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { jobs, schedule } from './sweep.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

test('answers kept for repeats go after thirty days, however many they are, and not a moment earlier', async () => {
  await fresh.owner.query(`insert into platform.idempotency_keys (caller, route, key, body_hash, created_at)
    select 'old', 'r', 'key ' || to_char(n, 'FM00000'), ''::bytea, timestamptz '2026-10-24T01:59:59.999Z' from generate_series(1, 25000) n
    union all select 'new', 'r', 'key 00001', ''::bytea, timestamptz '2026-10-24T02:00:00Z'`)
  let transactions = 0
  const { database, clock } = fresh
  for (const job of jobs) {
    const transact: typeof database.transact = (requestId, work) => {
      transactions++
      return database.transact(requestId, work)
    }
    await job.run(
      { database, clock, jobId: 'job_1', attempt: 1, transact: (work) => transact('job_1', work) },
      undefined,
    )
  }
  const { rows } = await fresh.owner.query('select caller from platform.idempotency_keys')
  assert.deepEqual(rows, [{ caller: 'new' }])
  assert.equal(transactions, 3)
})

test('the sweep is scheduled once a day, for a job that exists', () => {
  assert.deepEqual(
    schedule.map(({ task }) => task),
    jobs.map(({ name }) => name),
  )
  assert.equal(parseCronItems([...schedule]).length, 1)
})
