import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fen, formatYuan, LARGEST_FEN, parseYuan, positiveFen, splitExactly } from './money.ts'

const anyFen = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })

test('every sum survives the way over the wire and back, as a string', () => {
  fc.assert(
    fc.property(anyFen, (amount) => {
      const wire = fen.encode(amount)
      assert.equal(typeof wire, 'string')
      assert.equal(fen.decode(wire), amount)
    }),
  )
})

test('a sum has one spelling on the wire: no point, sign of plus, blank, leading zero, minus zero or number', () => {
  for (const text of [
    '1.5',
    '+1',
    ' 1',
    '1 ',
    '01',
    '-0',
    '-01',
    '',
    '-',
    '1e3',
    '0x10',
    '１',
    '1'.repeat(19),
    1250,
    null,
  ])
    assert.equal(fen.safeDecode(text as string).success, false, String(text))
  assert.equal(fen.decode('0'), 0n)
  assert.equal(fen.decode('9'.repeat(18)), 10n ** 18n - 1n)
})

test('a positive sum is above zero and at most ten billion yuan', () => {
  assert.equal(positiveFen.decode('1'), 1n)
  assert.equal(positiveFen.decode(String(LARGEST_FEN)), LARGEST_FEN)
  for (const text of ['0', '-1', String(LARGEST_FEN + 1n)])
    assert.equal(positiveFen.safeDecode(text).success, false, text)
})

test('a sum printed for people reads back as the same sum', () => {
  fc.assert(fc.property(anyFen, (amount) => assert.equal(parseYuan(formatYuan(amount)), amount)))
})

test('sums are printed with two places and a comma at every thousand', () => {
  const rows: [bigint, string][] = [
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [100n, '1.00'],
    [99_999n, '999.99'],
    [100_000n, '1,000.00'],
    [1_234_567n, '12,345.67'],
    [-123_456_789_00n, '-123,456,789.00'],
  ]
  for (const [amount, text] of rows) assert.equal(formatYuan(amount), text)
})

test('yuan are read the ways people type them', () => {
  const rows: [string, bigint][] = [
    ['12', 1200n],
    ['12.3', 1230n],
    ['12.30', 1230n],
    ['12.3000', 1230n],
    ['0012', 1200n],
    ['1,234.50', 123_450n],
    ['１，２３４．５０', 123_450n],
    ['￥12.00', 1200n],
    ['¥ 12', 1200n],
    ['12元', 1200n],
    [' 12 元 ', 1200n],
    ['-0.01', -1n],
    ['0', 0n],
  ]
  for (const [text, amount] of rows) assert.equal(parseYuan(text), amount, text)
})

test('what is no sum of whole fen is not read as one', () => {
  const texts = [
    '',
    '元',
    '¥',
    '.5',
    '12.',
    '12.345',
    '1,23',
    '1,2345',
    ',123',
    '12 34',
    '1e3',
    '+5',
    '--5',
    '十二',
    'NaN',
  ]
  for (const text of texts) assert.equal(parseYuan(text), undefined, text)
})

test('a sum too long for a bigint column is not read', () => {
  assert.equal(parseYuan('9'.repeat(17)), undefined)
  assert.equal(parseYuan(`1${',000'.repeat(6)}`), undefined)
  assert.equal(parseYuan('9'.repeat(16)), BigInt('9'.repeat(16)) * 100n)
})

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0n))

test('the parts of a split add up to the sum exactly, each within one fen of its share, none for no weight', () => {
  fc.assert(
    fc.property(anyFen, weights, (total, list) => {
      const parts = splitExactly(total, list)
      const sum = list.reduce((a, b) => a + b, 0n)
      assert.equal(parts.length, list.length)
      assert.equal(
        parts.reduce((a, b) => a + b, 0n),
        total,
      )
      parts.forEach((part, index) => {
        const weight = list[index] ?? 0n
        const distance = part * sum - total * weight
        assert.ok(distance < sum && distance > -sum, 'within one fen')
        if (weight === 0n) assert.equal(part, 0n)
      })
    }),
  )
})

test('a larger weight never gets less, and taking money back mirrors giving it', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (total, list) => {
      const parts = splitExactly(total, list)
      for (let i = 0; i < list.length; i++)
        for (let j = 0; j < list.length; j++)
          if ((list[i] ?? 0n) > (list[j] ?? 0n)) assert.ok((parts[i] ?? 0n) >= (parts[j] ?? 0n))
      assert.deepEqual(
        splitExactly(-total, list),
        parts.map((part) => -part),
      )
    }),
  )
})

test('fen left over go to the largest remainders, and of equal ones to the earlier', () => {
  assert.deepEqual(splitExactly(100n, [1n, 1n, 1n]), [34n, 33n, 33n])
  assert.deepEqual(splitExactly(5n, [1n, 1n, 1n]), [2n, 2n, 1n])
  assert.deepEqual(splitExactly(10n, [1n, 5n, 1n]), [2n, 7n, 1n])
  assert.deepEqual(splitExactly(1n, [0n, 1n]), [0n, 1n])
})

test('negative or missing weights are a programming error', () => {
  for (const list of [[], [0n], [1n, -1n], [2n, -1n]]) assert.throws(() => splitExactly(10n, list), RangeError)
})
