import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { spool } from './spool.ts'

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
const left = async () => (await readdir(tmpdir())).filter((name) => /^shanju-[0-9a-f]{24}$/.test(name))

test('what was laid down comes back whole, once', async () => {
  const made = await spool(chunks('张三,', 'x'.repeat(1_000_000), '完'))
  assert.equal(made.bytes, Buffer.byteLength('张三,完') + 1_000_000)
  assert.equal((await buffer(made.read())).toString(), `张三,${'x'.repeat(1_000_000)}完`)
})

test('no name of a file stays behind, while it is read or after', async () => {
  const made = await spool(chunks('abc'))
  assert.deepEqual(await left(), [])
  await made.discard()
})

test('a maker that fails is heard, and its file is closed', async () => {
  const failing = async function* () {
    yield Buffer.from('half')
    throw new Error('the database went away')
  }
  await assert.rejects(spool(failing()), /went away/)
  assert.deepEqual(await left(), [])
})

test('a reader who goes away half-way ends the reading', async () => {
  const made = await spool(chunks('x'.repeat(1_000_000)))
  const body = made.read()
  await once(body, 'readable')
  body.destroy()
  await once(body, 'close')
  assert.equal(body.destroyed, true)
})
