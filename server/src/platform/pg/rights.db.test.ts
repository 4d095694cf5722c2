import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { record } from '#platform/trail/index.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'

let fresh: FreshDatabase
let app: pg.Client

before(async () => {
  fresh = await freshDatabase()
  app = new pg.Client({ connectionString: fresh.appUrl })
  await app.connect()
  await fresh.database.transact('req_1', (tx) =>
    record(tx, { kind: 'system', name: 'test' }, { action: 'test.act', subjectKind: 'thing', subjectId: '1' }),
  )
})
after(async () => {
  await app.end()
  await fresh.close()
})

const denied = { code: '42501' }

test('the server cannot change or remove a trail row, nor empty or drop the trail', async () => {
  for (const statement of [
    `update trail.records set action = 'other'`,
    'delete from trail.records',
    'truncate trail.records',
    'drop table trail.records',
    'alter table trail.records disable trigger all',
    `insert into trail.records select * from trail.records on conflict (id) do update set action = 'other'`,
  ])
    await assert.rejects(app.query(statement), denied, statement)
  const { rows } = await fresh.owner.query('select action from trail.records')
  assert.ok(rows.some((row) => row.action === 'test.act'))
})

test('the server cannot see or touch the tables of the jobs, nor call their functions around the outbox', async () => {
  for (const statement of [
    'select * from graphile_worker._private_jobs',
    'delete from graphile_worker._private_jobs',
    `select graphile_worker.add_job('identity.purge')`,
    `select graphile_worker.complete_jobs(array[1])`,
  ])
    await assert.rejects(app.query(statement), denied, statement)
})

test('the outbox takes a job only from the server, and its function cannot be turned to other uses', async () => {
  await app.query(`select outbox.add_job('nobody.hears', '{}', null, null, null)`)
  await app.query(`create temporary table jobs_of_an_attacker (id int)`)
  await app.query(`set search_path = pg_temp, public`)
  await app.query(`select outbox.add_job('nobody.hears', '{}', null, null, null)`)
  const { rows } = await fresh.owner.query(
    `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'nobody.hears'`,
  )
  assert.equal(rows[0].n, 2)
  const rights = await fresh.owner.query(`select has_function_privilege('pg_monitor', p.oid, 'execute') as everybody
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'outbox'`)
  assert.deepEqual(rights.rows, [{ everybody: false }])
})

test('the server makes no table, schema or role of its own', async () => {
  for (const statement of [
    'create schema mine',
    'create table platform.mine (id int)',
    'create table public.mine (id int)',
    'create role mine',
    `alter role current_user superuser`,
    `set role ${new URL(fresh.ownerUrl).username}`,
  ])
    await assert.rejects(app.query(statement), denied, statement)
})

test('what the server may do to each table of the platform is exactly what its work needs', async () => {
  const { rows } = await fresh.owner.query(
    `select table_schema || '.' || table_name as name, string_agg(lower(privilege_type), ' ' order by privilege_type) as may
      from information_schema.role_table_grants
      where grantee = $1 and table_schema in ('platform', 'outbox', 'trail', 'files', 'notify') group by 1 order by 1`,
    [new URL(fresh.appUrl).username],
  )
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.may])), {
    'files.blobs': 'delete insert select',
    'files.files': 'delete insert select',
    'notify.messages': 'insert select update',
    'platform.idempotency_keys': 'delete insert select update',
    'platform.instance': 'insert select',
    'platform.secret_print': 'insert select',
    'trail.records': 'insert select',
  })
})
