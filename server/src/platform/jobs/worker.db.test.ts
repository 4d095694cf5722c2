import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addJob, publish } from './outbox.ts'
import { type Job, type Listeners, startWorker, type WorkerOptions } from './worker.ts'

let fresh: FreshDatabase
let worker: { stop(): Promise<void> } | undefined
const lines: { line: string; facts: object }[] = []

before(async () => {
  fresh = await freshDatabase()
  await fresh.owner.query(`create schema play; create table play.done (what text, by_role text default current_user);
    grant usage on schema play to public; grant select, insert on play.done to public`)
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await fresh.owner.query(`delete from play.done; delete from graphile_worker._private_jobs`)
  lines.length = 0
})
after(() => fresh.close())

const job = (name: string, run: Job['run']): Job<never> => ({ name, run }) as Job<never>
const listeners: Listeners = {}
async function start(jobs: readonly Job<never>[], options: Partial<WorkerOptions> = {}): Promise<void> {
  const log = (line: string, facts: object) => void lines.push({ line, facts })
  const { database, clock, ownerUrl } = fresh
  worker = await startWorker({ ownerUrl, database, clock, jobs, listeners, schedule: [], log, ...options })
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 15_000; performance.now() < end; await wait(20)) if (await holds()) return
  assert.fail(`never: ${what}`)
}
const done = async (): Promise<string[]> =>
  (await fresh.owner.query('select what from play.done order by ctid')).rows.map((row) => row.what)
const waiting = async (): Promise<{ last_error: string | null; locked_by: string | null; attempts: number }[]> =>
  (await fresh.owner.query('select last_error, locked_by, attempts from graphile_worker._private_jobs order by id'))
    .rows
const retryNow = () => fresh.owner.query('update graphile_worker._private_jobs set run_at = now()')

/** A job that writes its payload's `what`, as the server would: in a transaction of the role app. */
const write = job('play.write', ({ transact }, payload) =>
  transact(async (tx) => {
    await sql`insert into play.done (what) values (${(payload as { what: string }).what})`.execute(tx.db)
  }),
)
const add = (what: string, options = {}) =>
  fresh.database.transact('test', (tx) => addJob(tx, 'play.write', { what }, options))

test('a job added by the server runs once its transaction is committed, under the role app, and not before', async () => {
  await start([write])
  await fresh.database.transact('test', async (tx) => {
    await addJob(tx, 'play.write', { what: 'a' })
    await wait(1500)
    assert.deepEqual(await done(), [])
  })
  await until('the job ran', async () => (await done()).length === 1)
  const { rows } = await fresh.owner.query('select by_role from play.done')
  assert.deepEqual(rows, [{ by_role: new URL(fresh.appUrl).username }])
})

test('a job of a transaction that is rolled back never exists', async () => {
  await start([write])
  const refused = fresh.database.transact('test', async (tx) => {
    await addJob(tx, 'play.write', { what: 'never' })
    throw refuse('platform.not_found')
  })
  await assert.rejects(refused)
  assert.deepEqual(await waiting(), [])
  await add('after')
  await until('the later job ran', async () => (await done()).length > 0)
  assert.deepEqual(await done(), ['after'])
})

test('a job of the same key replaces the one that waits, and one for later waits until then', async () => {
  const later = new Date(Date.now() + 3_600_000)
  await add('first', { key: 'k', runAt: later })
  await add('second', { key: 'k' })
  await add('another', { key: 'other', runAt: later })
  await start([write])
  await until('the job ran', async () => (await done()).length === 1)
  await wait(300)
  assert.deepEqual(await done(), ['second'])
  await until('only the later one waits', async () => (await waiting()).length === 1)
})

test('jobs of one queue run one after another, in the order in which they were added', async () => {
  let running = 0
  const slow = job('play.slow', async ({ transact }, payload) => {
    assert.equal(running++, 0)
    await wait(30)
    await write.run({ transact } as never, payload as never)
    running--
  })
  await fresh.database.transact('test', async (tx) => {
    for (const what of ['1', '2', '3', '4']) await addJob(tx, 'play.slow', { what }, { queue: 'q' })
  })
  await start([slow], { concurrency: 4 })
  await until('all ran', async () => (await done()).length === 4)
  assert.deepEqual(await done(), ['1', '2', '3', '4'])
})

