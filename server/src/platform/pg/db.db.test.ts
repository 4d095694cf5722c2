import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { openDatabase, type Tx } from './db.ts'
import { retryable, unavailable, violates } from './errors.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
  await fresh.owner.query(`create schema play; create table play.sums (id int primary key, sum bigint not null);
    insert into play.sums values (1, 0), (2, 0);
    grant usage on schema play to public; grant select, insert, update on play.sums to public`)
})
after(() => fresh.close())

const add = (tx: Tx, id: number) => sql`update play.sums set sum = sum + 1 where id = ${id}`.execute(tx.db)
const sums = async (): Promise<bigint[]> => {
  const { rows } = await sql<{ sum: bigint }>`select sum from play.sums order by id`.execute(fresh.database.kysely)
  return rows.map((row) => row.sum)
}

test('two transactions that lock each other both succeed: the one PostgreSQL stops is run again, alone', async () => {
  const [before1 = 0n, before2 = 0n] = await sums()
  let runs = 0
  const both = (first: number, second: number) =>
    fresh.database.transact('test', async (tx) => {
      runs++
      await add(tx, first)
      await wait(100)
      await add(tx, second)
    })
  await Promise.all([both(1, 2), both(2, 1)])
  assert.deepEqual(await sums(), [before1 + 2n, before2 + 2n])
  assert.equal(runs, 3)
})

test('transactions that may not interleave are run again until each has seen the other', async () => {
  const [before1 = 0n] = await sums()
  const raise = () =>
    fresh.database.transact('test', async (tx) => {
      await sql`set transaction isolation level serializable`.execute(tx.db)
      const { rows } = await sql<{ sum: bigint }>`select sum from play.sums where id = 1`.execute(tx.db)
      await wait(20)
      await sql`update play.sums set sum = ${(rows[0]?.sum ?? 0n) + 1n} where id = 1`.execute(tx.db)
    })
  await Promise.all([raise(), raise(), raise()])
  assert.equal((await sums())[0], before1 + 3n)
})

test('work that meets the same bad luck every time fails after five attempts', async () => {
  let runs = 0
  const unlucky = fresh.database.transact('test', async (tx) => {
    runs++
    await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx.db)
  })
  await assert.rejects(unlucky, retryable)
  assert.equal(runs, 5)
})

test('an error of any other kind is not tried again, and nothing of the work remains', async () => {
  const earlier = await sums()
  let runs = 0
  const failing = fresh.database.transact('test', async (tx) => {
    runs++
    await add(tx, 1)
    await sql`insert into play.sums values (1, 0)`.execute(tx.db)
  })
  await assert.rejects(
    failing,
    (error) => violates(error, 'sums_pkey') && !violates(error, 'other') && !retryable(error),
  )
  assert.equal(runs, 1)
  assert.deepEqual(await sums(), earlier)
})

test('all rows of one unit of work have one now and its Shanghai day, a repeated one its own', async () => {
  const seen: [string, string][] = []
  await fresh.database.transact('req_1', async (tx) => {
    assert.equal(tx.requestId, 'req_1')
    seen.push([tx.now.toISOString(), tx.today])
    fresh.clock.set('2026-12-31T16:00:00Z')
    if (seen.length === 1) throw Object.assign(new Error('again'), { code: '40P01' })
  })
  assert.deepEqual(seen, [
    ['2026-11-23T02:00:00.000Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])
})

test('sums are bigints, days are plain text, and a list of sums is a list of bigints', async () => {
  const { rows } = await sql<{ sum: bigint; day: string; sums: bigint[]; none: bigint[] }>`
    select 9007199254740993::int8 as sum, date '2026-11-23' as day, array[1, -2]::int8[] as sums, '{}'::int8[] as none
  `.execute(fresh.database.kysely)
  assert.deepEqual(rows, [{ sum: 9007199254740993n, day: '2026-11-23', sums: [1n, -2n], none: [] }])
})

test('a connection lost in the middle of the work fails that work and nothing else', async () => {
  const lost = fresh.database.transact('test', async (tx) => {
    await add(tx, 1)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db)
    await fresh.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    // Between two statements nobody is listening but the pool.
    await wait(100)
    await add(tx, 1)
  })
  const earlier = await sums()
  await assert.rejects(lost, unavailable)
  assert.deepEqual(await sums(), earlier)
})

test('connections that die while idle are replaced', async () => {
  await Promise.all([sums(), sums(), sums()])
  await fresh.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await wait(100)
  assert.equal((await sums()).length, 2)
})

test('a database that does not answer is told apart from a defect', async () => {
  const nowhere = openDatabase('postgresql://app:x@127.0.0.1:1/shanju', fresh.clock, fresh.secrets)
  await assert.rejects(
    nowhere.transact('test', async () => {}),
    unavailable,
  )
  await nowhere.close()
  for (const code of ['57P01', '57P03', '53300', '08006', '08P01', 'ECONNRESET', 'ENOTFOUND'])
    assert.ok(unavailable({ code }), code)
  for (const error of [{ code: '23505' }, { code: '0800' }, new Error('other'), undefined, null, 'ECONNREFUSED'])
    assert.equal(unavailable(error), false)
})
