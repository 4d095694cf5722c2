import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepTime, now, today } from './clock.ts'

test('the day is the server’s, though the machine here is days ahead or in another year', () => {
  keepTime(new Date('2026-02-28T15:59:00Z'))
  assert.equal(today(), '2026-02-28')
  assert.ok(Math.abs(now().getTime() - Date.parse('2026-02-28T15:59:00Z')) < 60_000)
  keepTime(new Date('2026-02-28T16:00:00Z'))
  assert.equal(today(), '2026-03-01')
})
