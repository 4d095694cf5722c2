import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { routes } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type ChildServer, startServer, withoutSettings } from '../support/child-server.ts'
import { type DataDir, newDataDir } from '../support/data-dir.ts'
import { giftFile } from '../support/gift-file.ts'
import { PLACES } from '../support/house.ts'
import { firstAdministrator, hostWithFunds, type Remote } from '../support/remote.ts'

const ROWS = 3_000
const root = fileURLToPath(new URL('../../..', import.meta.url))

let data: DataDir
let dataDir: string
let server: ChildServer
let admin: Remote
let hostId: string
let fundId: string
/** Public ids of every gift whose recording was answered. */
const acknowledged: string[] = []
/** What the servers that ended had printed. */
let printed = ''

before(async () => {
  data = await newDataDir('crash')
  dataDir = data.path
  server = await startServer(dataDir)
  admin = await firstAdministrator(server.url, server.firstLink)
  const made = await hostWithFunds(admin, 1, PLACES)
  hostId = made.hostId
  fundId = made.fundIds[0] ?? assert.fail()
})
after(async () => {
  await server?.end('SIGTERM')
  await data.remove()
})

async function counterGift(n: number): Promise<void> {
  const { publicId } = await admin.call(routes.record, {
    body: { fundId, donorName: `娜仁${n}号`, amountFen: `${100 + n}`, givenOn: '2026-05-20', channel: 'bank' },
    key: `counter-gift-${n}`,
  })
  acknowledged.push(publicId)
}

/** Uploads a file, starts loading it, and returns once part of it, and not all, is reported as loaded. */
async function halfLoaded(prefix: string): Promise<{ id: string; reported: number }> {
  const body = Readable.toWeb(Readable.from(giftFile({ rows: ROWS, prefix, places: PLACES }))) as ReadableStream
  const sent = await admin.call(routes.upload, { query: { hostId, fileName: `${prefix}.csv` }, body })
  const id = showId('import', sent.id)
  const checked = await until(id, (file) => file.state === 'checked')
  assert.deepEqual([checked.goodCount, checked.badCount], [ROWS, 0])
  await admin.call(routes.load, { params: { id }, body: { goodRowsOnly: false } })
  const half = await until(id, (file) => file.doneCount > 0)
  assert.ok(half.doneCount < ROWS, 'the file was loaded before anything could be killed')
  return { id, reported: half.doneCount }
}

async function until(id: string, holds: (file: GiftImport) => boolean): Promise<GiftImport> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await setTimeout(20)) {
    const file = await admin.call(routes.getImport, { params: { id } })
    if (holds(file)) return file
  }
  return assert.fail(`the import never came to where it should:\n${server.output()}`)
}

async function restart(): Promise<void> {
  printed += server.output()
  server = await startServer(dataDir)
  admin = admin.at(server.url)
}

/** Everything that was answered is there, and the file completes by itself, each row once. */
async function nothingLost({ id, reported }: { id: string; reported: number }): Promise<void> {
  const done = await until(id, (file) => file.state === 'loaded')
  assert.ok(done.doneCount >= reported)
  assert.deepEqual([done.goodCount, done.repeatedCount, done.badCount], [ROWS, 0, 0])
  const listed = await admin.call(routes.list, { query: { importId: id, pageSize: '1' } })
  assert.equal(listed.total, ROWS)
  for (const publicId of acknowledged) {
    const gift = await admin.call(routes.getPublic, { params: { publicId } })
    assert.equal(gift.entries.length, 1)
  }
}

const cluster = (): Promise<string> => realpath(`${dataDir}/postgres`)

const postmasterPid = async (): Promise<number> =>
  Number(readFileSync(`${await cluster()}/postmaster.pid`, 'utf8').split('\n')[0])

/** The files below a folder that hold these bytes. */
function filesHolding(folder: string, words: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((file) => {
      const content = readFileSync(file)
      return words.some((word) => content.includes(word))
    })
}

test('kill -9 of the server in the middle of an import: after a restart no gift is lost, none is half, the file completes', async () => {
  const half = await halfLoaded('A')
  for (let n = 1; n <= 5; n++) await counterGift(n)
  await server.end('SIGKILL')
  await restart()
  await nothingLost(half)
})

test('kill -9 of PostgreSQL in the middle of an import: after a restart no gift is lost, none is half, the file completes', async () => {
  const half = await halfLoaded('B')
  for (let n = 6; n <= 10; n++) await counterGift(n)
  process.kill(await postmasterPid(), 'SIGKILL')
  await assert.rejects(async () => {
    for (let n = 100; n < 200; n++) await counterGift(n)
  }, /answered 503|fetch failed/)
  await server.end('SIGTERM')
  await restart()
  await nothingLost(half)
})

