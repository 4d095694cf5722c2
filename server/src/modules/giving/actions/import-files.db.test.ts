import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { sentence } from '@shanju/contract/catalogue.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { refusals } from '@shanju/contract/giving/refusals.ts'
import { served as divisionsServed } from '#modules/divisions/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { holding, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { giftFile } from '#test/support/gift-file.ts'
import { addFund, addHost, ELSEWHERE, PLACES } from '#test/support/house.ts'
import { csvFile, csvRow, HEADING, importer } from '../testkit.ts'
import { readUpload } from './receive-file.ts'

let fresh: FreshDatabase
let host: string
let imports: ReturnType<typeof importer>
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  imports = importer(fresh, host)
  await addFund(fresh, host, { name: '暖心基金(演示)', placeCode: PLACES[0] })
  await addFund(fresh, host, { name: '助学基金(演示)', placeCode: PLACES[1] })
  await addFund(fresh, host, { name: '助老基金(演示)', placeCode: PLACES[1] })
  const frozen = await addFund(fresh, host, { name: '冻结基金(演示)', placeCode: PLACES[2] })
  await fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [frozen])
  await addFund(fresh, await addHost(fresh, 2), { name: '别家基金(演示)', placeCode: ELSEWHERE })
})
after(() => fresh.close())

