import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { setClock, systemClock } from './clock.ts'

test('the clock never runs backwards, whatever the machine’s does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 2 }), (readings) => {
      let next = 0
      const clock = systemClock(() => readings[next++] ?? 0)
      const told = readings.map(() => clock.now().getTime())
      const highest = readings.map((_, index) => Math.max(...readings.slice(0, index + 1)))
      assert.deepEqual(told, highest)
    }),
  )
})

test('an instant once told is the caller’s own: changing it does not change the clock', () => {
  const clock = systemClock(() => 1000)
  clock.now().setTime(0)
  assert.equal(clock.now().getTime(), 1000)
})

test('without another source the clock is the machine’s', () => {
  const before = Date.now()
  const now = systemClock().now().getTime()
  assert.ok(now >= before && now <= Date.now())
})

test('a clock that is set stands still until it is moved', () => {
  const clock = setClock('2026-11-23T02:00:00Z')
  assert.equal(clock.now().toISOString(), '2026-11-23T02:00:00.000Z')
  clock.advance(90_000)
  assert.equal(clock.now().toISOString(), '2026-11-23T02:01:30.000Z')
  clock.set(new Date('2027-01-01T00:00:00Z'))
  assert.equal(clock.now().toISOString(), '2027-01-01T00:00:00.000Z')
})
