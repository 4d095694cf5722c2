import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { sentence } from '@shanju/contract/catalogue.ts'
import type { ColumnChoiceSent } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { readSheet, workbook } from '#platform/sheets/index.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, PLACES, SETUP } from '#test/support/house.ts'
import { getImportTable } from '../queries/import-table.ts'
import { listMappings } from '../queries/mappings.ts'
import { wrongRows } from '../queries/wrong-rows.ts'
import { csvFile, csvRow, HEADING, importer } from '../testkit.ts'
import { givingUp, retryImport } from './give-up.ts'
import { forgetMapping, renameMapping } from './keep-mappings.ts'
import { keepImport, readUpload } from './receive-file.ts'
import { runImport } from './run-import.ts'

let fresh: FreshDatabase
let host: string
let fund: string
let imports: ReturnType<typeof importer>
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host, { name: '暖心基金(演示)', placeCode: PLACES[0] })
  imports = importer(fresh, host)
})
after(() => fresh.close())

const act = <T>(work: Parameters<typeof fresh.database.transact<T>>[1]) => fresh.database.transact('test', work)
const xlsx = (rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const [headings = [], ...more] = rows
  return buffer(workbook([{ title: '流水', headings, widths: headings.map(() => 12), rows: more }]))
}
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  for (const language of ['zh', 'en'] as const) assert.doesNotMatch(sentence(language, code, error.params), /[{}]/)
  return true
}
const upload = (content: Buffer) => readUpload(Readable.from([content]))

const HEADINGS = ['交易时间', '交易流水号', '借方发生额', '贷方发生额', '对方户名', '附言', '余额']
const bank = (prefix: string): string[][] => [
  ['账号', '15060200000001', '', '', '', '', ''],
  ['户名', '某慈善会(演示)', '', '', '', '', ''],
  HEADINGS,
  ['2026-11-02 10:20:30', `${prefix}1`, '', '500.00', '乌云毕力格', '捐给暖心基金(演示)', '1500.00'],
  ['2026-11-03 09:00:00', `${prefix}2`, '5.00', '', '银行', '转账手续费', '1495.00'],
  ['2026-11-03 11:00:00', `${prefix}3`, '200.00', '', '办公用品', '支出', '1295.00'],
  ['2026-11-04 08:00:00', `${prefix}4`, '', '88.80', '王伟', '捐款', '1383.80'],
  ['2026-11-05 08:00:00', `${prefix}5`, '', '一百', '王伟', '捐给暖心基金(演示)', '1383.80'],
]
const choice: ColumnChoiceSent = {
  headingRow: 3,
  columns: { day: 0, order: 1, outgoing: 2, amount: 3, donor: 4, fund: 5 },
  channel: 'bank',
  incomingOnly: true,
  fundInText: true,
  rememberAs: '某银行流水',
}

test('a workbook with the usual headings is checked and loaded like CSV, sums and days as people see them', async () => {
  const rows = [HEADING, csvRow('X1'), csvRow('X2', { amount: '1,000.50', day: '2026/3/5' })].map((row) =>
    row.split(','),
  )
  rows[2] = ['X2', '', PLACES[0], '1,000.50', '2026/3/5', '微信', '=HYPERLINK()', '实名', '', '']
  const done = await imports.all(await xlsx(rows as string[][]))
  assert.deepEqual([done.state, done.goodCount, done.amountFen, done.fileName], ['loaded', 2, 101_284n, 'gifts.csv'])
  const { rows: kept } = await fresh.owner.query(`select shown_name from giving.gifts where order_no = 'X2'`)
  assert.equal(kept[0].shown_name, '=HYPERLINK()')
})