/** A crowd at the counters: more than one transaction takes, each gift under its own key and number of payment. */
const crowd = (name: string) =>
  Promise.allSettled(
    Array.from({ length: 120 }, async (_each, n) => {
      const key = `${name}-${n}-of-the-crowd`
      const body = { fundId, amountFen: `${1_000 + n}`, givenOn: '2026-05-21', channel: 'wechat', orderNo: key }
      return (await admin.call(routes.record, { body, key })).publicId
    }),
  )

const giftsOfTheCrowd = async (): Promise<number> =>
  (await admin.call(routes.list, { query: { from: '2026-05-21', to: '2026-05-21', pageSize: '1' } })).total

for (const victim of ['server', 'PostgreSQL'] as const) {
  test(`kill -9 of ${victim} in the middle of a crowd: what was answered stands, and the same requests again record each gift once`, async () => {
    const before = await giftsOfTheCrowd()
    const asked = crowd(victim)
    await setTimeout(victim === 'server' ? 60 : 90)
    if (victim === 'server') await server.end('SIGKILL')
    else process.kill(await postmasterPid(), 'SIGKILL')
    const answered = (await asked).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    if (victim === 'PostgreSQL') await server.end('SIGTERM')
    await restart()
    const again = (await crowd(victim)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    assert.equal(new Set(again).size, 120)
    for (const publicId of answered) assert.ok(again.includes(publicId))
    acknowledged.push(...again)
    assert.equal(await giftsOfTheCrowd(), before + 120)
  })
}

test('ten thousand connections that say nothing, half bodies and fifty megabytes of JSON keep nobody from giving', async () => {
  const { port } = new URL(server.url)
  const sockets: Socket[] = []
  try {
    for (let n = 0; n < 10_000; n += 500) {
      sockets.push(...(await Promise.all(Array.from({ length: 500 }, () => connected(Number(port))))))
    }
    for (const socket of sockets.slice(0, 200)) {
      socket.write(
        'POST /api/v1/giving/gifts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"fundId"',
      )
    }
    const large = await admin
      .send(routes.record, { body: { purpose: 'x'.repeat(50 * 1024 * 1024) } })
      .catch(() => undefined)
    assert.ok(large === undefined || large.status === 413)
    await counterGift(500)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  await counterGift(501)
})

function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  return new Promise((resolve, reject) => socket.once('connect', () => resolve(socket)).once('error', reject))
}

test('an upload of 500 MB over the network is answered with a sentence, and the server does not grow', async () => {
  const piece = new Uint8Array(1024 * 1024).fill(0x2c)
  const body = Readable.toWeb(
    Readable.from(
      (function* () {
        for (let n = 0; n < 500; n++) yield piece
      })(),
    ),
  ) as ReadableStream
  const answer = await admin.send(routes.upload, { query: { hostId, fileName: 'large.csv' }, body })
  const problem = (await answer.json()) as { code: string; message: string }
  assert.deepEqual([answer.status, problem.code], [413, 'giving.file_too_large'])
  assert.match(problem.message, /20 MB/)
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
  assert.ok(Number(peak) < 600 * 1024, `the server's memory peaked at ${peak} kB`)
})

test('SIGTERM while requests are in flight: every one is answered, none is lost, and all books agree', async () => {
  const asked = Array.from({ length: 30 }, (_each, n) => counterGift(1_000 + n))
  await setTimeout(50)
  const ended = server.end('SIGTERM')
  await Promise.all(asked)
  assert.deepEqual(await ended, { code: 0, signal: null })
  const verified = await promisify(execFile)(process.execPath, ['server/bin/shanju.js', 'verify'], {
    cwd: root,
    env: { ...withoutSettings(), SHANJU_DATA: dataDir },
  })
  assert.match(
    verified.stdout,
    /1 sets of books, (\d+) entries, .* \1 gifts, \d+ payments, \d+ projects, 0 ballots, 0 evaluations, \d+ leaves, \d+ signed heads\nAll agree\./,
  )
  const gifts = Number(/(\d+) gifts/.exec(verified.stdout)?.[1])
  assert.ok(gifts >= 2 * ROWS + acknowledged.length, `${gifts} gifts for ${2 * ROWS + acknowledged.length} answered`)
})

test('G5: after all this no donor’s name stands in plain in a log, a table, the database’s own journal or any other file', async () => {
  printed += server.output()
  const names = ['乌云毕力格', '娜仁3号', '其其格4号']
  for (const name of names) assert.ok(!printed.includes(name), name)
  const words = names.map((name) => Buffer.from(name))
  assert.deepEqual([...filesHolding(await cluster(), words), ...filesHolding(dataDir, words)], [])
  // The search would find one: a fund's purpose is public.
  assert.ok(filesHolding(await cluster(), [Buffer.from('帮助社区里有困难的人')]).length > 0)
})
