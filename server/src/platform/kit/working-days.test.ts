import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@shanju/contract/kit/dates.ts'
import fc from 'fast-check'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

const day = fc.integer({ min: 0, max: 3 * 365 }).map((n) => addDays('2024-01-01', n))
const count = fc.integer({ min: 0, max: 60 })

test('weekdays work, weekends and public holidays do not, made-up weekends do', () => {
  assert.equal(isWorkingDay('2026-11-23'), true)
  assert.equal(isWorkingDay('2026-11-22'), false)
  assert.equal(isWorkingDay('2026-10-01'), false, 'National Day, a Thursday')
  assert.equal(isWorkingDay('2026-10-10'), true, 'a Saturday worked in place of a day of the National Day week')
  assert.equal(isWorkingDay('2026-02-17'), false, 'the first day of the year of the horse')
})

test('a term leaps over the autumn holidays: ten working days from the day before them', () => {
  assert.equal(addWorkingDays('2026-09-24', 1), '2026-09-28')
  assert.equal(addWorkingDays('2026-09-30', 1), '2026-10-08')
  assert.equal(addWorkingDays('2026-09-25', 10), '2026-10-15')
})

test('no days at all end on the day itself, or on the next working day', () => {
  assert.equal(addWorkingDays('2026-11-23', 0), '2026-11-23')
  assert.equal(addWorkingDays('2026-11-21', 0), '2026-11-23')
})

test('a term ends on a working day, and holds exactly as many working days as it has', () => {
  fc.assert(
    fc.property(day, count, (from, days) => {
      const end = addWorkingDays(from, days)
      assert.ok(isWorkingDay(end))
      let counted = 0
      for (let each = addDays(from, 1); each <= end; each = addDays(each, 1)) if (isWorkingDay(each)) counted += 1
      assert.equal(counted, days === 0 && end !== from ? 1 : days)
    }),
  )
})

test('a longer term never ends earlier, nor does one that begins later', () => {
  fc.assert(
    fc.property(day, count, (from, days) => {
      assert.ok(addWorkingDays(from, days + 2) > addWorkingDays(from, days + 1))
      assert.ok(addWorkingDays(addDays(from, 1), days) >= addWorkingDays(from, days))
    }),
  )
})

test('the count is the same whatever time zone the machine is set to', () => {
  const zone = process.env.TZ
  const seen = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map((each) => {
    process.env.TZ = each
    return ['2026-10-09', '2026-10-10', '2026-10-11'].map(isWorkingDay).join()
  })
  process.env.TZ = zone
  if (zone === undefined) delete process.env.TZ
  assert.deepEqual([...new Set(seen)], ['true,true,false'])
})

test('what is no day, and what is no count of days, is refused', () => {
  for (const wrong of ['2026-02-30', '23.11.2026', '']) assert.throws(() => isWorkingDay(wrong), RangeError, wrong)
  for (const wrong of [-1, 1.5, 4000, Number.NaN]) assert.throws(() => addWorkingDays('2026-11-23', wrong), RangeError)
})