const giftOf = async (order: string) => {
  const { rows } = await fresh.owner.query(
    `select g.amount_fen::int as fen, g.given_on::text as day, g.channel, g.purpose, g.shown_name as shown, f.name as fund
       from giving.gifts g join funds.funds f on f.id = g.fund_id where g.host_id = $1 and g.order_no = $2`,
    [host, order],
  )
  return rows[0]
}
const refusalOf = async (content: Buffer): Promise<Refusal> => {
  try {
    await readUpload(Readable.from([content]))
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

// "订单号,基金,金额,日期,捐赠人" and "G1,暖心基金(演示),88.80,2026年3月5日,娜仁" as GB18030 writes them.
const GB18030 = Buffer.from(
  'b6a9b5a5bac52cbbf9bdf02cbdf0b6ee2cc8d5c6da2cbee8d4f9c8cb0d0a' +
    '47312cc5afd0c4bbf9bdf028d1ddcabe292c38382e38302c32303236c4ea33d4c235c8d52cc4c8c8ca0d0a',
  'hex',
)

test('a file is read in any encoding, delimiter and line end that spreadsheets and platforms write', async () => {
  const plain = `${HEADING}\n${csvRow('%', { donor: '娜仁', purpose: '助老' })}\n`
  const quoted = `${HEADING}\r\n%,"",150602001,"12.34",2026-11-20,微信,娜仁,隐名,"助\n老 ""银龄""",\r\n`
  const forms: [form: string, file: (order: string) => Buffer, purpose: string][] = [
    ['UTF-8', (n) => Buffer.from(plain.replace('%', n)), '助老'],
    ['UTF-8 with BOM', (n) => Buffer.from(`\uFEFF${plain.replace('%', n)}`), '助老'],
    ['CRLF', (n) => Buffer.from(plain.replace('%', n).replaceAll('\n', '\r\n')), '助老'],
    ['no last line end', (n) => Buffer.from(plain.replace('%', n).trimEnd()), '助老'],
    ['semicolons', (n) => Buffer.from(plain.replace('%', n).replaceAll(',', ';')), '助老'],
    ['tabs', (n) => Buffer.from(plain.replace('%', n).replaceAll(',', '\t')), '助老'],
    ['quotes with line ends inside', (n) => Buffer.from(quoted.replace('%', n)), '助\n老 "银龄"'],
  ]
  for (const [form, file, purpose] of forms) {
    const done = await imports.all(file(form))
    assert.deepEqual([done.state, done.goodCount], ['loaded', 1], form)
    const gift = { fen: 12_34, day: '2026-11-20', channel: 'wechat', purpose, shown: '娜**', fund: '暖心基金(演示)' }
    assert.deepEqual(await giftOf(form), gift, form)
  }
  assert.equal((await imports.all(GB18030)).goodCount, 1)
  const gift = await giftOf('G1')
  assert.deepEqual([gift.fen, gift.shown, gift.fund], [88_80, null, '暖心基金(演示)'])
})

test('cells that look like formulas, markup or SQL are kept as they were typed', async () => {
  for (const [n, text] of ['=1+1', '+1+1', '-2', '@sum(A1)', '<script>1</script>', `'); drop table x; --`].entries()) {
    await imports.all(csvFile(csvRow(`T${n}`, { donor: text, shown: '实名', purpose: text })))
    const gift = await giftOf(`T${n}`)
    assert.deepEqual([gift.purpose, gift.shown], [text, text])
  }
})

test('rows are numbered as a spreadsheet numbers them, empty ones and line ends in cells counted as it does', async () => {
  const file = Buffer.from(
    [HEADING, csvRow('N1', { note: '"一\n二"' }), ',,,,,,,,,', '', csvRow('N2', { amount: '零' }), ',,,,,,,,,'].join(
      '\r\n',
    ),
  )
  const id = await imports.keep(file)
  const checked = await imports.check(id)
  assert.deepEqual([checked.rowCount, checked.goodCount, checked.badCount], [2, 1, 1])
  assert.equal((await imports.errors(id))[0]?.row, 5)
})

test('a code that was merged away is read as what took its division over', async () => {
  await addFund(fresh, host, { name: '社区基金(演示)', placeCode: '150602001002' })
  const api = testApi(fresh, divisionsServed)
  const merged = await api.ask(holding('city_bureau', { kind: 'division', code: '150600' }), divisions.mergeDivisions, {
    body: { codes: ['150602001001'], into: '150602001002', effectiveOn: '2026-11-01', source: '内政字〔2026〕1号' },
  })
  await api.close()
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  const done = await imports.all(csvFile(csvRow('M1', { division: '150602001001' })))
  assert.deepEqual([done.state, done.goodCount], ['loaded', 1])
  assert.equal((await giftOf('M1')).fund, '社区基金(演示)')
})

/** Every refusal of a row in the order of the contract, by the row that earns it and its columns. */
const WRONG_ROWS: [code: string, row: string, column: string][] = [
  ['fund_takes_no_gifts', csvRow('R1', { division: PLACES[2] }), 'fund'],
  ['given_in_future', csvRow('R2', { day: '2026-11-24' }), 'day'],
  ['given_before_fund', csvRow('R3', { day: '2025-05-31' }), 'day'],
  ['row_division_unknown', csvRow('R4', { division: '150102001' }), 'division'],
  ['row_no_fund_here', csvRow('R5', { division: ELSEWHERE }), 'division'],
  ['row_fund_unknown', csvRow('R6', { fund: '别家基金(演示)', division: '' }), 'fund'],
  ['row_fund_ambiguous', csvRow('R7', { division: PLACES[1] }), 'division'],
  ['row_amount_unreadable', csvRow('R8', { amount: '0.005' }), 'amount'],
  ['row_amount_not_positive', csvRow('R9', { amount: '-12.00' }), 'amount'],
  ['row_amount_too_large', csvRow('R10', { amount: '10000000000.01' }), 'amount'],
  ['row_day_unreadable', csvRow('R11', { day: '2026-02-30' }), 'day'],
  ['row_channel_unknown', csvRow('R12', { channel: '邮寄' }), 'channel'],
  ['row_shown_unknown', csvRow('R13', { shown: '半名' }), 'shown'],
  ['row_text_too_long', csvRow('R14', { purpose: '长'.repeat(201) }), 'purpose'],
  ['row_order_missing', csvRow(' '), 'order'],
  ['row_order_damaged', csvRow('4.20000E+27'), 'order'],
  ['row_order_twice', csvRow('R17'), 'order'],
  ['row_order_with_other_amount', csvRow('R0', { amount: '1' }), 'order'],
  ['row_fields_uneven', `${csvRow('R18')},多`, 'order'],
]

test('every refusal of a row is told with its row and column, in words, in the order of the contract; the good rows load', async () => {
  await imports.all(csvFile(csvRow('R0')))
  const before = csvRow('R17')
  const id = await imports.keep(csvFile(before, ...WRONG_ROWS.map(([, row]) => row), csvRow('R99')))
  const checked = await imports.check(id)
  assert.deepEqual([checked.goodCount, checked.badCount], [2, WRONG_ROWS.length])
  const errors = await imports.errors(id)
  assert.deepEqual(
    errors.map(({ row, code, column }) => [row, code, column]),
    WRONG_ROWS.map(([code, , column], index) => [index + 3, `giving.${code}`, column]),
  )
  for (const { message, code } of errors) assert.doesNotMatch(message, /[{}]|giving\./, code)
  const order = Object.keys(refusals)
  const told = WRONG_ROWS.map(([code]) => order.indexOf(code))
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  )
  await imports.start(id, true)
  const done = await imports.load(id)
  assert.deepEqual([done.goodCount, done.badCount], [2, WRONG_ROWS.length])
})

test('every refusal of a file comes before the next one, in the order of the contract, with a sentence', async () => {
  const rows = csvFile(csvRow('F1')).toString().slice(HEADING.length)
  const walk: [code: string, file: Buffer][] = [
    ['file_too_large', Buffer.alloc(20 * 1024 * 1024 + 1)],
    ['file_empty', Buffer.from('')],
    ['file_empty', Buffer.from('\uFEFF\r\n ,,\r\n')],
    ['quote_open', Buffer.from(`"订单号,金额${rows}`)],
    ['quote_open', csvFile(csvRow('F1'), csvRow('F2', { note: '"没有结束' }), csvRow('F3'))],
    ['column_missing', Buffer.from('订单号,金额\nF1,12.00\n')],
  ]
  for (const [code, file] of walk) {
    const refusal = await refusalOf(file)
    assert.equal(refusal.code, `giving.${code}`)
    for (const language of ['zh', 'en'] as const) {
      assert.doesNotMatch(sentence(language, refusal.code, refusal.params), /[{}]|giving\./)
    }
  }
  const order = Object.keys(refusals)
  const told = walk.map(([code]) => order.indexOf(code))
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  )
})