test('an event reaches each listener as a job of its own, and only the one that failed is run again', async () => {
  const heard: string[] = []
  let failing = true
  const steady = job('play.steady', async (_context, event) => void heard.push(`steady ${JSON.stringify(event)}`))
  const shaky = job('play.shaky', async () => {
    heard.push(failing ? 'shaky failed' : 'shaky')
    if (failing) throw new Error('not yet')
  })
  await start([steady, shaky], { listeners: { 'play.happened': ['play.steady', 'play.shaky'], 'play.other': [] } })
  const event = { type: 'play.happened', ids: ['1', '2'] }
  await fresh.database.transact('test', (tx) => publish(tx, event))
  await fresh.database.transact('test', (tx) => publish(tx, { type: 'play.unheard', ids: [] }))
  await until('the shaky one failed', async () => (await waiting()).some((each) => each.last_error !== null))
  failing = false
  await retryNow()
  await until('nothing waits', async () => (await waiting()).length === 0)
  assert.deepEqual(heard.toSorted(), ['shaky', 'shaky failed', `steady ${JSON.stringify(event)}`])
})

test('an event delivered a second time before its listener ran is heard once', async () => {
  const heard: unknown[] = []
  let deliveries = 0
  const database = {
    ...fresh.database,
    transact: async (requestId: string, work: Parameters<typeof fresh.database.transact>[1]) => {
      await fresh.database.transact(requestId, work)
      if (++deliveries > 1) return
      // The delivery is committed; the process ends before it can say so, and before the listener's turn comes.
      await fresh.owner.query(`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`)
      throw new Error('ended')
    },
  } as typeof fresh.database
  const hear = job('play.hear', async (_context, event) => void heard.push(event))
  await start([hear], { database, listeners: { 'play.happened': ['play.hear'] }, concurrency: 1 })
  await fresh.database.transact('test', (tx) => publish(tx, { type: 'play.happened', ids: ['1'] }))
  await until('the delivery failed once', async () => (await waiting()).some((each) => each.last_error !== null))
  await fresh.owner.query('update graphile_worker._private_jobs set run_at = now() where last_error is not null')
  await until('nothing waits', async () => (await waiting()).length === 0)
  assert.deepEqual([deliveries, heard.length], [2, 1])
})

test('what a job fails with reaches neither the log nor the table with the values it speaks of', async () => {
  const failing = job('play.write', ({ transact }) =>
    transact(async (tx) => {
      await sql`select ${'张三 13800000000'}::text::uuid`.execute(tx.db)
    }),
  )
  await start([failing])
  await add('x')
  await until('it failed', async () => (await waiting()).some((each) => each.last_error !== null))
  await until('it was logged', () => lines.length > 0)
  const [row] = await waiting()
  assert.match(row?.last_error ?? '', /database error 22P02/)
  assert.match(JSON.stringify(lines), /database error 22P02/)
  assert.doesNotMatch(JSON.stringify([row, lines]), /张三|13800000000/)
})

test('stopping waits for the jobs that run and begins no other', async () => {
  const begun: string[] = []
  const slow = job('play.write', async (context, payload) => {
    begun.push((payload as { what: string }).what)
    await wait(1000)
    await write.run(context, payload as never)
  })
  await start([slow], { concurrency: 1 })
  await add('running')
  await add('waiting')
  await until('one began', () => begun.length === 1)
  await worker?.stop()
  worker = undefined
  assert.deepEqual([begun, await done()], [['running'], ['running']])
  assert.equal((await waiting()).length, 1)
})

test('a job that a killed server had begun is taken over, and one of a living server is not', async () => {
  let release = (): void => {}
  const holding = job('play.hold', () => new Promise<void>((resolve) => (release = resolve)))
  await start([holding])
  await fresh.database.transact('test', (tx) => addJob(tx, 'play.hold', {}))
  await until('it runs', async () => (await waiting())[0]?.locked_by !== null)
  await add('of the dead')
  await fresh.owner.query(`update graphile_worker._private_jobs set locked_at = now() - interval '31 seconds',
    locked_by = coalesce(locked_by, 'pool-of-a-killed-server')`)
  const first = worker
  await start([write, job('play.hold', async () => void lines.push({ line: 'taken over', facts: {} }))])
  await until('the dead one’s job ran', async () => (await done()).length === 1)
  await wait(200)
  assert.deepEqual(lines, [])
  release()
  await first?.stop()
  await until('nothing waits', async () => (await waiting()).length === 0)
  assert.deepEqual(lines, [])
})

test('a wiring that names a job which no module has is found at the start', async () => {
  const listens = { 'play.happened': ['play.missing'] }
  await assert.rejects(start([write], { listeners: listens }), /names the job play\.missing/)
  const schedule = [{ task: 'play.nightly', match: '0 1 * * *' }]
  await assert.rejects(start([write], { schedule }), /names the job play\.nightly/)
  await start([job('play.nightly', async () => {})], { schedule })
  const known = 'select identifier from graphile_worker._private_known_crontabs'
  await until(
    'the schedule is known',
    async () => (await fresh.owner.query(known)).rows[0]?.identifier === 'play.nightly',
  )
})
