import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { type EmptyDatabase, emptyDatabase } from './testkit.ts'

let db: EmptyDatabase
/** One that every PostgreSQL brings, without any rights that matter here. */
const OTHER_ROLE = 'pg_monitor'
const real = await readMigrations()

beforeEach(async () => {
  db = await emptyDatabase()
})
afterEach(() => db.drop())
const file = (name: string, sql: string): Migration => ({
  name,
  sql,
  hash: createHash('sha256').update(sql).digest('hex'),
})
const run = (files?: readonly Migration[]) => migrate(db.ownerUrl, db.app, files)
const recorded = async (): Promise<string[]> =>
  (await db.client.query('select name from platform.migrations order by name')).rows.map((row) => row.name)
const exists = async (table: string): Promise<boolean> =>
  (await db.client.query('select to_regclass($1) is not null as there', [table])).rows[0].there

test('a fresh database gets every file in order, and a repeat changes nothing', async () => {
  assert.deepEqual(
    (await run()).applied,
    real.map((each) => each.name),
  )
  assert.deepEqual((await run()).applied, [])
  assert.deepEqual(
    await recorded(),
    real.map((each) => each.name),
  )
})

test('a file that fails leaves nothing of itself, and the next start goes on there', async () => {
  const first = file('0001_first.sql', 'create table one (id int)')
  const bad = file('0002_second.sql', 'create table two (id int); select 1 / 0')
  const good = file('0002_second.sql', 'create table two (id int)')
  await assert.rejects(run([first, bad]), /Migration 0002_second\.sql failed: division by zero/)
  assert.deepEqual([await exists('one'), await exists('two')], [true, false])
  assert.deepEqual((await run([first, good])).applied, ['0002_second.sql'])
})

test('a connection lost in the middle of a file leaves nothing of it, and the next start finishes', async () => {
  const first = file('0001_first.sql', 'create table one (id int)')
  const slow = file('0002_slow.sql', 'create table two (id int); select pg_sleep(30)')
  const failing = assert.rejects(run([first, slow]), /0002_slow\.sql failed/)
  for (let killed = 0; killed === 0; ) {
    const { rowCount } = await db.client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`)
    killed = rowCount ?? 0
  }
  await failing
  assert.deepEqual(await recorded(), ['0001_first.sql'])
  assert.equal(await exists('two'), false)
  const quick = file('0002_slow.sql', 'create table two (id int)')
  assert.deepEqual((await run([first, quick])).applied, ['0002_slow.sql'])
})

test('two servers starting at once on one database share the work: every file runs once', async () => {
  const both = await Promise.all([run(), run(), run()])
  assert.deepEqual(
    both.flatMap((each) => each.applied).toSorted(),
    real.map((each) => each.name),
  )
})

test('a file that changed after it ran is refused', async () => {
  await run([file('0001_first.sql', 'create table one (id int)')])
  const changed = file('0001_first.sql', 'create table one (id bigint)')
  await assert.rejects(run([changed]), /0001_first\.sql ran in another form/)
})

test('a database that a newer program migrated is refused before anything in it is touched', async () => {
  const first = file('0001_first.sql', 'create table one (id int)')
  const newer = file('0009_future.sql', 'create table future (id int)')
  await run([first, newer])
  await db.client.query('drop schema graphile_worker cascade')
  await assert.rejects(run([first, file('0002_ours.sql', 'create table ours (id int)')]), /0009_future\.sql is unknown/)
  assert.equal(await exists('ours'), false)
  const { rowCount } = await db.client.query(`select from pg_namespace where nspname = 'graphile_worker'`)
  assert.equal(rowCount, 0)
})

test('rights go to the named role and to no other, and only where its place is meant', async () => {
  const grants = file(
    '0001_grants.sql',
    `create table one (id int, apple text default ':apple'); grant select on one to :app; create domain app as text;
    create table two as select 'x'::app as label`,
  )
  await migrate(db.ownerUrl, OTHER_ROLE, [grants])
  const { rows } = await db.client.query(
    `select has_table_privilege($1, 'one', 'select') as may, has_table_privilege($1, 'one', 'delete') as more,
      has_table_privilege($2, 'one', 'select') as other`,
    [OTHER_ROLE, db.app],
  )
  assert.deepEqual(rows, [{ may: true, more: false, other: false }])
  const { rows: kept } = await db.client.query('insert into one (id) values (1) returning apple')
  assert.deepEqual(kept, [{ apple: ':apple' }])
})

test('an application role that does not exist, or is strong enough to rewrite history, is refused with the remedy', async () => {
  await assert.rejects(migrate(db.ownerUrl, 'nobody', []), /There is no role nobody\. Make it with: create role/)
  const { rows } = await db.client.query(
    'select current_user as owner, (select rolname from pg_roles where rolsuper limit 1) as superuser',
  )
  for (const role of [rows[0].owner, rows[0].superuser])
    await assert.rejects(migrate(db.ownerUrl, role, []), /no rights of its own/)
  assert.equal(await exists('platform.migrations'), false)
})

test('a role that may not make tables is told to become the owner', async () => {
  await assert.rejects(migrate(db.appUrl, OTHER_ROLE, []), /may not make tables here\. Make it the owner/)
})

test('a file whose name would leave it out is an error, not forgotten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shanju-migrations-'))
  try {
    const url = pathToFileURL(`${folder}/`)
    await writeFile(join(folder, '0002_b2.sql'), 'select 2')
    await writeFile(join(folder, '0001_a.sql'), 'select 1')
    await writeFile(join(folder, 'README.md'), '')
    assert.deepEqual(
      (await readMigrations(url)).map((each) => each.name),
      ['0001_a.sql', '0002_b2.sql'],
    )
    await writeFile(join(folder, '3_c.sql'), 'select 3')
    await assert.rejects(readMigrations(url), /3_c\.sql has no name of the form/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the role of the server cannot change which migrations ran', async () => {
  await run(real.slice(0, 1))
  const app = new pg.Client({ connectionString: db.appUrl })
  await app.connect()
  try {
    for (const statement of ['select from platform.migrations', 'delete from platform.migrations'])
      await assert.rejects(app.query(statement), /permission denied/)
  } finally {
    await app.end()
  }
})
