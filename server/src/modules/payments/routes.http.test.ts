import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { unreconciled } from './index.ts'
import { verifyPayments } from './queries/verify-payments.ts'
import { bankDesk, csv } from './testkit.ts'

let fresh: FreshDatabase
let desk: Awaited<ReturnType<typeof bankDesk>>
let account: string
before(async () => {
  fresh = await freshDatabase()
  desk = await bankDesk(fresh)
  account = (await desk.open()).body.id
})
after(async () => {
  await desk.api.close()
  await fresh.close()
})

type Line = {
  id: string
  fen: string
  state: string
  match: { id: string; reason: string; books: { entryId: string }[] }
}
const count = async (table: string): Promise<number> =>
  (await fresh.owner.query(`select count(*)::int as n from payments.${table}`)).rows[0].n
const ask = (route: Parameters<typeof desk.api.ask>[1], more: object) => desk.api.ask(desk.accountant, route, more)
const match = (bankLineIds: string[], entryIds: string[]) =>
  ask(routes.match, { params: { id: account }, body: { bankLineIds, entryIds } })
const missing = () => fresh.database.transact('test', (tx) => unreconciled(tx, desk.host, '2026-05'))

test('B4: an account shows four figures of its number; number and bank’s words stand sealed', async () => {
  const { body } = await ask(routes.listAccounts, { query: {} })
  assert.deepEqual([body.items[0].lastFour, body.items[0].ledgerAccount, body.items[0].openCount], ['4321', '1002', 0])
  assert.doesNotMatch(JSON.stringify(body), /62220000/)
  assert.equal((await desk.open({ number: '99990000' })).body.code, 'payments.ledger_account_taken')
  assert.equal((await desk.open({ ledgerAccount: '100907' })).body.code, 'payments.number_taken')
})

test('B1, B2: a statement is checked without effect, loaded whole, and harmless the second time', async () => {
  const file = csv('2026-05-04,100.00,,100.00,N1,张三,捐款', '2026-05-05,,20.00,80.00,N2,,手续费')
  const wrong = csv('2026-05-04,100.00,,,N1,,', 'yesterday,1,,,,,', '2025-05-04,1,,,,,')
  const checked = await desk.load(account, wrong, 'yes')
  assert.equal(checked.status, 200, JSON.stringify(checked.body))
  assert.deepEqual([checked.body.rowCount, checked.body.freshCount, checked.body.problems.length], [3, 1, 2])
  assert.match(checked.body.problems[0].message, /yesterday/)
  assert.equal((await desk.load(account, wrong)).body.code, 'payments.rows_wrong')
  assert.equal((await desk.load(account, csv())).body.code, 'payments.file_empty')
  assert.equal((await desk.load(account, '摘要\nx\n')).body.code, 'payments.column_missing')
  assert.equal((await desk.load(account, '日期,金额,交易金额\nx,1,1\n')).body.code, 'payments.column_twice')
  assert.equal((await desk.load(showId('bank', desk.host), file)).body.code, 'payments.account_not_found')
  assert.equal(await count('bank_lines'), 0)
  const [one, other] = await Promise.all([desk.load(account, file), desk.load(account, file)])
  assert.deepEqual([one.body.freshCount + other.body.freshCount, await count('bank_lines')], [2, 2])
  const other_sum = csv('2026-05-04,99.00,,,N1,,')
  assert.equal((await desk.load(account, other_sum)).body.code, 'payments.reference_with_other_amount')
  assert.deepEqual(
    (await desk.lines(account)).map((line: Line) => [line.fen, line.state]),
    [
      ['-2000', 'open'],
      ['10000', 'open'],
    ],
  )
})

test('B3: what is certain is matched when the books know it: by number, by sum and day; the rest waits', async () => {
  await desk.give(10_000n, '2026-05-03', 'N1')
  await desk.give(30_000n, '2026-05-09')
  await desk.give(700n, '2026-05-10')
  await desk.give(700n, '2026-05-10')
  const again = await ask(routes.rematch, { params: { id: account } })
  assert.equal(again.body.matchedCount, 1)
  const file = csv('2026-05-11,300.00,,380.00,N3,,', '2026-05-12,7.00,,387.00,N4,,', '2026-05-12,9.00,,396.00,N5,,')
  assert.equal((await desk.load(account, file)).body.matchedCount, 1)
  const reasons = (await desk.lines(account, { state: 'matched' })).map((line: Line) => line.match.reason)
  assert.deepEqual(reasons.sort(), ['amount_near', 'reference'])
  assert.equal((await desk.lines(account, { state: 'open', month: '2026-05' })).length, 3)
})

