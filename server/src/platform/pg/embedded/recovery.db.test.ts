import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError } from './errors.ts'
import { readPostmaster } from './postmaster.ts'
import { isAlive } from './process.ts'
import { start } from './run.ts'
import { collect, gone, makeRoom, query, spawnStart, startInChild } from './testkit.ts'
import { asUser } from './tool.ts'
import { chooseUser, giveTree } from './user.ts'

let room: Awaited<ReturnType<typeof makeRoom>>
let dataDir: string
let cluster: string
let pidFile: string
const begin = (more: object = {}) => start({ dataDir, tuning: 'test', log() {}, ...more }, room.places)
const writeAsServer = (text: string) => {
  writeFileSync(pidFile, text, { mode: 0o600 })
  const user = chooseUser(cluster)
  if (user) giveTree(pidFile, user)
}

before(async () => {
  room = await makeRoom()
  dataDir = join(room.path, 'var')
  cluster = join(dataDir, 'postgres')
  pidFile = join(cluster, 'postmaster.pid')
  const database = await begin()
  await query(database.ownerUrl, 'create table kept (note text)')
  await query(database.ownerUrl, `insert into kept values ('here')`)
  await database.stop()
})
after(async () => {
  const left = readPostmaster(cluster)
  if (left && isAlive(left.pid)) process.kill(left.pid, 'SIGQUIT')
  await room.remove()
})

test('E4 a server whose parent was killed is adopted, and our stop stops it', async () => {
  const { child, said } = await startInChild(dataDir, room.places)
  const orphan = readPostmaster(cluster)?.pid ?? 0
  child.kill('SIGKILL')
  await gone(child)
  assert.equal(isAlive(orphan), true)

  const database = await begin()
  assert.deepEqual([database.adopted, database.port], [true, said.port])
  assert.equal(readPostmaster(cluster)?.pid, orphan)
  assert.deepEqual(await query(database.ownerUrl, 'select note from kept'), ['here'])
  await database.stop()
  assert.equal(isAlive(orphan), false)
})

test('Ctrl-C in the terminal does not reach the database', async () => {
  const { child } = await startInChild(dataDir, room.places)
  const orphan = readPostmaster(cluster)?.pid ?? 0
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await gone(child)
  const database = await begin()
  assert.equal(database.adopted, true)
  assert.equal(readPostmaster(cluster)?.pid, orphan)
  await database.stop()
})

test('an orphan that was started without safety on power cuts is not adopted for real use but restarted', async () => {
  const { child } = await startInChild(dataDir, room.places)
  child.kill('SIGKILL')
  await gone(child)
  const database = await begin({ tuning: 'durable' })
  assert.equal(database.adopted, false)
  assert.deepEqual(await query(database.ownerUrl, `select current_setting('fsync')`), ['on'])
  await database.stop()
})

test('an orphan that does not answer is stopped and the database started anew', async () => {
  const { child } = await startInChild(dataDir, room.places)
  const orphan = readPostmaster(cluster)?.pid ?? 0
  child.kill('SIGKILL')
  await gone(child)
  // A record with other passwords: the running server refuses them, as one that hangs would not answer.
  rmSync(join(dataDir, 'postgres.json'))
  const lines = collect()
  const database = await begin({ log: lines.log })
  assert.equal(database.adopted, false)
  assert.equal(isAlive(orphan), false)
  assert.match(lines.text(), new RegExp(`process ${orphan}\\) is stopped`))
  assert.deepEqual(await query(database.ownerUrl, 'select note from kept'), ['here'])
  await database.stop()
})

test('a killed server is started again at once, although its last sessions are still ending', async () => {
  const { child, said } = await startInChild(dataDir, room.places)
  const asleep = query(String(said.ownerUrl), 'select pg_sleep(30)').catch(() => 'cut off')
  const sleepers = `select count(*)::int from pg_stat_activity where wait_event = 'PgSleep'`
  while ((await query(String(said.ownerUrl), sleepers))[0] !== 1) await sleep(10)
  process.kill(readPostmaster(cluster)?.pid ?? 0, 'SIGKILL')
  child.kill('SIGKILL')
  await gone(child)
  const database = await begin()
  assert.equal(database.adopted, false)
  assert.equal(await asleep, 'cut off')
  assert.deepEqual(await query(database.ownerUrl, 'select note from kept'), ['here'])
  await database.stop()
})

