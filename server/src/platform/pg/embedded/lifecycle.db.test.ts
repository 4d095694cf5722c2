import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readPostmaster } from './postmaster.ts'
import { isAlive } from './process.ts'
import { start } from './run.ts'
import { collect, makeRoom, query } from './testkit.ts'

let room: Awaited<ReturnType<typeof makeRoom>>
let dataDir: string
const begin = (more: object = {}) => start({ dataDir, tuning: 'test', log() {}, ...more }, room.places)

before(async () => {
  room = await makeRoom()
  // Spaces, quotes, a dollar sign and Chinese: a path is data, never part of a command.
  dataDir = join(room.path, `数据 "$HOME" 'var'`)
})
after(() => room.remove())

test('a first start makes the database, a second one finds its data, and stopping twice is the same as once', async () => {
  const first = await begin()
  assert.equal(first.adopted, false)
  await query(first.ownerUrl, 'create table kept (note text)')
  await query(first.ownerUrl, `insert into kept values ('暖城')`)
  const cluster = join(dataDir, 'postgres')
  const pid = readPostmaster(cluster)?.pid ?? 0
  await Promise.all([first.stop(), first.stop()])
  await first.stop()
  assert.equal(isAlive(pid), false)
  assert.equal(existsSync(join(cluster, 'postmaster.pid')), false)
  assert.equal(existsSync(join(dataDir, 'postgres.lock')), false)

  const second = await begin()
  assert.deepEqual([second.adopted, second.port, second.ownerUrl], [false, first.port, first.ownerUrl])
  assert.deepEqual(await query(second.ownerUrl, 'select note from kept'), ['暖城'])
  await second.stop()
  assert.match(readFileSync(join(dataDir, 'postgres.log'), 'utf8'), /database system was shut down at/)
})

test('the two roles can do what they are for and nothing more, and passwords are kept from others', async (t) => {
  const database = await begin()
  t.after(() => database.stop())
  const rights = 'select rolsuper::text || rolcreatedb || rolcreaterole from pg_roles where rolname = current_user'
  assert.deepEqual(await query(database.ownerUrl, rights), ['falsetruefalse'])
  assert.deepEqual(await query(database.appUrl, rights), ['falsefalsefalse'])
  await query(database.ownerUrl, 'create table owned (id int)')
  await assert.rejects(query(database.appUrl, 'select * from owned'), /permission denied/)
  await assert.rejects(query(database.appUrl, 'create table mine (id int)'), /permission denied/)
  await assert.rejects(query(database.appUrl, 'create temp table mine (id int)'), /permission denied/)
  await query(database.ownerUrl, 'create database clone template template0')
  await query(database.ownerUrl, 'drop database clone')

  assert.equal(statSync(join(dataDir, 'postgres.json')).mode & 0o777, 0o600)
  const wrong = database.appUrl.replace(/:[^:@]+@/, ':guess@')
  await assert.rejects(query(wrong, 'select 1'), /password authentication failed/)
  const hashed = `select setting from pg_settings where name = 'password_encryption'`
  assert.deepEqual(await query(database.ownerUrl, hashed), ['scram-sha-256'])
})

test('Chinese text is searched by letters and sorted by pinyin', async (t) => {
  const database = await begin()
  t.after(() => database.stop())
  await query(database.ownerUrl, 'create extension if not exists pg_trgm')
  assert.notDeepEqual(await query(database.ownerUrl, `select show_trgm('善聚暖城')`), [[]])
  const sorted = `select name from (values ('张'), ('阿'), ('李')) as people(name) order by name collate "zh-Hans-x-icu"`
  assert.deepEqual(await query(database.ownerUrl, sorted), ['阿', '李', '张'])
  const locale = 'select datlocprovider::text || datlocale from pg_database where datname = current_database()'
  assert.deepEqual(await query(database.ownerUrl, locale), ['bC.UTF-8'])
})

test('a remembered port that somebody else took is replaced, and the new one is remembered', async (t) => {
  const before = await begin()
  await before.stop()
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(before.port, '127.0.0.1', resolve))
  t.after(() => squatter.close())
  const moved = await begin()
  assert.notEqual(moved.port, before.port)
  assert.deepEqual(await query(moved.appUrl, 'select 1'), [1])
  await moved.stop()
  const again = await begin()
  assert.equal(again.port, moved.port)
  await again.stop()
})

test('by default a confirmed commit survives a power cut; only tests do without', async (t) => {
  const safety = `select string_agg(setting, ' ' order by name) from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit')`
  const fast = await begin()
  assert.deepEqual(await query(fast.ownerUrl, safety), ['off off off'])
  await fast.stop()
  const { tuning: _, ...defaults } = { tuning: 'test' }
  const durable = await start({ dataDir, log() {}, ...defaults }, room.places)
  t.after(() => durable.stop())
  assert.deepEqual(await query(durable.ownerUrl, safety), ['on on on'])
})

test('an overgrown log is set aside at the next start, and never holds the data of a failed statement', async () => {
  const file = join(dataDir, 'postgres.log')
  writeFileSync(file, 'old\n')
  truncateSync(file, 21 * 1024 * 1024)
  const lines = collect()
  const database = await begin({ log: lines.log })
  await query(database.ownerUrl, 'create table phones (phone text primary key)')
  await query(database.ownerUrl, `insert into phones values ('13800000000')`)
  await assert.rejects(query(database.ownerUrl, `insert into phones values ('13800000000')`), /duplicate key/)
  await database.stop()
  assert.ok(statSync(`${file}.1`).size > 20 * 1024 * 1024)
  const logged = readFileSync(file, 'utf8')
  assert.match(logged, /duplicate key/)
  assert.doesNotMatch(logged + lines.text(), /13800000000/)
})