test('G17: a bank’s list waits until somebody says which column is which; the next one is read as remembered, from CSV too', async () => {
  const id = await imports.keep(await xlsx(bank('B')))
  const waiting = await imports.look(id)
  assert.deepEqual([waiting.state, /订单号、金额、日期/.test(waiting.problem ?? '')], ['mapping', true])
  await imports.check(id)
  assert.equal((await imports.look(id)).state, 'mapping')
  const table = await act((tx) => getImportTable(tx, SETUP, id))
  assert.deepEqual([table.choice.headingRow, table.choice.columns.amount, table.rows.length], [3, 3, 8])
  await imports.columns(id, choice)
  const checked = await imports.check(id)
  assert.deepEqual(
    [checked.state, checked.goodCount, checked.leftOutCount, checked.badCount, checked.mapping, checked.amountFen],
    ['checked', 1, 2, 2, '某银行流水', 50_000n],
  )
  await imports.start(id, true)
  await imports.load(id)
  const { rows } = await fresh.owner.query(
    `select amount_fen::int as fen, given_on::text as day, channel, fund_id from giving.gifts where order_no = 'B1'`,
  )
  assert.deepEqual(rows, [{ fen: 50_000, day: '2026-11-02', channel: 'bank', fund_id: fund }])

  const csv = Buffer.from(
    bank('C')
      .map((row) => row.join(','))
      .join('\r\n'),
  )
  const next = await imports.check(await imports.keep(csv))
  assert.deepEqual([next.state, next.goodCount, next.leftOutCount, next.mapping], ['checked', 1, 2, '某银行流水'])
  await assert.rejects(imports.columns(id, choice), refused('giving.columns_settled'))

  const page = { query: { page: 1, pageSize: 20 }, params: undefined, body: undefined }
  const [mapping] = (await act((tx) => listMappings(tx, SETUP, page))).items
  assert.ok(mapping)
  assert.deepEqual([mapping.headings, mapping.columns.amount], [HEADINGS, '贷方发生额'])
  await act((tx) => renameMapping(tx, SETUP, mapping.id, '另一个名字'))
  assert.equal((await imports.look(id)).mapping, '另一个名字')
  await act((tx) => forgetMapping(tx, SETUP, mapping.id))
  await assert.rejects(
    act((tx) => forgetMapping(tx, SETUP, mapping.id)),
    refused('giving.mapping_not_found'),
  )
  assert.deepEqual([(await imports.look(id)).mapping, (await imports.look(id)).state], [null, 'loaded'])
  assert.equal((await imports.look(await imports.keep(csv))).state, 'mapping')
})

test('G17: columns that cannot be so are refused, and the file waits as before', async () => {
  const id = await imports.keep(await xlsx(bank('D')))
  const elsewhere = await addFund(fresh, await addHost(fresh, 2), { name: '别家基金(演示)' })
  const cases: [more: Partial<ColumnChoiceSent>, code: string][] = [
    [{ headingRow: 900 }, 'giving.heading_not_there'],
    [{ columns: { day: 0, order: 1, fund: 5 } }, 'giving.column_missing'],
    [{ columns: { day: 0, order: 1, amount: 3 } }, 'giving.column_missing'],
    [{ columns: { ...choice.columns, note: 99 } }, 'giving.column_missing'],
    [{ fundId: showId('fund', elsewhere) }, 'giving.unknown_other_host'],
  ]
  for (const [more, code] of cases) await assert.rejects(imports.columns(id, { ...choice, ...more }), refused(code))
  assert.equal((await imports.look(id)).state, 'mapping')
})

test('the wrong rows come as a workbook, as they stood, with the reason; mended they are read without being asked again', async () => {
  const id = await imports.keep(csvFile(csvRow('W1'), csvRow('W2', { amount: '五元', note: '=1+1' })))
  await imports.check(id)
  const file = await act((tx) => wrongRows(tx, SETUP, id, 'zh'))
  assert.match(file.fileName, /^有误的行_2026-11-23\.xlsx$/)
  const content = await buffer(file.body)
  const [headings = [], row = []] = await readSheet(content, { maxRows: 100, maxBytes: 1_000_000 })
  assert.deepEqual(headings.slice(0, 3), ['原文件行号', '错误原因', '订单号'])
  assert.deepEqual(
    [row[0], row[1], row[2], row.at(-1)],
    ['3', '金额“五元”无法识别，应为元，最多两位小数', 'W2', '=1+1'],
  )
  const mended = await xlsx([headings, row.map((cell) => (cell === '五元' ? '5' : cell))])
  assert.deepEqual([(await imports.all(mended)).goodCount, (await imports.all(mended)).state], [1, 'nothing_new'])
})

