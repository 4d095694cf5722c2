import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { namesOf, readHeadings, readRows } from './bank-rows.ts'
import { absolute, adjusted, kindOf } from './statement.ts'

const DAYS = { startsOn: '2026-01-01', today: '2026-11-23' }
const HEAD = ['交易日期', '收入金额(元)', '支出金额', '余额', '流水号', '对方户名', '摘要']
const layoutOf = (cells: string[]) => {
  const read = readHeadings(cells)
  if (read.refused) throw new Error(read.refused.code)
  return read.layout
}
const read = (...rows: string[][]) => readRows([HEAD, ...rows], layoutOf(HEAD), DAYS)

test('B1: a statement is read as banks write it: either column, days in any form, empty rows left out', () => {
  const { rows, problems } = read(
    ['2026/11/3', '1,234.50', '', '2,000.00', 'A1', '张三', '捐款'],
    ['20261104', '0.00', '12', '', '', '', ''],
    ['', '', '', '', '', '', ''],
    ['2026年11月5日 10:30', '', '0.01', '', '', '', ''],
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(
    rows.map((row) => [row.row, row.on, row.fen, row.balanceFen, row.reference]),
    [
      [2, '2026-11-03', 123450n, 200000n, 'A1'],
      [3, '2026-11-04', -1200n, null, null],
      [5, '2026-11-05', -1n, null, null],
    ],
  )
  assert.equal(layoutOf(['date', 'amount']).amount, 1)
})

test('B1: what cannot be read is told by its row and kind', () => {
  const long = 'x'.repeat(301)
  const { problems } = read(
    ['3 Nov', '1', '', '', '', '', ''],
    ['2025-12-31', '1', '', '', '', '', ''],
    ['2026-11-24', '1', '', '', '', '', ''],
    ['2026-02-30', '1', '', '', '', '', ''],
    ['2026-11-03', 'ten', '', '', '', '', ''],
    ['2026-11-03', '', '', '', '', '', ''],
    ['2026-11-03', '1', '', 'full', '', '', ''],
    ['2026-11-03', '1', '', '', '', long, ''],
  )
  assert.deepEqual(
    problems.map(({ row, code }) => [row, code]),
    [
      [2, 'row_day_unreadable'],
      [3, 'row_before_start'],
      [4, 'row_in_future'],
      [5, 'row_day_unreadable'],
      [6, 'row_amount_unreadable'],
      [7, 'row_amount_missing'],
      [8, 'row_amount_unreadable'],
      [9, 'row_text_too_long'],
    ],
  )
  assert.deepEqual(readHeadings(['日期', '收入']).refused, { code: 'column_missing', columns: ['out'] })
  assert.deepEqual(readHeadings(['摘要']).refused?.columns, ['day', 'in', 'out'])
  assert.deepEqual(readHeadings(['日期', '金额', '交易金额']).refused, { code: 'column_twice', columns: ['amount'] })
})

test('B2: rows alike in all they say are told apart by their number, and a file that comes again names them the same', () => {
  const twin = ['2026-11-03', '5', '', '', '', '', '']
  const { rows } = read(twin, twin, ['2026-11-03', '5', '', '', 'N7', '', ''])
  const names = namesOf(rows)
  assert.equal(new Set(names).size, 3)
  assert.deepEqual(namesOf(rows), names)
})

test('B5: whatever is open on both sides, the adjusted balances agree when the books and the bank began alike', () => {
  const line = fc.record({ fen: fc.bigInt({ min: -500n, max: 500n }).filter((fen) => fen !== 0n), both: fc.boolean() })
  fc.assert(
    fc.property(fc.array(line), fc.array(line), fc.bigInt({ min: 0n, max: 999n }), (bank, books, began) => {
      const shared = [...bank, ...books].filter((each) => each.both)
      const total = (own: typeof bank) =>
        [...shared, ...own.filter((each) => !each.both)].reduce((sum, each) => sum + each.fen, began)
      const open = (side: 'bank' | 'books', own: typeof bank) =>
        own.flatMap(({ fen, both }) => (both ? [] : [{ kind: kindOf(side, fen), fen: absolute(fen) }]))
      const sums = {
        booksFen: total(books),
        bankFen: total(bank),
        items: [...open('bank', bank), ...open('books', books)],
      }
      const found = adjusted(sums)
      assert.equal(found.adjustedBooksFen, found.adjustedBankFen)
      assert.equal(adjusted({ ...sums, bankFen: null }).adjustedBankFen, null)
    }),
  )
})
