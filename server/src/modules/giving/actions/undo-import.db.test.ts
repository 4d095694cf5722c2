import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sentence } from '@shanju/contract/catalogue.ts'
import { draftOf, post, SYSTEM_MAKER, verifyBooks } from '#modules/ledger/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { giftFile } from '#test/support/gift-file.ts'
import { addFund, addHost, PLACES, SETUP } from '#test/support/house.ts'
import { listUnknown } from '../queries/unknown.ts'
import { verifyGifts } from '../queries/verify-gifts.ts'
import { csvFile, csvRow, importer } from '../testkit.ts'
import { assignUnknown, returnUnknown } from './settle-unknown.ts'
import { voidGift } from './void-gift.ts'

let fresh: FreshDatabase
let hosts = 0
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const act = <T>(work: Parameters<typeof fresh.database.transact<T>>[1]) => fresh.database.transact('test', work)
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  for (const language of ['zh', 'en'] as const) assert.doesNotMatch(sentence(language, code, error.params), /[{}]/)
  return true
}

async function newHost() {
  hosts += 1
  const host = await addHost(fresh, hosts)
  const fund = await addFund(fresh, host, { name: '暖心基金(演示)', placeCode: PLACES[0] })
  const imports = importer(fresh, host)
  const unknown = async (state?: 'waiting' | 'assigned' | 'returned' | 'taken_back') => {
    const query = { page: 1, pageSize: 200, state }
    const { items } = await act((tx) => listUnknown(tx, SETUP, { query, params: undefined, body: undefined }))
    return items.filter((each) => each.host.id === host)
  }
  return { host, fund, imports, unknown, balance: (account: string) => balanceOf(host, account) }
}

async function balanceOf(host: string, account: string): Promise<bigint> {
  const { rows } = await fresh.owner.query(
    `select coalesce(sum(debit_fen - credit_fen), 0)::text as fen from ledger.balances where book_id = $1 and account = $2`,
    [host, account],
  )
  return BigInt(rows[0].fen)
}

const large = (rows: number, prefix: string): Buffer =>
  Buffer.from([...giftFile({ rows, places: [PLACES[0]], prefix })].join(''))

/** A file of which rows without a fund are money of unknown origin; loaded. */
async function loadUnknown(imports: ReturnType<typeof importer>, ...rows: string[]) {
  const id = await imports.keep(csvFile(...rows))
  await imports.check(id)
  await imports.columns(id, {
    headingRow: 1,
    columns: { order: 0, fund: 1, division: 2, amount: 3, day: 4, channel: 5, donor: 6, shown: 7, purpose: 8, note: 9 },
    unknown: 'no_fund_or_donor',
  })
  await imports.check(id)
  await imports.start(id, true)
  return imports.load(id)
}

test('G18: a file is undone as a whole: every gift voided, every entry reversed, order numbers free for the mended file', async () => {
  const { host, imports, balance } = await newHost()
  const file = csvFile(csvRow('A1'), csvRow('A2', { channel: '银行' }), csvRow('A3', { day: '2025-12-31' }))
  const { id } = await imports.all(file)
  await imports.undo(id, '乌云毕力格说传错了文件')
  await assert.rejects(imports.undo(id), refused('giving.import_not_loaded'))
  const undone = await imports.takeBack(id)
  assert.deepEqual([undone.state, undone.doneCount], ['undone', 3])
  assert.deepEqual([await balance('1002'), await balance('100907'), await balance('4101')], [0n, 0n, 0n])
  const { rows } = await fresh.owner.query(
    `select count(*)::int as voided, count(distinct reason)::int as reasons,
            count(*) filter (where position(convert_to('乌云', 'UTF8') in v.reason) > 0)::int as plain
       from giving.voids v join giving.gifts g on g.id = v.gift_id where g.host_id = $1`,
    [host],
  )
  assert.deepEqual([rows[0].voided, rows[0].plain], [3, 0])
  const again = await imports.all(csvFile(csvRow('A1', { amount: '99' }), csvRow('A2')))
  assert.deepEqual([again.state, again.goodCount, again.badCount], ['loaded', 2, 0])
})

