import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { actorHeader, asPerson, type ToyServer, toyServer } from './testkit/server.ts'
import { head, wireTo } from './testkit/wire.ts'

let toy: ToyServer
let url: string

before(async () => {
  toy = await toyServer({ arriveMs: 1000 })
  url = await toy.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => toy.close())

const CHANGER = actorHeader(asPerson([{ role: 'administrator', reach: { kind: 'division', code: 'c1' } }]))
const greets = async () => assert.equal((await fetch(`${url}/api/v1/toy/greet?name=a`)).status, 200)

test('a body of fifty megabytes is refused while it is still being sent, and the answer arrives', async () => {
  for (const chunked of [false, true]) {
    const wire = await wireTo(url)
    const size = 50 * 1024 * 1024
    const plain = head('POST', '/api/v1/toy/sums', size)
    wire.socket.write(chunked ? plain.replace(/content-length: \d+/, 'transfer-encoding: chunked') : plain)
    wire.socket.write(
      chunked ? `${(2 * 1024 * 1024).toString(16)}\r\n${'x'.repeat(2 * 1024 * 1024)}\r\n` : 'x'.repeat(4096),
    )
    await wire.holds('platform.body_too_large')
    assert.match(wire.text(), /^HTTP\/1\.1 413 /)
    wire.socket.destroy()
  }
  await greets()
})

test('an upload reaches its handler piece by piece, as it arrives', async () => {
  toy.seen.chunks.length = 0
  const wire = await wireTo(url)
  wire.socket.write(head('POST', '/api/v1/toy/things/here/file', 6, { ...CHANGER, 'content-type': 'text/csv' }))
  for (const [n, piece] of ['ab', 'cd', 'ef'].entries()) {
    wire.socket.write(piece)
    while (toy.seen.chunks.length === n) await wait(10)
  }
  await wire.holds('{"bytes":6}')
  assert.deepEqual(toy.seen.chunks, [2, 2, 2])
  wire.socket.destroy()
})

test('an upload that is not permitted is refused before its body is read', async () => {
  toy.seen.chunks.length = 0
  for (const [thing, headers, code] of [
    ['here', {}, 'platform.not_signed_in'],
    ['elsewhere', CHANGER, 'platform.not_found'],
    ['nowhere', CHANGER, 'platform.invalid_input'],
  ] as const) {
    const wire = await wireTo(url)
    wire.socket.write(head('POST', `/api/v1/toy/things/${thing}/file`, 20 * 1024 * 1024, headers))
    await wire.holds(code)
    wire.socket.destroy()
  }
  assert.deepEqual(toy.seen.chunks, [])
})

test('an upload answered before it has arrived is let in a little further and then cut off, the answer with its sender', async () => {
  const refused = head('POST', '/api/v1/toy/things/here/file', 500 * 1024 * 1024)
  const patient = await wireTo(url)
  patient.socket.write(refused)
  await patient.holds('platform.not_signed_in')
  await patient.ended
  const flood = await wireTo(url)
  flood.socket.write(refused)
  await flood.holds('platform.not_signed_in')
  const piece = Buffer.alloc(1024 * 1024)
  while (!flood.socket.destroyed && flood.socket.bytesWritten < 400 * 1024 * 1024)
    await new Promise((resolve) => flood.socket.write(piece, resolve))
  assert.ok(flood.socket.destroyed, `${flood.socket.bytesWritten} bytes were taken in`)
  const short = await wireTo(url)
  short.socket.write(head('POST', '/api/v1/toy/things/here/file', 1_000))
  await short.holds('platform.not_signed_in')
  short.socket.write('x'.repeat(1_000))
  short.socket.write('GET /api/v1/toy/greet?name=after HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
  await short.ended
  assert.match(short.text(), /"after"/)
})

test('an upload whose sender goes away in the middle fails that request and nothing else', async () => {
  const wire = await wireTo(url)
  wire.socket.write(head('POST', '/api/v1/toy/things/here/file', 1000, CHANGER))
  wire.socket.write('half')
  await wait(100)
  wire.socket.destroy()
  await wait(100)
  await greets()
})

test('a body that does not arrive in time is given up, with an answer and its headers', async () => {
  for (const [sent, path] of [
    ['{"amount', '/api/v1/toy/sums'],
    ['', '/api/v1/toy/sums'],
  ] as const) {
    const begun = performance.now()
    const wire = await wireTo(url)
    wire.socket.write(head('POST', path, 100))
    wire.socket.write(sent)
    await wire.ended
    assert.ok(performance.now() - begun < 20_000)
    assert.match(wire.text(), /^HTTP\/1\.1 408 Request Timeout\r\n/)
    assert.match(wire.text(), /content-security-policy: default-src 'self'/)
  }
})

test('a head that drips in, and a connection that says nothing, are given up too', async () => {
  const [dripping, mute] = [await wireTo(url), await wireTo(url)]
  dripping.socket.write('GET /healthz HTTP/1.1\r\nhost: a\r\nx-slow: ')
  const drip = setInterval(() => dripping.socket.write('x'), 50)
  await Promise.all([dripping.ended, mute.ended])
  clearInterval(drip)
})

test('what is no HTTP, and a head larger than any of ours, are refused with the same headers', async () => {
  for (const [said, status] of [
    ['hello\r\n\r\n', 400],
    [`GET /healthz HTTP/1.1\r\nhost: a\r\nx-large: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    ['GET /healthz HTTP/1.1\r\n\r\n', 400],
  ] as const) {
    const wire = await wireTo(url)
    wire.socket.write(said)
    await wire.ended
    assert.ok(wire.text().startsWith(`HTTP/1.1 ${status} `), wire.text())
  }
})

test('two lengths that contradict each other, as in smuggling one request inside another, are refused', async () => {
  const wire = await wireTo(url)
  const both = head('POST', '/api/v1/toy/sums', 4, { 'transfer-encoding': 'chunked' })
  wire.socket.write(`${both}0\r\n\r\nGET /api/v1/toy/greet?name=smuggled HTTP/1.1\r\nhost: a\r\n\r\n`)
  await wire.ended
  assert.match(wire.text(), /^HTTP\/1\.1 400 /)
  assert.doesNotMatch(wire.text(), /smuggled/)
})

test('a thousand idle connections do not keep the thousand-and-first from being served', async () => {
  const idle = await Promise.all(Array.from({ length: 1000 }, () => wireTo(url)))
  const begun = performance.now()
  await greets()
  assert.ok(performance.now() - begun < 10_000)
  for (const { socket } of idle) socket.destroy()
})

test('a request after a refused one on the same connection is served', async () => {
  const wire = await wireTo(url)
  wire.socket.write(`${head('POST', '/api/v1/toy/sums', 7)}{"a":1}`)
  await wire.holds('platform.invalid_input')
  wire.socket.write('GET /api/v1/toy/greet?name=second HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
  await wire.ended
  assert.match(wire.text(), /\{"hello":"second"\}$/)
})