test('G11: kind of donor and receipt come with a file; one receipt number stands on one gift, whichever file or row brings it', async () => {
  const headings = ['订单号', '基金', '日期', '金额', '捐赠人', '捐赠人类型', '票据号']
  const row = (order: string, donor: string, kind: string, receipt: string) =>
    [order, '暖心基金(演示)', '2026-11-08', '10', donor, kind, receipt].join(',')
  const file = (...rows: string[]) => Buffer.from([headings.join(','), ...rows].join('\n'))
  const first = await imports.all(
    file(
      row('K1', '鄂托克某商行(演示)', '个体工商户', 'P-001'),
      row('K2', '娜仁', '家庭', '不要票据'),
      row('K3', '', '无名氏', ''),
    ),
  )
  assert.deepEqual([first.state, first.goodCount], ['loaded', 3])
  const { rows: kept } = await fresh.owner.query(
    `select g.order_no, g.donor_kind, r.kind, r.receipt_no from giving.gifts g left join giving.receipts r on r.gift_id = g.id
      where g.order_no in ('K1', 'K2', 'K3') order by 1`,
  )
  assert.deepEqual(kept.map(Object.values), [
    ['K1', 'sole_trader', 'issued', 'P-001'],
    ['K2', 'household', 'waived', null],
    ['K3', 'anonymous', null, null],
  ])
  const id = await imports.keep(
    file(
      row('K4', '王伟', '个人', 'P-001'),
      row('K5', '王伟', '个人', 'P-002'),
      row('K6', '王伟', '个人', 'P-002'),
      row('K7', '王伟', '某种', ''),
      row('K8', '王伟', '', '已开'),
      row('K9', '王伟', '无名氏', ''),
      // A repeat is what it was.
      row('K2', '娜仁', '家庭', '不要票据'),
    ),
  )
  assert.deepEqual((({ goodCount, repeatedCount }) => [goodCount, repeatedCount])(await imports.check(id)), [1, 1])
  const errors = await imports.errors(id)
  assert.deepEqual(
    errors.map((each) => [each.row, each.column, each.code]),
    [
      [2, 'receipt', 'giving.receipt_taken'],
      [4, 'receipt', 'giving.row_receipt_twice'],
      [5, 'kind', 'giving.row_kind_unknown'],
      [6, 'receipt', 'giving.row_receipt_unreadable'],
      [7, 'kind', 'giving.anonymous_with_name'],
    ],
  )
  for (const { message } of errors) assert.doesNotMatch(message, /[{}]|giving\./)
  // The same number given out meanwhile by another file is taken by the time of loading.
  const other = await imports.keep(file(row('K10', '王伟', '个人', 'P-002')))
  await imports.check(other)
  await imports.start(id, true)
  assert.equal((await imports.load(id)).goodCount, 1)
  await imports.start(other, true)
  assert.deepEqual((({ goodCount, badCount }) => [goodCount, badCount])(await imports.load(other)), [0, 1])
})

test('a file of nothing but repeats ends as nothing new, and one of wrong rows too', async () => {
  const repeats = await imports.all(csvFile(csvRow('W1'), csvRow('N1')))
  assert.equal(repeats.state, 'loaded')
  const id = await imports.keep(csvFile(csvRow('N1'), csvRow('N2', { amount: 'x' })))
  assert.deepEqual([(await imports.check(id)).state, (await imports.look(id)).repeatedCount], ['nothing_new', 1])
  await assert.rejects(imports.start(id, true), refused('giving.import_not_checked'))
})

