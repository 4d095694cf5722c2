import assert from 'node:assert/strict'
import { test } from 'node:test'
import { word } from '@shanju/contract/catalogue.ts'
import { DONOR_KINDS } from '@shanju/contract/giving/vocab.ts'
import fc from 'fast-check'
import { readHeadings } from './import-columns.ts'
import { readRow } from './import-row.ts'

const HEADING = ['订单号', '基金名称', '区划代码', '金额(元)', '捐赠日期', '渠道', '捐赠人', '公示方式', '用途', '备注']
const headings = readHeadings(HEADING)
assert.ok(!headings.refused)
const plan = { columns: headings.layout, channel: null }
const good = ['A-1', '暖心基金', '150602001001', '1,234.50', '2026/3/5', '微信', '娜仁', '隐名', '助老', '']
const problemsOf = (change: Record<number, string>) => {
  const read = readRow(
    good.map((cell, index) => change[index] ?? cell),
    plan,
  )
  return (read.problems ?? []).map(({ column, code }) => `${column} ${code}`)
}

test('a good row is read: yuan to fen, any common form of a day, Chinese words for channels', () => {
  const read = readRow(good, plan)
  assert.ok(!read.problems)
  assert.deepEqual(read.row, {
    orderNo: 'A-1',
    fund: '暖心基金',
    division: '150602001001',
    amountFen: 123_450n,
    givenOn: '2026-03-05',
    channel: 'wechat',
    donorName: '娜仁',
    donorKind: undefined,
    shown: 'masked',
    purpose: '助老',
    receipt: undefined,
    note: '',
  })
})

test('every wrong cell is told with its column, all at once', () => {
  assert.deepEqual(problemsOf({ 0: '' }), ['order row_order_missing'])
  assert.deepEqual(problemsOf({ 3: '一百' }), ['amount row_amount_unreadable'])
  assert.deepEqual(problemsOf({ 3: '0' }), ['amount row_amount_not_positive'])
  assert.deepEqual(problemsOf({ 3: '-5' }), ['amount row_amount_not_positive'])
  assert.deepEqual(problemsOf({ 3: '0.005' }), ['amount row_amount_unreadable'])
  assert.deepEqual(problemsOf({ 3: '10000000000.01' }), ['amount row_amount_too_large'])
  assert.deepEqual(problemsOf({ 4: '2026-02-30' }), ['day row_day_unreadable'])
  assert.deepEqual(problemsOf({ 5: '邮寄' }), ['channel row_channel_unknown'])
  assert.deepEqual(problemsOf({ 7: '半名' }), ['shown row_shown_unknown'])
  assert.deepEqual(problemsOf({ 8: '长'.repeat(201) }), ['purpose row_text_too_long'])
  assert.deepEqual(problemsOf({ 0: '', 3: 'x', 4: 'y' }).length, 3)
})

const told = readHeadings([...HEADING, '捐赠人类型', '票据号'])
assert.ok(!told.refused)
const toldPlan = { columns: told.layout, channel: null }
const readTold = (kind: string, receipt: string, donor = '娜仁') => {
  const read = readRow([...good.map((cell, at) => (at === 6 ? donor : cell)), kind, receipt], toldPlan)
  return read.problems ? { problems: read.problems } : { row: read.row }
}

test('what kind of donor gave is read in both languages; nobody known has no name', () => {
  const kinds = { 个人: 'person', 家庭: 'household', 个体户: 'sole_trader', 公司: 'firm', 团体: 'group', Firm: 'firm' }
  for (const [text, kind] of Object.entries(kinds)) assert.equal(readTold(text, '').row?.donorKind, kind, text)
  for (const [language, kind] of ['zh', 'en'].flatMap((each) => DONOR_KINDS.map((one) => [each, one] as const))) {
    const shown = word(language === 'zh' ? 'zh' : 'en', 'giving', `donor_kind.${kind}`)
    assert.equal(readTold(shown, '', '').row?.donorKind, kind, shown)
  }
  assert.deepEqual(readTold('基金会', '').problems, [
    { column: 'kind', code: 'row_kind_unknown', params: { value: '基金会' } },
  ])
  assert.deepEqual(readTold('无名氏', '').problems, [{ column: 'kind', code: 'anonymous_with_name', params: {} }])
})

test('a receipt has its number or the donor wants none; what is neither is no receipt', () => {
  assert.deepEqual(readTold('', '="00123456"').row?.receipt, { kind: 'issued', receiptNo: '00123456' })
  assert.deepEqual(readTold('', '不要票据').row?.receipt, { kind: 'waived' })
  assert.deepEqual(readTold('', 'Waived').row?.receipt, { kind: 'waived' })
  for (const none of ['', '待开票据', '由募捐平台开具', '-'])
    assert.equal(readTold('', none).row?.receipt, undefined, none)
  for (const wrong of ['有', '1.2E+15'])
    assert.deepEqual(readTold('', wrong).problems, [
      { column: 'receipt', code: 'row_receipt_unreadable', params: { value: wrong } },
    ])
  assert.deepEqual(
    readTold('', '1'.repeat(41)).problems?.map(({ code }) => code),
    ['row_text_too_long'],
  )
})

test('G5: no problem of a row repeats the donor’s name', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 10, maxLength: 10 }), (cells) => {
      const secret = '秘密捐赠人'
      const read = readRow(
        cells.map((cell, index) => (index === 6 ? secret : cell)),
        plan,
      )
      assert.ok(!JSON.stringify(read.problems ?? []).includes(secret))
    }),
  )
})

test('a heading may be in either language, in any order and width; what is missing is named', () => {
  assert.ok(!readHeadings(['Date', ' AMOUNT ', 'order_no', 'fund']).refused)
  assert.ok(!readHeadings(['\uFEFF订单号', '金额（元）', '日期', '区划代码']).refused)
  assert.deepEqual(readHeadings(['姓名', '金额']), {
    refused: { code: 'column_missing', columns: ['订单号', '日期', '基金/区划代码'] },
  })
})

test('of two headings that mean the same none is chosen', () => {
  assert.deepEqual(readHeadings(['订单号', '基金', '日期', '金额', '捐赠金额 ']), {
    refused: { code: 'column_twice', columns: ['捐赠金额'] },
  })
})

test('order numbers lose the signs that kept spreadsheets from rounding them; rounded ones are refused', () => {
  for (const text of ['"1000"', '="1000"', "'1000", '`1000', '\t1000 ']) {
    const read = readRow(
      good.map((cell, index) => (index === 0 ? text : cell)),
      plan,
    )
    assert.equal(read.problems ?? read.row.orderNo, text === '"1000"' ? text : '1000')
  }
  assert.deepEqual(problemsOf({ 0: '4.2E+27' }), ['order row_order_damaged'])
  assert.deepEqual(problemsOf({ 0: '=""' }), ['order row_order_missing'])
})
