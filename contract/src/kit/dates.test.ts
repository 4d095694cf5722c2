// [tz]
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  instant,
  isPlainDate,
  monthOf,
  parseDay,
  plainDate,
  shanghaiDate,
  shanghaiTime,
  startOfDay,
} from './dates.ts'

const anyInstant = fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2900-01-01'), noInvalidDate: true })

test('the Shanghai day of an instant is the one the time-zone data knows, whatever zone the machine is in', () => {
  const known = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
  fc.assert(fc.property(anyInstant, (at) => assert.equal(shanghaiDate(at), known.format(at))))
})

test('a day begins at midnight in Shanghai: its first instant is of it, the one before is not', () => {
  assert.equal(startOfDay('2026-11-23').toISOString(), '2026-11-22T16:00:00.000Z')
  fc.assert(
    fc.property(anyInstant, (at) => {
      const day = shanghaiDate(at)
      const first = startOfDay(day)
      assert.equal(shanghaiDate(first), day)
      assert.equal(shanghaiDate(new Date(first.getTime() - 1)), addDays(day, -1))
    }),
  )
})

test('an instant reads as people here write it', () => {
  assert.equal(shanghaiTime(new Date('2026-11-22T16:05:59.999Z')), '2026-11-23 00:05')
  assert.equal(shanghaiTime(new Date('2026-12-31T15:59:00Z')), '2026-12-31 23:59')
})

test('only real days of the years 1000 to 2999 are days', () => {
  for (const day of ['2026-11-23', '2024-02-29', '2000-02-29', '1000-01-01', '2999-12-31'])
    assert.ok(isPlainDate(day), day)
  const wrong = ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-11-31', '2026-11-00', '0000-01-01']
  const misspelt = [
    '9999-12-31',
    '0999-12-31',
    '26-11-23',
    '2026-1-3',
    '2026/11/23',
    '20261123',
    '2026-11-23T00:00',
    '',
  ]
  for (const day of [...wrong, ...misspelt]) assert.equal(isPlainDate(day), false, day)
  assert.equal(plainDate.safeDecode('2026-02-29').error?.issues[0]?.message, 'date')
})

test('days are counted over months, leap days and years, and back', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addDays('2026-03-01', -1), '2026-02-28')
  assert.equal(addDays('2999-12-31', 1), '3000-01-01')
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: -20_000, max: 20_000 }), (at, days) => {
      const day = shanghaiDate(at)
      assert.equal(addDays(addDays(day, days), -days), day)
    }),
  )
})

test('the month of a day is its first seven characters', () => {
  assert.equal(monthOf('2026-11-23'), '2026-11')
})

test('an instant survives the way over the wire and back, and needs a zone', () => {
  fc.assert(fc.property(anyInstant, (at) => assert.deepEqual(instant.decode(instant.encode(at)), at)))
  assert.equal(instant.decode('2026-11-23T10:00:00+08:00').toISOString(), '2026-11-23T02:00:00.000Z')
  for (const text of ['2026-11-23T10:00:00', '2026-11-23', '2026-02-30T10:00:00Z', '2026-11-23T25:00:00Z', 'now'])
    assert.equal(instant.safeDecode(text).success, false, text)
})

test('days are read in the forms that spreadsheets and platforms write, and only real ones', () => {
  for (const text of [
    '2026-03-05',
    '2026/3/5',
    '2026.3.5',
    '20260305',
    '2026年3月5日',
    '2026-03-05 14:22:01',
    '20260305142201',
    '20260305 14:22:01',
    '２０２６-03-05',
  ]) {
    assert.equal(parseDay(text), '2026-03-05', text)
  }
  for (const text of ['', '03-05-2026', '2026-13-01', '20260230', '46086', '2026'])
    assert.equal(parseDay(text), undefined)
})