test('what only shows while a file is read fails it with a reason, and nothing of it is recorded', async () => {
  const many = Array.from({ length: 2_000 }, (_each, n) => csvRow(`Q1${n}`))
  const failing: [file: Buffer, code: string, problem: RegExp][] = [
    [Buffer.from(`${HEADING}\n`), 'giving.file_empty', /文件是空的/],
    [Buffer.from(`${HEADING}\n,,,,,,,,,\n\n`), 'giving.file_empty', /文件是空的/],
    [csvFile(...many, csvRow('Q2', { note: '"没有结束' }), csvRow('Q3')), 'giving.quote_open', /第 2002 行/],
    [csvFile(...Array.from({ length: 100_001 }, () => ',,,1,,,,,,')), 'giving.too_many_rows', /超过 100000 行/],
  ]
  for (const [file, code, problem] of failing) {
    const id = await imports.keep(file)
    const failed = await imports.check(id)
    assert.equal(failed.state, 'failed')
    assert.match(failed.problem ?? '', problem)
    const { rows } = await fresh.owner.query('select problem from giving.imports where id = $1', [id])
    assert.equal(rows[0].problem, code)
    await assert.rejects(imports.start(id, true), { code: 'giving.import_not_checked' })
  }
  assert.equal(await giftOf('Q11'), undefined)
})

test('of very many wrong rows all are counted and the first ten thousand listed', async () => {
  const id = await imports.keep(csvFile(...Array.from({ length: 12_500 }, () => ',,,1,,,,,,')))
  assert.equal((await imports.check(id)).badCount, 12_500)
  const { rows } = await fresh.owner.query(
    'select count(distinct row)::int as n from giving.import_errors where import_id = $1',
    [id],
  )
  assert.equal(rows[0].n, 10_000)
})

test('an upload of any length is read as far as it may be long, and not held', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'a')
  let sent = 0
  const endless = Readable.from(
    (function* () {
      for (; sent < 500; sent++) yield piece
    })(),
  )
  const before = process.memoryUsage().arrayBuffers
  await assert.rejects(readUpload(endless), { code: 'giving.file_too_large', params: { megabytes: 20 } })
  assert.ok(sent < 50, `${sent} of 500 MB were read`)
  assert.ok(process.memoryUsage().arrayBuffers - before < 25 * 1024 * 1024)
})

test('giving.too_many_rows: a file of 100,001 rows is turned down whole, with the limit in the sentence', async () => {
  const content = Buffer.concat(
    [...giftFile({ rows: 100_001, prefix: 'M', places: [PLACES[0]] })].map((piece) => Buffer.from(piece)),
  )
  const checked = await imports.check(await imports.keep(content))
  assert.deepEqual(
    [checked.state, checked.problem],
    ['failed', sentence('zh', 'giving.too_many_rows', { most: 100_000 })],
  )
})
