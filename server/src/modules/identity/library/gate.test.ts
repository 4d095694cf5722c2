import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Gate } from './gate.ts'

/** Work that ends when told. */
function manual(): { work: () => Promise<void>; end: () => void; begun: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<void>()
  let begun = false
  return {
    work() {
      begun = true
      return promise
    },
    end: resolve,
    begun: () => begun,
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('I7: no more than the width runs at once, and the others follow in their order', async () => {
  const gate = new Gate(2, 10)
  const all = Array.from({ length: 4 }, manual)
  const running = all.map((each, n) => gate.run(`a${n}`, each.work))
  await settle()
  assert.deepEqual(
    all.map((each) => each.begun()),
    [true, true, false, false],
  )
  all[1]?.end()
  await settle()
  assert.deepEqual(
    all.map((each) => each.begun()),
    [true, true, true, false],
  )
  for (const each of all) each.end()
  await Promise.all(running)
  assert.deepEqual(
    all.map((each) => each.begun()),
    [true, true, true, true],
  )
})

test('work that fails gives its place back', async () => {
  const gate = new Gate(1, 10)
  await assert.rejects(
    gate.run('a', () => Promise.reject(new Error('no'))),
    /no/,
  )
  assert.equal(await gate.run('a', async () => 'yes'), 'yes')
})

test('a full queue refuses at once and takes again when it has emptied', async () => {
  const gate = new Gate(1, 1)
  const [one, two] = [manual(), manual()]
  const running = [gate.run('a', one.work), gate.run('b', two.work)]
  await assert.rejects(
    gate.run('c', async () => {}),
    { code: 'platform.too_many_requests' },
  )
  one.end()
  two.end()
  await Promise.all(running)
  await gate.run('c', async () => {})
})

test('I7: one address alone cannot keep the gate busy for everybody', async () => {
  const gate = new Gate(2, 1000)
  for (let n = 0; n < 120; n++) await gate.run('10.0.0.1', async () => {})
  await assert.rejects(
    gate.run('10.0.0.1', async () => {}),
    { code: 'platform.too_many_requests' },
  )
  await gate.run('10.0.0.2', async () => {})
})
