import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Digits, sheetText } from './sheet-text.ts'

const number = (digits: string) => sheetText(new Digits(digits))

test('a number reads as a spreadsheet program shows it: fifteen digits, no exponent, no noise', () => {
  const rows: [string, string][] = [
    ['12', '12'],
    ['12.50', '12.50'],
    ['-0.05', '-0.05'],
    ['12.340000000000002', '12.34'],
    ['0.30000000000000004', '0.3'],
    ['1.23456789012346E+17', '123456789012346000'],
    ['1E3', '1000'],
    ['1.5E-3', '0.0015'],
    ['-1.2e-10', '-0.00000000012'],
    ['999999999999999', '999999999999999'],
    ['9999999999999.99', '9999999999999.99'],
    ['100', '100'],
    ['0', '0'],
  ]
  for (const [digits, shown] of rows) assert.equal(number(digits), shown, digits)
})

test('a number too long to be kept exactly keeps its exponent where somebody asks for it', () => {
  assert.equal(sheetText(new Digits('1.23456789012346E+17'), true), '1.23456789012346E+17')
  assert.equal(sheetText(new Digits('4200001234202611230000000001'), true), '4.2000012342026113E+27')
  assert.equal(sheetText(new Digits('999999999999999'), true), '999999999999999')
})

test('every sum that a spreadsheet keeps exactly survives its way through the file', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (fen) => {
      const yuan = fen / 100
      // Programs write the shortest digits, or seventeen of them.
      for (const spelt of [String(yuan), yuan.toPrecision(17)]) assert.equal(Number(number(spelt)), yuan)
    }),
  )
})

test('a text that looks like a number stays what it is', () => {
  for (const text of ['007', '1e5', '91110000802100433B', '12.340000000000002', ' 5 '])
    assert.equal(sheetText(text), text)
})

test('days are written plainly, with the time only where there is one', () => {
  assert.equal(sheetText(new Date('2026-11-23T00:00:00Z')), '2026-11-23')
  assert.equal(sheetText(new Date('2026-11-23T14:05:00Z')), '2026-11-23 14:05:00')
  assert.equal(sheetText(new Date('2026-11-22T23:59:59.999Z')), '2026-11-23')
  assert.equal(sheetText(new Date(Number.NaN)), '')
})

test('nothing is an empty text; yes and no are words', () => {
  assert.deepEqual(
    [null, undefined, true, false].map((each) => sheetText(each)),
    ['', '', 'TRUE', 'FALSE'],
  )
})
