import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHeadings, readRows } from './import-rows.ts'

const HEAD = [
  '基金名称',
  '区划代码',
  '用途',
  '领域',
  '设立日期',
  '资金来源',
  '起始资金（元）',
  '服务社区',
  '办公电话',
  '投诉电话',
  '公布处',
  '公布日期',
]
const GOOD = [
  '甲基金',
  '150602001',
  '帮助困难居民',
  '困难帮扶、关心关爱',
  '2025-06-01',
  '公开募捐',
  '1,000.50',
  '150602001001、150602001002',
  '0477-0000123',
  '0477-0000124',
  '旗报',
  '2025-06-02',
]

const read = (...rows: string[][]) => {
  const headings = readHeadings(HEAD)
  assert.ok('at' in headings)
  return readRows([HEAD, ...rows], headings.at)
}
const changed = (column: number, value: string) => GOOD.map((cell, at) => (at === column ? value : cell))

test('headings are found in any order and either language; those that must be there are named', () => {
  const found = readHeadings(['Purpose', 'Fund', ' 区划代码 ', 'Fields', 'opens_on', 'whatever'])
  assert.ok('at' in found)
  assert.deepEqual([found.at.get('name'), found.at.get('place_code'), found.at.has('serves')], [1, 2, false])
  assert.deepEqual(readHeadings(['基金名称', '备注']), { missing: ['place_code', 'purpose', 'fields', 'opens_on'] })
})

test('a good row is a fund; empty rows are nothing; values may be words of either language', () => {
  const { funds, problems } = read(GOOD, [], ['', ' '], changed(3, 'care, Hardship aid'))
  assert.deepEqual(problems, [])
  const [first, second] = funds
  assert.deepEqual(first, {
    row: 2,
    name: '甲基金',
    placeCode: '150602001',
    purpose: '帮助困难居民',
    fields: ['hardship', 'care'],
    opensOn: '2025-06-01',
    sourceKind: 'public_fundraising',
    openingSumFen: 1_000_50n,
    serves: ['150602001001', '150602001002'],
    officePhone: '0477-0000123',
    complaintLine: { telephone: '0477-0000124', publishedIn: '旗报', publishedOn: '2025-06-02' },
  })
  assert.deepEqual([second?.row, second?.fields], [5, ['care', 'hardship']])
})

test('each wrong cell is told by its row, its column and what is wrong', () => {
  const rows: [column: number, value: string, expected: string][] = [
    [0, '', 'name empty'],
    [0, '基', 'name length'],
    [1, '1506', 'place_code not_a_code'],
    [2, '短', 'purpose length'],
    [3, '赌博', 'fields unknown_value'],
    [4, '2025-02-30', 'opens_on not_a_day'],
    [5, '天上', 'source unknown_value'],
    [6, '十元', 'opening_sum not_a_sum'],
    [6, '-1', 'opening_sum not_a_sum'],
    [6, '1.005', 'opening_sum not_a_sum'],
    [6, '10000000001', 'opening_sum not_a_sum'],
    [7, '150602001001、一社区', 'serves not_a_code'],
    [8, '电话', 'office_phone not_a_phone'],
    [9, '', 'complaint_phone line_incomplete'],
    [11, '昨天', 'published_on not_a_day'],
  ]
  for (const [column, value, expected] of rows) {
    const { funds, problems } = read(changed(column, value))
    assert.deepEqual([funds, problems.map((each) => `${each.column} ${each.key}`)], [[], [expected]])
    assert.equal(problems[0]?.row, 2)
  }
})
