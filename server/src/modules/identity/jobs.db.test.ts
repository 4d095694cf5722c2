import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson, cookieOf } from '#test/support/people.ts'
import { jobs, schedule } from './jobs.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

test('the nightly job removes what has run out and nothing else', async () => {
  const { database, clock, owner } = fresh
  const reach = { kind: 'division', code: '150602001' } as const
  const person = await addPerson(database, 'someone', { role: 'town', reach })
  await cookieOf(database, person)
  await cookieOf(database, person)
  await owner.query(`update identity.sessions set expires_at = now() - interval '1 second'
    where id = (select min(id::text)::uuid from identity.sessions)`)
  const old = new Date(clock.now().getTime() - 25 * 3600 * 1000)
  const hash = (n: number) => Buffer.alloc(32, n)
  for (const [n, at] of [old, clock.now()].entries()) {
    await owner.query('insert into identity.lock_outs (bucket, owner, failures, failed_at) values ($1, $1, 1, $2)', [
      hash(n),
      at,
    ])
    await owner.query('insert into identity.spent_codes (person_id, code_hash, spent_at) values ($1, $2, $3)', [
      person,
      hash(n),
      at,
    ])
    await owner.query('insert into identity.known_devices (person_id, device_hash, seen_at) values ($1, $2, $3)', [
      person,
      hash(n),
      new Date(at.getTime() - (n === 0 ? 180 : 0) * 24 * 3600 * 1000),
    ])
  }
  assert.equal(schedule[0].task, jobs[0].name)
  const [purge] = jobs
  const transact = <T>(work: Parameters<typeof database.transact<T>>[1]) => database.transact('job', work)
  await purge.run({ database, clock, jobId: 'job', attempt: 1, transact }, undefined)
  for (const table of ['sessions', 'lock_outs', 'spent_codes', 'known_devices']) {
    const { rows } = await owner.query(`select count(*)::int as n from identity.${table}`)
    assert.equal(rows[0].n, 1, table)
  }
})
