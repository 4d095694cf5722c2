import assert from 'node:assert/strict'
import { test } from 'node:test'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import fc from 'fast-check'
import { IMPORT_COLUMNS, type Layout, readHeadings } from './import-columns.ts'
import { judgeRow, type RowFacts } from './import-row.ts'

const BODY = '53150600MJ0000007'
const CODE = BODY + creditCodeCheck(BODY)
const layout: Layout = new Map(IMPORT_COLUMNS.map((column, at) => [column, at]))
const facts: RowFacts = {
  layout,
  today: '2026-11-23',
  demonstration: false,
  places: new Map([
    ['东胜区', { code: '150602', mine: true }],
    ['150602', { code: '150602', mine: true }],
    ['康巴什区', { code: '150603', mine: false }],
  ]),
  known: new Map(),
  seen: new Map(),
}
const RIGHT = [
  '某社区基金会',
  CODE,
  '社区基金会',
  '是',
  '东胜区',
  '2021/5/8',
  '0477-0000123',
  '某路1号',
  'a@b.cn',
  '备注',
]
const rowWith = (changes: Record<number, string>) => RIGHT.map((cell, at) => changes[at] ?? cell)
const codes = (changes: Record<number, string>, more: Partial<RowFacts> = {}) =>
  judgeRow(rowWith(changes), { ...facts, ...more }).problems.map(({ column, code }) => `${column} ${code}`)

test('a right row is what the form would send', () => {
  const { row, problems } = judgeRow(RIGHT, facts)
  assert.deepEqual(problems, [])
  assert.deepEqual(row, {
    name: '某社区基金会',
    creditCode: CODE,
    kind: 'community_foundation',
    charity: true,
    registeredIn: '150602',
    registeredOn: '2021-05-08',
    officePhone: '0477-0000123',
    address: '某路1号',
    email: 'a@b.cn',
    remark: '备注',
  })
})

test('people write the same thing in several ways', () => {
  const spelt = rowWith({
    1: ` ${CODE.toLowerCase()} `,
    2: 'Community foundation',
    3: 'YES',
    4: '150602',
    5: '2021年5月8日',
  })
  assert.deepEqual(judgeRow(spelt, facts).row, judgeRow(RIGHT, facts).row)
  assert.equal(judgeRow(rowWith({ 5: '', 6: '', 7: '', 8: '', 9: '' }), facts).row?.officePhone, null)
})

const table: readonly (readonly [what: string, changes: Record<number, string>, column: string, code: string])[] = [
  ['no name', { 0: '' }, 'name', 'row_name_wrong'],
  ['a code of another form', { 1: '123' }, 'credit_code', 'row_code_wrong'],
  ['a wrong check character', { 1: BODY + (CODE.endsWith('1') ? '2' : '1') }, 'credit_code', 'credit_code_wrong'],
  ['an unknown kind', { 2: '公司' }, 'kind', 'row_kind_unknown'],
  ['neither yes nor no', { 3: '也许' }, 'charity', 'row_charity_unknown'],
  ['an unknown place', { 4: '某旗' }, 'registered_in', 'row_place_unknown'],
  ['a place of others', { 4: '康巴什区' }, 'registered_in', 'row_place_not_yours'],
  ['a day that is none', { 5: '2021-02-30' }, 'registered_on', 'row_day_wrong'],
  ['a day to come', { 5: '2026-11-24' }, 'registered_on', 'row_day_wrong'],
  ['no telephone', { 6: '打给我' }, 'office_phone', 'row_phone_wrong'],
  ['a long address', { 7: '长'.repeat(201) }, 'address', 'row_text_too_long'],
  ['no mail address', { 8: 'a@' }, 'email', 'row_email_wrong'],
  ['a long remark', { 9: '长'.repeat(2001) }, 'remark', 'row_text_too_long'],
]
for (const [what, changes, column, code] of table)
  test(`O14: ${what}: ${code}`, () => {
    assert.deepEqual(codes(changes), [`${column} ${code}`])
    assert.equal(judgeRow(rowWith(changes), facts).row, undefined)
  })

test('O14: everything that is wrong with a row is told at once', () => {
  assert.deepEqual(codes({ 0: '', 2: '公司', 5: '昨天', 6: '?' }).toSorted(), [
    'kind row_kind_unknown',
    'name row_name_wrong',
    'office_phone row_phone_wrong',
    'registered_on row_day_wrong',
  ])
})

test('O14: a code that is registered is a warning and no row; twice in one file it is wrong', () => {
  const known = judgeRow(RIGHT, { ...facts, known: new Map([[CODE, '某基金会']]) })
  assert.deepEqual(known.problems, [
    { column: 'credit_code', code: 'row_code_known', params: { existing: '某基金会' }, warning: true },
  ])
  assert.equal(known.row, undefined)
  const twice = judgeRow(RIGHT, { ...facts, seen: new Map([[CODE, 2]]) })
  assert.deepEqual(twice.problems, [
    { column: 'credit_code', code: 'row_code_twice', params: { row: 2 }, warning: false },
  ])
})

test('O14: a demonstration takes demonstration bodies only', () => {
  assert.deepEqual(codes({}, { demonstration: true }), ['credit_code demonstration_needs_wrong_code'])
  const wrong = BODY + (CODE.endsWith('1') ? '2' : '1')
  assert.deepEqual(codes({ 1: wrong }, { demonstration: true }), ['name demonstration_needs_name'])
})

test('no row of a file breaks the reading', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...RIGHT))
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
      const { row, problems } = judgeRow(cells, facts)
      assert.ok(row !== undefined || problems.length > 0)
    }),
  )
})

test('headings are found in either language, in any order, with stars or not; what lacks is named', () => {
  const chinese = ['备注别的', '统一社会信用代码*', '机构名称 *', '类别', '慈善组织', '登记机关所在地']
  const read = readHeadings(chinese)
  assert.deepEqual('layout' in read && [...read.layout].toSorted(), [
    ['charity', 4],
    ['credit_code', 1],
    ['kind', 3],
    ['name', 2],
    ['registered_in', 5],
  ])
  assert.ok('layout' in readHeadings(['name', 'UNIFIED social credit code', 'Kind*', 'Charity', 'Registered in']))
  assert.deepEqual(readHeadings(['机构名称']), { missing: ['credit_code', 'kind', 'charity', 'registered_in'] })
})
