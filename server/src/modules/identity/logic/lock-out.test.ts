import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Counted,
  decideAttempt,
  delaySeconds,
  FORGET_AFTER_MS,
  LONGEST_DELAY_SECONDS,
  POLICIES,
} from './lock-out.ts'

const now = new Date('2026-11-23T02:00:00Z')
const policy = POLICIES.near

test('I7: the first five wrong tries from a place bring no delay', () => {
  for (let n = 0; n <= policy.free; n++) assert.equal(delaySeconds(n, policy), 0)
})

test('I7: from the sixth on the delay doubles', () => {
  assert.deepEqual(
    [6, 7, 8, 9, 10].map((n) => delaySeconds(n, policy)),
    [30, 60, 120, 240, 480],
  )
})

test('I7: a delay never shrinks with more failures and never exceeds a quarter of an hour', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000 }), fc.constantFrom(...Object.values(POLICIES)), (n, each) => {
      const delay = delaySeconds(n, each)
      assert.ok(delay <= LONGEST_DELAY_SECONDS)
      assert.ok(delaySeconds(n + 1, each) >= delay)
    }),
  )
})

test('a try during the delay is refused with the seconds left and not counted', () => {
  const before: Counted = { failures: 6, failedAt: now, lockedUntil: new Date(now.getTime() + 12_300) }
  assert.deepEqual(decideAttempt(before, now, policy), { refusedForSeconds: 13 })
})

test('a try after the delay counts on from where the bucket stood', () => {
  const before: Counted = {
    failures: 6,
    failedAt: new Date(now.getTime() - 31_000),
    lockedUntil: new Date(now.getTime() - 1),
  }
  const decision = decideAttempt(before, now, policy)
  assert.ok('counted' in decision)
  assert.equal(decision.counted.failures, 7)
  assert.equal(decision.counted.lockedUntil?.getTime(), now.getTime() + 60_000)
})

test('a bucket that was quiet for a day starts anew', () => {
  const before: Counted = { failures: 40, failedAt: new Date(now.getTime() - FORGET_AFTER_MS - 1), lockedUntil: null }
  const decision = decideAttempt(before, now, policy)
  assert.ok('counted' in decision)
  assert.deepEqual(decision.counted, { failures: 1, failedAt: now, lockedUntil: null })
})

test('I7: however an attacker times their tries, a day allows no more than 110 from one place', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_200_000 }), { minLength: 200, maxLength: 400 }), (pauses) => {
      let bucket: Counted | undefined
      let at = now.getTime()
      let tried = 0
      for (const pause of pauses) {
        at += pause
        if (at > now.getTime() + FORGET_AFTER_MS) break
        const decision = decideAttempt(bucket, new Date(at), policy)
        if ('counted' in decision) {
          bucket = decision.counted
          tried++
        }
      }
      assert.ok(tried <= 110, `${tried} tries`)
    }),
  )
})