test('G18: undoing killed between any two transactions and run again comes to the same end', async () => {
  const kills = [
    [1, 'after the commit', 'undoing'],
    [2, 'before the commit', 'undoing'],
    [3, 'after the commit', 'undone'],
  ] as const
  for (const [after, moment, state] of kills) {
    const { host, imports, balance } = await newHost()
    const { id } = await imports.all(large(520, `U${after}`))
    await imports.undo(id)
    await assert.rejects(imports.takeBack(id, imports.dying(after, moment)), /killed/)
    assert.equal((await imports.look(id)).state, state)
    const undone = await imports.takeBack(id)
    assert.deepEqual([undone.state, undone.doneCount, await balance('4101')], ['undone', 520, 0n])
    const { rows } = await fresh.owner.query('select count(*)::int as n from ledger.entries where book_id = $1', [host])
    assert.equal(rows[0].n, 1_040)
  }
})

test('G18: a gift voided by itself before is left as it is, and its order number is free as well', async () => {
  const { host, imports } = await newHost()
  const { id } = await imports.all(csvFile(csvRow('V1'), csvRow('V2')))
  const { rows } = await fresh.owner.query(`select id from giving.gifts where host_id = $1 and order_no = 'V1'`, [host])
  await act((tx) => voidGift(tx, SETUP, rows[0].id, '登记有误'))
  await imports.undo(id)
  assert.equal((await imports.takeBack(id)).state, 'undone')
  assert.equal((await imports.all(csvFile(csvRow('V1'), csvRow('V2')))).goodCount, 2)
})

test('G18: a file whose money is spent, or stands in an earlier year, is not undone, and the way out is said', async () => {
  const { host, fund, imports } = await newHost()
  const { id } = await imports.all(csvFile(csvRow('S1', { amount: '100', channel: '银行' })))
  const { rows } = await fresh.owner.query('select restriction_id from funds.funds where id = $1', [fund])
  const place = { restriction: 'R', restrictionId: rows[0].restriction_id, fund }
  const day = '2026-11-22'
  const head = { book: host, documentOn: day, postedOn: day, summary: '支出', papers: [], maker: SYSTEM_MAKER }
  const draft = draftOf(
    'E72.outside_cause',
    { income: '4101', amount: 4000n, place },
    { ...head, checker: null, reason: null, channel: null },
    {},
  )
  await act((tx) => post(tx, [{ key: 'spent', draft }]))
  await assert.rejects(imports.undo(id), (error: unknown) => {
    assert.ok(refused('giving.undo_money_spent')(error))
    assert.deepEqual((error as Refusal).params, { fund: '暖心基金(演示)', left: '60.00', sum: '100.00' })
    return true
  })
  assert.equal((await imports.look(id)).state, 'loaded')

  const later = await newHost()
  const old = await later.imports.all(csvFile(csvRow('Y1', { day: '2026-03-01' })))
  fresh.clock.set(new Date('2027-01-05T04:00:00Z'))
  await assert.rejects(later.imports.undo(old.id), refused('giving.undo_earlier_year'))
  fresh.clock.set(new Date('2026-11-23T04:00:00Z'))
})