test('E8 a server that is killed under us is back on the same port, with all that was committed', async () => {
  const lines = collect()
  const database = await begin({ log: lines.log })
  const killed = readPostmaster(cluster)?.pid ?? 0
  process.kill(killed, 'SIGKILL')
  const found = async (): Promise<unknown[]> => {
    for (;;) {
      if (readPostmaster(cluster)?.pid !== killed) {
        const rows = await query(database.ownerUrl, 'select note from kept').catch(() => undefined)
        if (rows) return rows
      }
      await sleep(50)
    }
  }
  assert.deepEqual(await found(), ['here'])
  assert.match(lines.text(), /ended and is started again.*is back/s)
  await database.stop()
  assert.equal(isAlive(readPostmaster(cluster)?.pid ?? 2 ** 30), false)
})

test('a postmaster.pid of a process that is gone is put aside', async () => {
  writeAsServer(['2147483000', cluster, '1', '5432', '', '127.0.0.1', '', 'ready', ''].join('\n'))
  const database = await begin()
  assert.equal(database.adopted, false)
  assert.notEqual(readPostmaster(cluster)?.pid, 2147483000)
  await database.stop()
})

test('E4 a postmaster.pid whose number another program now has is put aside, and that program lives on', async (t) => {
  // Of the database's own user: for any other user's process PostgreSQL helps itself.
  const other: ChildProcess = spawn('/bin/sleep', ['60'], { ...asUser(chooseUser(cluster)), stdio: 'ignore' })
  t.after(() => other.kill())
  writeAsServer([other.pid, cluster, '1', '5432', '', '127.0.0.1', '', 'ready', ''].join('\n'))
  const lines = collect()
  const database = await begin({ log: lines.log })
  assert.equal(database.adopted, false)
  assert.match(lines.text(), new RegExp(`names process ${other.pid}, which is not this database`))
  await database.stop()
  assert.equal(other.exitCode ?? other.signalCode, null)
})

test('E2 what a cut-off first start left behind is cleared, and the first start done again', async () => {
  const fresh = join(room.path, 'cut-off')
  mkdirSync(fresh)
  const child = spawnStart(fresh, room.places)
  const left = () => readdirSync(fresh).find((name) => name.startsWith('postgres.new-')) ?? ''
  while (!existsSync(join(fresh, left(), 'PG_VERSION'))) {
    assert.equal(child.exitCode, null)
    await sleep(2)
  }
  // initdb is left running, and still writes while the next start clears up.
  child.kill('SIGKILL')
  await gone(child)
  assert.notEqual(left(), '')
  assert.equal(existsSync(join(fresh, 'postgres')), false)

  const database = await start({ dataDir: fresh, tuning: 'test', log() {} }, room.places)
  assert.deepEqual(await query(database.appUrl, 'select 1'), [1])
  await database.stop()
  assert.deepEqual(readdirSync(fresh).sort(), ['postgres', 'postgres.json', 'postgres.log'])
})

test('without postgres.json the data are found and the roles get new passwords', async () => {
  const file = join(dataDir, 'postgres.json')
  const old = JSON.parse(readFileSync(file, 'utf8'))
  for (const content of [undefined, '{"version":1,"clus', '{}']) {
    rmSync(file)
    if (content !== undefined) writeFileSync(file, content)
    const database = await begin()
    assert.deepEqual(await query(database.ownerUrl, 'select note from kept'), ['here'])
    assert.deepEqual(await query(database.appUrl, 'select 1'), [1])
    await database.stop()
    assert.notEqual(JSON.parse(readFileSync(file, 'utf8')).passwords.shanju_app, old.passwords.shanju_app)
  }
})

test('E1 data that were there and are gone are never replaced by an empty database', async () => {
  const away = join(room.path, 'away')
  renameSync(cluster, away)
  await assert.rejects(begin(), (error) => {
    assert.ok(error instanceof EmbeddedPostgresError)
    assert.match(error.message, /should lie in .*postgres, but there is none/)
    assert.match(error.remedy, /Bring .* back/)
    return true
  })
  assert.deepEqual(
    readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-') || name === 'postgres'),
    [],
  )
  renameSync(away, cluster)
  const database = await begin()
  assert.deepEqual(await query(database.ownerUrl, 'select note from kept'), ['here'])
  await database.stop()
})

test('data of another release of PostgreSQL are refused, not touched', async () => {
  const version = join(cluster, 'PG_VERSION')
  writeFileSync(version, '17\n')
  await assert.rejects(begin(), /made by PostgreSQL 17; this release brings PostgreSQL 18/)
  writeFileSync(version, '18\n')
  await (await begin()).stop()
})

test('a directory that is no database is refused, not replaced', async () => {
  const other = join(room.path, 'other')
  mkdirSync(join(other, 'postgres'), { recursive: true })
  writeFileSync(join(other, 'postgres', 'letter.txt'), 'dear')
  await assert.rejects(start({ dataDir: other, log() {} }, room.places), /is not a PostgreSQL data directory/)
  assert.equal(readFileSync(join(other, 'postgres', 'letter.txt'), 'utf8'), 'dear')
})
