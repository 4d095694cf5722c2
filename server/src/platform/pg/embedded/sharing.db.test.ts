import assert from 'node:assert/strict'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { attachEmbedded, EmbeddedPostgresError } from './index.ts'
import { processSpace } from './process.ts'
import { start } from './run.ts'
import { gone, makeRoom, query, startInChild } from './testkit.ts'

let room: Awaited<ReturnType<typeof makeRoom>>
let dataDir: string
const begin = (more: object = {}) => start({ dataDir, tuning: 'test', log() {}, ...more }, room.places)

before(async () => {
  room = await makeRoom()
  dataDir = join(room.path, 'var')
})
after(() => room.remove())

test('E3 of two servers starting at once one runs and the other is refused with the holder named', async () => {
  const both = await Promise.all([startInChild(dataDir, room.places), startInChild(dataDir, room.places)])
  const [winner, loser] = both.toSorted((one) => (one.said.error === undefined ? -1 : 1))
  assert.equal(winner?.said.error, undefined)
  assert.match(String(loser?.said.error), new RegExp(`in use by process ${winner?.child.pid}, which holds`))
  assert.match(String(loser?.said.remedy), /Stop that server first/)
  assert.deepEqual(await query(String(winner?.said.appUrl), 'select 1'), [1])
  for (const { child } of both) child.kill('SIGTERM')
  await Promise.all(both.map(({ child }) => gone(child)))
})

test('a server that starts while another one stops waits for it', async () => {
  const first = await begin()
  const second = begin({ waitMs: 20_000 })
  await first.stop()
  const database = await second
  assert.equal(database.adopted, false)
  await database.stop()
})

test('a second start in the same process is refused as well', async () => {
  const database = await begin()
  await assert.rejects(begin({ waitMs: 50 }), EmbeddedPostgresError)
  await database.stop()
})

test('a command attaches to the running server, and leaves it running', async () => {
  assert.equal(await attachEmbedded({ dataDir: join(room.path, 'nowhere') }), undefined)
  assert.equal(await attachEmbedded({ dataDir }), undefined)
  const { child, said } = await startInChild(dataDir, room.places)
  const attached = await attachEmbedded({ dataDir })
  assert.deepEqual(attached, { ownerUrl: said.ownerUrl, appUrl: said.appUrl })
  assert.deepEqual(await query(String(attached?.ownerUrl), 'select 1'), [1])
  child.kill('SIGTERM')
  await gone(child)
  assert.equal(await attachEmbedded({ dataDir }), undefined)
})

test('E3 the lock of a server in another container holds while that one gives signs of life, and no longer', async () => {
  const file = join(dataDir, 'postgres.lock')
  const elsewhere = { pid: 1, began: '1', space: `other than ${processSpace()}`, token: 'theirs' }
  writeFileSync(file, JSON.stringify(elsewhere))
  const starting = begin()
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).token, 'theirs')
  utimesSync(file, new Date(), new Date(Date.now() - 60_000))
  await (await starting).stop()
  assert.equal(existsSync(file), false)
})

test('the lock of a process whose number another one now has is stale', async () => {
  const file = join(dataDir, 'postgres.lock')
  for (const text of [
    JSON.stringify({ pid: process.pid, began: 'long ago', space: processSpace(), token: 'old' }),
    JSON.stringify({ pid: 2_147_483_000, space: processSpace(), token: 'old' }),
  ]) {
    writeFileSync(file, text)
    await (await begin({ waitMs: 0 })).stop()
  }
  writeFileSync(file, '{"pid":')
  utimesSync(file, new Date(), new Date(Date.now() - 60_000))
  await (await begin({ waitMs: 0 })).stop()
  assert.equal(existsSync(file), false)
})
