import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftOut } from './left-out.ts'
import { findPlan, headingsKey, planAt, rememberedOf } from './plan.ts'

const BANK = ['交易时间', '交易流水号', '借方发生额', '贷方发生额', '对方户名', '附言', '余额']
const table = (...rows: string[][]) => rows.map((cells, at) => ({ row: at + 1, cells }))
const nothing = () => undefined
const usual = ['订单号', '金额', '日期', '基金']

test('the usual headings are found below the lines that say whose list it is', () => {
  const found = findPlan(table(['账号', '0612'], ['户名', '某基金会', '', ''], usual, ['1', '2', '3', '4']), nothing)
  assert.ok(found?.plan)
  assert.deepEqual([found.plan.headingRow, found.plan.width, found.plan.columns.fund], [3, 4, 3])
})

test('of a table with other headings the likeliest reading is suggested, and what is missing is named', () => {
  const found = findPlan(table(['账号', '0612'], BANK, ['x']), nothing)
  assert.ok(found?.refused)
  assert.deepEqual(found.refused, { code: 'column_missing', columns: ['订单号', '金额', '日期', '基金/区划代码'] })
  assert.deepEqual(found.likely.columns, { order: 1, amount: 3, day: 0, donor: 4, note: 5, outgoing: 2 })
  assert.deepEqual([found.likely.headingRow, found.likely.incomingOnly], [2, true])
})

test('of two headings that mean the same none is chosen', () => {
  const found = findPlan(table([...usual, '捐赠金额']), nothing)
  assert.equal(found?.refused?.code, 'column_twice')
  assert.equal(findPlan([], nothing), undefined)
})

test('what is remembered for the headings comes first, also where our own two columns stand before them', () => {
  const { headingRow: _, ...rules } = { ...planAt({ row: 2, cells: BANK }), leaveOut: [{ column: 5, words: '手续费' }] }
  const remembered = (cells: readonly string[]) => (headingsKey(cells) === headingsKey(BANK) ? rules : undefined)
  assert.deepEqual(findPlan(table(['x'], BANK), remembered)?.plan?.columns, rules.columns)
  const mended = ['原文件行号', '错误原因', ...BANK.map((each) => ` ${each}`)]
  const found = findPlan(table(mended), remembered)
  assert.ok(found?.plan)
  assert.deepEqual([found.plan.columns.order, found.plan.leaveOut[0]?.column, found.plan.width], [3, 7, 9])
  assert.deepEqual(rememberedOf(found.plan, mended), rules)
})

test('fees, sums at the end and money going out are left out, gifts are not', () => {
  const plan = { ...planAt({ row: 1, cells: BANK }), leaveOut: [{ column: 5, words: '手续费' }] }
  const row = (debit: string, credit: string, remark = '') => ['', '', debit, credit, '', remark, '']
  assert.equal(leftOut(row('', '12.00'), plan), false)
  assert.equal(leftOut(row('0.00', '12.00'), plan), false)
  assert.equal(leftOut(row('12.00', ''), plan), true)
  assert.equal(leftOut(row('12.00', '0.00'), plan), true)
  assert.equal(leftOut(row('', '-12.00'), plan), true)
  assert.equal(leftOut(row('', '12.00', '转账手续费'), plan), true)
  assert.equal(leftOut(row('', ''), plan), false)
  assert.equal(leftOut(row('12.00', ''), { ...plan, incomingOnly: false }), false)
})
