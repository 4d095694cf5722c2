import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstRows, peekCsv, readText } from './peek-csv.ts'

test('quotes, doubled quotes, commas and line ends inside quotes are read as one cell', () => {
  assert.deepEqual(firstRows('订单号,备注\r\n1,"甲，乙,丙\n""丁"""\r\n2,\r\n', 9), [
    ['订单号', '备注'],
    ['1', '甲，乙,丙\n"丁"'],
    ['2', ''],
  ])
})

test('only as many rows are read as were asked for, and empty lines are none', () => {
  assert.deepEqual(firstRows('a\n\n\nb\nc\n', 2), [['a'], ['b']])
  assert.deepEqual(firstRows('', 2), [])
})

test('a byte order mark and tabs between cells do no harm', () => {
  assert.deepEqual(firstRows('\uFEFF订单号\t金额\n1\t2.50', 5), [
    ['订单号', '金额'],
    ['1', '2.50'],
  ])
})

test('text in GB18030 is read as such, and a letter cut at the end of the peek does not hide UTF-8', async () => {
  assert.equal(readText(Uint8Array.of(0xbd, 0xf0, 0xb6, 0xee)), '金额')
  assert.equal(readText(new TextEncoder().encode('金额').slice(0, 5)), '金')
  assert.deepEqual(await peekCsv(new Blob(['金额\n12.00\n']), 1), [['金额']])
})