test('G19: money whose fund or giver cannot be told is owed, not given; once found out it is the fund’s, to the fen', async () => {
  const { fund, imports, unknown, balance } = await newHost()
  const file = [
    csvRow('N1', { fund: '不知道', division: '', amount: '10', channel: '银行' }),
    csvRow('N2', { donor: '', amount: '20', channel: '银行', note: '尾号1234' }),
    csvRow('N3', { amount: '40', channel: '银行' }),
    csvRow('N4', { fund: '不知道', division: '', day: '2025-12-31' }),
    csvRow('N5', { fund: '不知道', division: '', day: '2026-12-31' }),
  ] as const
  const done = await loadUnknown(imports, ...file)
  assert.deepEqual(
    [done.state, done.goodCount, done.unknownCount, done.unknownFen, done.badCount],
    ['loaded', 1, 2, 3000n, 2],
  )
  const codes = (await imports.errors(done.id)).map(({ code }) => code)
  assert.deepEqual(codes, ['giving.row_unknown_before_books', 'giving.given_in_future'])
  assert.deepEqual([await balance('1002'), await balance('2209'), await balance('4101')], [7000n, -3000n, -4000n])
  const [first, second] = await unknown('waiting')
  assert.ok(first && second)
  assert.deepEqual([first.donorName, first.said, second.said], ['乌云毕力格', '不知道', `${PLACES[0]} · 尾号1234`])

  const to = { fundId: fund, donorName: '王伟', shown: 'masked', purpose: '' } as const
  await act((tx) => assignUnknown(tx, SETUP, first.id, to))
  await assert.rejects(
    act((tx) => assignUnknown(tx, SETUP, first.id, to)),
    refused('giving.unknown_settled'),
  )
  assert.deepEqual([await balance('1002'), await balance('2209'), await balance('4101')], [7000n, -2000n, -5000n])
  const back = { on: '2026-11-22', reason: '汇款人说汇错了' }
  await assert.rejects(
    act((tx) => returnUnknown(tx, SETUP, second.id, { ...back, on: '2026-11-01' })),
    refused('giving.returned_before_received'),
  )
  await assert.rejects(
    act((tx) => returnUnknown(tx, SETUP, second.id, { ...back, on: '2026-11-24' })),
    refused('giving.returned_in_future'),
  )
  await act((tx) => returnUnknown(tx, SETUP, second.id, back))
  await assert.rejects(
    act((tx) => returnUnknown(tx, SETUP, second.id, back)),
    refused('giving.unknown_settled'),
  )
  assert.deepEqual([await balance('1002'), await balance('2209')], [5000n, 0n])
  assert.deepEqual((await unknown()).map(({ state }) => state).sort(), ['assigned', 'returned'])

  // The same file again brings nothing, whatever became of its rows meanwhile.
  const again = await loadUnknown(imports, ...file).catch((error: Refusal) => error.code)
  assert.equal(again, 'giving.import_not_checked')
  await assert.rejects(imports.undo(done.id), refused('giving.undo_settled_unknown'))

  const [assigned] = await unknown('assigned')
  assert.ok(assigned?.gift)
  const giftId = assigned.gift.id
  await act((tx) => voidGift(tx, SETUP, giftId, '不是他的'))
  assert.deepEqual([(await unknown('waiting')).length, await balance('2209')], [1, -1000n])
  const other = await newHost()
  await assert.rejects(
    act((tx) => assignUnknown(tx, SETUP, first.id, { ...to, fundId: other.fund })),
    refused('giving.unknown_other_host'),
  )
  await assert.rejects(
    act((tx) => assignUnknown(tx, SETUP, giftId, to)),
    refused('giving.unknown_not_found'),
  )
})

test('G19: money of unknown origin is taken back with its file, and comes again with the mended one', async () => {
  const { imports, unknown, balance } = await newHost()
  const done = await loadUnknown(imports, csvRow('T1', { fund: '不知道', division: '' }), csvRow('T2'))
  await imports.undo(done.id)
  assert.equal((await imports.takeBack(done.id)).state, 'undone')
  assert.deepEqual([(await unknown('taken_back')).length, await balance('2209'), await balance('4101')], [1, 0n, 0n])
  const mended = await imports.all(csvFile(csvRow('T1'), csvRow('T2')))
  assert.equal(mended.goodCount, 2)
})

test('the books replay without a fault after all of this, and every gift agrees with them', async () => {
  const { rows } = await fresh.owner.query('select id from ledger.books')
  for (const { id } of rows) assert.equal((await act((tx) => verifyBooks(tx, id))).fault, undefined)
  const named = async (tx: Tx) => {
    const { fault } = await verifyGifts(tx)
    return fault && `${fault.gift} ${fault.what}`
  }
  const voided = 'select gift_id from giving.voids'
  await expectFound(fresh, named, [
    ['giving.gifts', 'set amount_fen = amount_fen + 1', /fen, its entry/],
    ['giving.gifts', `set public_id = overlay(public_id placing '0000' from 1)`, /another code/],
    [
      'giving.gifts',
      'set fund_id = (select f.id from funds.funds f where f.id <> gifts.fund_id limit 1) where not history',
      /another fund/,
    ],
    [
      'giving.voids',
      `set gift_id = (select id from giving.gifts where not history and id not in (${voided}) limit 1)
        where gift_id = (${voided} limit 1)`,
      /entries, and/,
    ],
    ['giving.unknown_money', 'set amount_fen = amount_fen + 1', /money of unknown origin/],
  ])
})
