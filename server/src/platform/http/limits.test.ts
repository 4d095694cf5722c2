import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Buckets, neighbourhood } from './limits.ts'

const LIMIT = { burst: 5, perSecond: 2 }

test('a burst is served, then as many as the seconds allow', () => {
  const buckets = new Buckets(LIMIT)
  assert.deepEqual(
    Array.from({ length: 6 }, () => buckets.take('a', 0)),
    [0, 0, 0, 0, 0, 1],
  )
  assert.equal(buckets.take('a', 400), 1)
  assert.equal(buckets.take('a', 600), 0)
  assert.equal(buckets.take('a', 600), 1)
})

test('after the told wait there is a token, and never more than the burst and the seconds allow', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 100 }), (pauses) => {
      const buckets = new Buckets(LIMIT)
      let now = 0
      let served = 0
      for (const pause of pauses) {
        now += pause
        const wait = buckets.take('a', now)
        if (wait === 0) served++
        else {
          now += wait * 1000
          assert.equal(buckets.take('a', now), 0)
          served++
        }
      }
      assert.ok(served <= LIMIT.burst + Math.ceil((now / 1000) * LIMIT.perSecond))
    }),
  )
})

test('callers do not share, and a clock that jumps back gives nothing away', () => {
  const buckets = new Buckets(LIMIT)
  for (let i = 0; i < 6; i++) buckets.take('a', 10_000)
  assert.equal(buckets.take('b', 10_000), 0)
  assert.equal(buckets.take('a', 0), 1)
})

test('only so many callers are remembered, the longest unseen forgotten first', () => {
  const buckets = new Buckets({ burst: 1, perSecond: 0.001 }, 2)
  buckets.take('a', 0)
  buckets.take('b', 0)
  assert.ok(buckets.take('a', 1) > 0)
  buckets.take('c', 2)
  assert.ok(buckets.take('a', 3) > 0)
  assert.equal(buckets.take('b', 4), 0)
})

test('one home or office counts as one stranger, by its address or its part of the network', () => {
  const rows: [string, string][] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:db8:1::', '2001:db8:1:0'],
    ['', ''],
  ]
  for (const [address, expected] of rows) assert.equal(neighbourhood(address), expected, address)
})