test('B3, B6: by hand one to many; a sum that differs, what is matched, and what lies elsewhere are refused; undone once', async () => {
  const [five, four] = (await desk.lines(account, { state: 'open' })) as [Line, Line]
  assert.deepEqual([five.fen, four.fen], ['900', '700'])
  const found = (await ask(routes.candidates, { params: { id: four.id } })).body
  assert.equal(found.same.length, 2)
  const [first, second] = found.same.map((line: { entryId: string }) => line.entryId)
  assert.equal((await match([], [first])).body.code, 'payments.nothing_chosen')
  assert.equal((await match([four.id], [showId('entry', desk.host)])).body.code, 'payments.not_of_this_account')
  assert.equal((await match([four.id], [first, second])).body.code, 'payments.sums_differ')
  const made = await match([four.id], [first])
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.equal((await match([five.id], [first])).body.code, 'payments.already_matched')
  assert.equal(
    (await ask(routes.markUnknown, { params: { id: four.id }, body: { reason: '不明' } })).body.code,
    'payments.already_matched',
  )
  assert.equal((await ask(routes.markUnknown, { params: { id: five.id }, body: { reason: '问过 张三' } })).status, 200)
  assert.equal((await desk.lines(account, { state: 'unknown' })).length, 1)
  const undo = (id: string) => ask(routes.unmatch, { params: { id }, body: { reason: '勾错了' } })
  assert.equal((await undo(made.body.id)).status, 200)
  assert.equal((await undo(made.body.id)).body.code, 'payments.already_undone')
  assert.equal((await undo(showId('match', desk.host))).body.code, 'payments.match_not_found')
  assert.equal((await match([four.id], [second])).status, 200)
  const none = { params: { id: showId('bankline', desk.host) } }
  assert.equal((await ask(routes.candidates, none)).body.code, 'payments.line_not_found')
  for (const sql of [
    'update payments.match_bank_lines set live = true where not live',
    `insert into payments.match_book_lines (match_id, entry_id, no) select id, entry_id, no from payments.matches
       join payments.match_book_lines b on b.live and b.match_id <> id limit 1`,
  ])
    await assert.rejects(fresh.owner.query(sql), sql)
})

test('B5: the statement of a month has its four kinds, is confirmed only when both sides agree, and says when it no longer holds', async () => {
  const at = { params: { id: account, month: '2026-05' } }
  const { body } = await ask(routes.statement, at)
  assert.deepEqual(body.items.map((item: { kind: string; fen: string }) => `${item.kind} ${item.fen}`).sort(), [
    'bank_paid 2000',
    'bank_received 900',
    'books_received 700',
  ])
  assert.deepEqual(
    [body.booksFen, body.bankFen, body.adjustedBooksFen, body.adjustedBankFen],
    ['41400', '39600', '40300', '40300'],
  )
  assert.deepEqual(await missing(), ['鄂尔多斯银行(演示) …4321'])
  const confirm = (bankFen: string, more = {}) => ask(routes.confirm, { ...at, ...more, body: { bankFen } })
  assert.equal((await confirm('39500')).body.code, 'payments.statement_differs')
  assert.equal((await confirm('0', { params: { id: account, month: '2026-11' } })).body.code, 'payments.month_not_over')
  assert.equal((await confirm('39600')).body.confirmed.bankFen, '39600')
  assert.deepEqual(await missing(), [])
  await desk.load(account, csv('2026-05-30,1.00,,397.00,N9,,'))
  assert.equal((await missing()).length, 1, 'a line of the month came later')
  assert.equal((await confirm('39700')).status, 200)
  const sheet = await desk.api.askFile(desk.accountant, routes.statementSheet, at)
  const table = await readSheet(Buffer.from(sheet.content), { maxRows: 50, maxBytes: 1_000_000 })
  assert.deepEqual(table[4], ['调节后企业余额', '404.00'])
  assert.equal((await ask(routes.listAccounts, { query: {} })).body.items[0].reconciledMonth, '2026-05')
})

test('B4: reading what the bank wrote leaves a trail row, which holds none of it', async () => {
  const { rows } = await fresh.owner.query(
    `select details::text as told from trail.records where action like 'payments.%'`,
  )
  assert.ok(rows.length > 5)
  const everything = await fresh.owner.query(`select string_agg(t::text, '') as all from (
    select to_jsonb(l) as t from payments.bank_lines l union all select to_jsonb(a) from payments.bank_accounts a
    union all select to_jsonb(w) from payments.bank_line_words w union all select to_jsonb(u) from payments.unknown_lines u
    union all select to_jsonb(u) from payments.unmatches u union all select to_jsonb(n) from payments.bank_numbers n) x`)
  for (const text of [...rows.map((row) => row.told), everything.rows[0].all])
    assert.doesNotMatch(text, /张三|手续费|勾错|62220000/)
})

test('P11: a line of a bank or a side of a match that its owner altered is found and named', async () => {
  const named = async (tx: Tx) => {
    const { fault } = await verifyPayments(tx)
    return fault && `${fault.table} ${fault.row} ${fault.what}`
  }
  await expectFound(fresh, named, [
    ['payments.bank_lines', 'set amount_fen = amount_fen + 1', /^match_book_lines .*sum/],
    ['payments.match_bank_lines', 'set live = not live where live', /^match_bank_lines .*taken back/],
    ['payments.match_book_lines', 'set live = not live where live', /^match_bank_lines .*taken back/],
    [
      'payments.unmatches',
      'set match_id = (select match_id from payments.match_bank_lines where live limit 1)',
      /^match_bank_lines .*taken back/,
    ],
  ])
})
