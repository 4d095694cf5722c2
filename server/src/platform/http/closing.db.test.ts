import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type ToyServer, toyServer } from './testkit/server.ts'
import { head, wireTo } from './testkit/wire.ts'

let toy: ToyServer
let url: string

/** Long before a connection kept alive would end by itself. */
const SOON_MS = 8000

async function listen(graceMs: number): Promise<void> {
  toy = await toyServer({ graceMs })
  url = await toy.app.listen({ host: '127.0.0.1', port: 0 })
}
afterEach(() => toy.close())

const slow = (ms: number) => {
  const body = JSON.stringify({ ms })
  return `${head('POST', '/api/v1/toy/slow', body.length)}${body}`
}
const begun = async () => {
  while (toy.seen.slow.length === 0) await wait(10)
}
const timed = async (work: Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work
  return performance.now() - from
}

test('a request under way ends with its answer, new connections are refused, and the end does not wait for idle ones', async () => {
  await listen(60_000)
  const idle = await wireTo(url)
  idle.socket.write('GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n')
  await idle.holds('{"ok":true}')
  const wire = await wireTo(url)
  wire.socket.write(slow(600))
  await begun()
  const closed = timed(toy.app.close())
  await wait(100)
  await assert.rejects(wireTo(url), { code: 'ECONNREFUSED' })
  await Promise.all([wire.ended, idle.ended])
  assert.match(wire.text(), /^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*\{"ok":true\}$/)
  assert.deepEqual(toy.seen.slow, ['begun', 'ended'])
  assert.ok((await closed) < SOON_MS)
})

test('a request that was sent before the end began is answered, though nobody had read it yet', async () => {
  await listen(60_000)
  const wires = await Promise.all(Array.from({ length: 10 }, () => wireTo(url)))
  for (const wire of wires) wire.socket.write(slow(20))
  const closing = toy.app.close()
  await Promise.all(wires.map((wire) => wire.ended))
  for (const wire of wires) assert.match(wire.text(), /^HTTP\/1\.1 200 /)
  await closing
})

test('an answer that had begun before is finished, and its connection closed behind it', async () => {
  await listen(60_000)
  const wire = await wireTo(url)
  wire.socket.write(slow(300) + slow(300))
  await begun()
  const closing = timed(toy.app.close())
  await wire.ended
  assert.ok((await closing) < SOON_MS)
  assert.ok(toy.seen.slow.filter((each) => each === 'ended').length >= 1)
})

test('who has not finished sending by the end of the grace is cut off, so that the process can end', async () => {
  await listen(500)
  const half = await wireTo(url)
  half.socket.write(head('POST', '/api/v1/toy/sums', 100))
  half.socket.write('{"amount')
  await wait(100)
  const took = await timed(toy.app.close())
  assert.ok(took >= 490 && took < SOON_MS, `${took} ms`)
  await half.ended
})

test('closing without any request ends at once, twice as well', async () => {
  await listen(60_000)
  assert.ok((await timed(toy.app.close())) < SOON_MS)
  await toy.app.close()
})
