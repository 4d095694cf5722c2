import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import type { Cell } from './cells.ts'
import { workbook } from './workbook.ts'
import { type SheetOut, textCell, xlsxFile } from './xlsx-out.ts'

async function* batches(...all: (Cell | undefined)[][][]) {
  yield* all
}
const sheet = (rows: SheetOut['rows'], headings = ['甲', '乙']): SheetOut => ({
  title: '捐赠 [2026]: a/b*?',
  headings,
  widths: headings.map(() => 12),
  rows,
})
/** As a program that shares no code with ours reads it. */
const readBack = async (sheets: readonly SheetOut[]) =>
  readXlsxFile(await buffer(xlsxFile(sheets)), { trim: false, parseNumber: (digits: string) => `number ${digits}` })

test('numbers are numbers, days are days, texts are texts', async () => {
  const row: Cell[] = [
    { kind: 'money', number: '-1234567.89' },
    { kind: 'count', number: '42' },
    { kind: 'day', serial: '46349', text: '2026-11-23' },
    { kind: 'instant', serial: '46349.5', text: '2026-11-23 12:00' },
    textCell('007'),
  ]
  const [first] = await readBack([sheet(batches([row]), ['a', 'b', 'c', 'd', 'e'])])
  assert.deepEqual(first?.data[1], [
    'number -1234567.89',
    'number 42',
    new Date('2026-11-23T00:00:00Z'),
    new Date('2026-11-23T12:00:00Z'),
    '007',
  ])
})

test('any text comes back as it went in, whatever characters it has', async () => {
  // XML drops what is no character at all, so lone halves of surrogate pairs are the one exception.
  const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), 400).filter((text) => text !== '')
  const odd = ['<b>&amp;"\'', '_x0041_', 'a\tb\nc', ' both ends ', '\u0000\u0007\u001f', '𠮷野家', '￾', ']]>', '&#10;']
  const rows = [...odd, ...texts].map((text) => text.toWellFormed())
  const [first] = await readBack([sheet(batches(rows.map((text) => [textCell(text)])), ['text'])])
  const back = first?.data.slice(1).map(([cell]) => cell) ?? []
  assert.deepEqual(back.map(String), rows)
})

test('a text longer than a cell may hold ends in an ellipsis', async () => {
  const [first] = await readBack([sheet(batches([[textCell('长'.repeat(40_000))]]), ['text'])])
  const cell = String(first?.data[1]?.[0])
  assert.equal(cell.length, 32_767)
  assert.ok(cell.endsWith('长…'))
})

test('rows keep their places over batches and empty cells', async () => {
  const first = [[textCell('1')], [undefined, textCell('2')]]
  const [read] = await readBack([sheet(batches(first, [], [[textCell('3'), textCell('4')]]))])
  assert.deepEqual(read?.data, [
    ['甲', '乙'],
    ['1', null],
    [null, '2'],
    ['3', '4'],
  ])
})

test('a list without rows is its headings', async () => {
  const [read] = await readBack([sheet(batches())])
  assert.deepEqual(read?.data, [['甲', '乙']])
})

test('sheets have names of their own, without what names may not have', async () => {
  const names = (await readBack([sheet(batches()), sheet(batches())])).map((each) => each.sheet)
  assert.deepEqual(names, ['捐赠  2026   a b', '捐赠  2026   a b 2'])
})

test('equal lists give equal files', async () => {
  const make = () => buffer(xlsxFile([sheet(batches([[textCell('x')]]))]))
  assert.deepEqual(await make(), await make())
})

test('a source that fails breaks the file off instead of ending it', async () => {
  const failing = async function* (): SheetOut['rows'] & AsyncGenerator<Cell[][]> {
    yield [[textCell('x')]]
    throw new Error('gone')
  }
  await assert.rejects(buffer(xlsxFile([sheet(failing())])), /gone/)
})

test('a workbook of our own texts has its pages', async () => {
  const content = await buffer(workbook([{ title: '模板', headings: ['名称'], widths: [20], rows: [['例'], ['']] }]))
  const [read] = await readXlsxFile(content)
  assert.deepEqual([read?.sheet, read?.data], ['模板', [['名称'], ['例']]])
})
