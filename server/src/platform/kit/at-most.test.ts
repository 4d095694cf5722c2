import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { atMost } from './at-most.ts'

test('no more than so many run at once, all run, in the order they came', async () => {
  const turn = atMost(2)
  const begun: number[] = []
  let [running, most] = [0, 0]
  const work = (n: number) =>
    turn(async () => {
      begun.push(n)
      running += 1
      most = Math.max(most, running)
      await setTimeout(n % 3)
      running -= 1
      return n
    })
  const all = Array.from({ length: 20 }, (_, n) => n)
  assert.deepEqual(await Promise.all(all.map(work)), all)
  assert.deepEqual(begun, all)
  assert.equal(most, 2)
})

test('work that fails gives its place back', async () => {
  const turn = atMost(1)
  const failed = turn(() => Promise.reject(new Error('broken')))
  const after = turn(async () => 'done')
  await assert.rejects(failed, /broken/)
  assert.equal(await after, 'done')
  assert.equal(await turn(async () => 'again'), 'again')
})
