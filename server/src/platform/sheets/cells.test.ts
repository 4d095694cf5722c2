import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '@shanju/contract/kit/export.ts'
import { parseYuan } from '@shanju/contract/kit/money.ts'
import fc from 'fast-check'
import { sheetOf } from './cells.ts'
import { inert, uninert } from './inert.ts'

const cellOf = <Row>(column: Column<Row>, row: Row) => sheetOf<Row>('giving.list', [column], 'zh').cells(row)[0]
const money = (fen: bigint) => cellOf({ key: 'amount', kind: 'money', of: (sum: bigint) => sum }, fen)
const day = (on: string) => cellOf({ key: 'given_on', kind: 'day', of: (text: string) => text }, on)

test('no text that is exported begins like a formula, in ASCII or full width', () => {
  for (const first of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    assert.equal(inert(`${first}cmd|' /C calc'!A0`), `'${first}cmd|' /C calc'!A0`)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(inert(text), /^[=+\-@\t\r\n＝＋－＠]/)
    }),
  )
})

test('an exported text reads back as it was, also one that began with an apostrophe', () => {
  for (const text of ['=1+1', '-张三', "'quoted'", "don't", '', '张三', '@all', '－１'])
    assert.equal(uninert(inert(text)), text)
})

test('a sum stays a number, negative ones too, and is exact to the fen', () => {
  assert.deepEqual(money(-1234n), { kind: 'money', number: '-12.34' })
  assert.deepEqual(money(123_456_789n), { kind: 'money', number: '1234567.89' })
  fc.assert(
    fc.property(fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }), (fen) => {
      const cell = money(fen)
      assert.ok(cell?.kind === 'money')
      // What a spreadsheet program makes of it: a double, shown with two decimals.
      assert.equal(parseYuan(Number(cell.number).toFixed(2)), fen)
    }),
  )
})

test('a sum with more digits than a spreadsheet keeps is written as text, unchanged', () => {
  assert.deepEqual(money(999_999_999_999_999n), { kind: 'money', number: '9999999999999.99' })
  assert.deepEqual(money(1_000_000_000_000_000n), { kind: 'text', text: '10000000000000.00' })
  assert.deepEqual(money(-9_007_199_254_740_993n), { kind: 'text', text: '-90071992547409.93' })
})

test('days are counted as spreadsheet programs count them, and stay text where these disagree', () => {
  assert.deepEqual(day('1900-03-01'), { kind: 'day', serial: '61', text: '1900-03-01' })
  assert.deepEqual(day('1970-01-01'), { kind: 'day', serial: '25569', text: '1970-01-01' })
  assert.deepEqual(day('2026-11-23'), { kind: 'day', serial: '46349', text: '2026-11-23' })
  assert.deepEqual(day('1900-02-28'), { kind: 'text', text: '1900-02-28' })
})

test('instants are shown in Beijing time', () => {
  const column: Column<Date> = { key: 'recorded_at', kind: 'instant', of: (at) => at }
  assert.deepEqual(cellOf(column, new Date('2026-11-22T16:30:59Z')), {
    kind: 'instant',
    serial: '46349.020833333336',
    text: '2026-11-23 00:30',
  })
})

test('vocabularies are told in the reader’s words, several in one cell', () => {
  const column: Column<readonly string[]> = { key: 'fields', kind: 'word', vocabulary: 'field', of: (all) => all }
  const shown = (language: 'zh' | 'en') => sheetOf('funds.mine', [column], language).cells(['care', 'illness'])[0]
  assert.deepEqual(shown('zh'), { kind: 'text', text: '关心关爱、大病救助' })
  assert.match(JSON.stringify(shown('en')), /, /)
})

test('nothing stands in a cell without a value', () => {
  assert.equal(cellOf({ key: 'note', kind: 'text', of: () => null }, 1), undefined)
  assert.equal(cellOf({ key: 'note', kind: 'text', of: () => '' }, 1), undefined)
  assert.equal(cellOf({ key: 'state', kind: 'word', vocabulary: 'state', of: () => null }, 1), undefined)
  assert.equal(cellOf({ key: 'amount', kind: 'money', of: () => null }, 1), undefined)
})