/** An archive with one part that unfolds to very much. */
function bomb(): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024, '<row></row>'), { level: 9 })
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt16LE(name.length, 28)
  const body = Buffer.concat([local, name, packed])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, central, name, end])
}

test('what is no table is refused in words: a bomb, a renamed program, another encoding, an archive of something else', async () => {
  await assert.rejects(upload(bomb()), refused('platform.sheet_too_large'))
  await assert.rejects(upload(Buffer.from('MZ\u0090\u0000\u0003\u0000')), refused('platform.sheet_unreadable'))
  await assert.rejects(upload(Buffer.from('PK\u0003\u0004')), refused('platform.sheet_unreadable'))
  await assert.rejects(upload(Buffer.from([0x1f, 0x8b, 8, 8])), refused('platform.sheet_unreadable'))
  await assert.rejects(upload(Buffer.from(HEADING, 'utf16le')), refused('platform.sheet_unreadable'))
  const empty = await xlsx([['']])
  await assert.rejects(upload(empty), refused('giving.file_empty'))
})

test('a host that is not there, or has no fund, is refused before anything is kept', async () => {
  const table = await upload(csvFile(csvRow('H1')))
  const bare = await addHost(fresh, 3)
  for (const hostId of [bare, '0193a000-0000-7000-8000-0000000000ff'])
    await assert.rejects(
      act((tx) => keepImport(tx, SETUP, { hostId, fileName: 'x', table })),
      refused('giving.host_without_funds'),
    )
})

test('the command reads columns it is told, and names those it does not find', async () => {
  const run = (columns: Record<string, string>) =>
    runImport(fresh.database, {
      ...{ hostId: host, fileName: 'x.csv', load: 'good_rows', columns, progress: () => {} },
      body: Readable.from([
        Buffer.from(
          bank('R')
            .map((row) => row.join('\t'))
            .join('\n'),
        ),
      ]),
      reading: { fundId: showId('fund', fund), channel: 'bank' },
    })
  const told = { order: '交易流水号', amount: '贷方发生额', outgoing: '借方发生额', day: '交易时间', donor: '对方户名' }
  const done = await run(told)
  assert.deepEqual([done.loaded, done.counts.goodCount, done.counts.badCount], [true, 2, 1])
  await assert.rejects(run({ ...told, amount: '没有' }), refused('giving.headings_not_found'))
})

test('G7: work that keeps failing ends as failed with a sentence, and goes on when somebody retries', async () => {
  const id = await imports.keep(csvFile(csvRow('Z1')))
  const job = givingUp<{ importId: string }>({ name: 'play', run: () => Promise.reject(new Error('broken')) })
  const attempt = (n: number) =>
    job.run(
      { database: fresh.database, clock: fresh.clock, jobId: 'job_1', attempt: n, transact: act },
      { importId: id },
    )
  await assert.rejects(
    act((tx) => retryImport(tx, SETUP, id)),
    refused('giving.nothing_to_retry'),
  )
  await assert.rejects(attempt(4), /broken/)
  assert.equal((await imports.look(id)).state, 'checking')
  await assert.rejects(attempt(5), /broken/)
  const failed = await imports.look(id)
  assert.deepEqual([failed.state, failed.retry], ['failed', true])
  assert.equal(failed.problem, sentence('zh', 'giving.work_failed'))
  await act((tx) => retryImport(tx, SETUP, id))
  assert.equal((await imports.check(id)).state, 'checked')
})

test('G5: neither a file’s own name nor the headings of a remembered one stand in plain', async () => {
  const id = await imports.keep(await xlsx(bank('G')))
  await imports.columns(id, choice)
  const { rows } = await fresh.owner.query(
    `select (select count(*)::int from giving.imports where position(convert_to('gifts', 'UTF8') in name) > 0) as names,
            (select count(*)::int from giving.mappings where position(convert_to('附言', 'UTF8') in headings || rules) > 0) as headings`,
  )
  assert.deepEqual(rows[0], { names: 0, headings: 0 })
})
