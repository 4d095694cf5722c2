import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as books } from '@shanju/contract/ledger/routes.ts'
import { voucherRoutes as routes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { expectFound } from '#test/support/altered.ts'
import { type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { archiveMonth } from './actions/archive-month.ts'
import { numberVouchers } from './actions/number-vouchers.ts'
import { post } from './actions/post.ts'
import { ledgerServed } from './index.ts'
import { findAccount } from './logic/index.ts'
import { activityStatement, YEAR } from './logic/statements/activity.ts'
import { balanceSheet, CLOSING_COLUMN } from './logic/statements/balance-sheet.ts'
import { cashFlowStatement } from './logic/statements/cash-flow.ts'
import { fundStatement } from './logic/statements/fund-statement.ts'
import { numberVouchers as numberedByRule } from './logic/vouchers.ts'
import { balanceRows, cashFlows } from './queries/balance-rows.ts'
import { entriesByIds } from './queries/get-entry.ts'
import { faultOfVouchers } from './queries/verify/vouchers.ts'
import { addHost, giftDraft, type Host, postOne } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let host: Host
before(async () => {
  fresh = await freshDatabase()
  fresh.clock.set('2027-01-05T01:00:00Z')
  api = testApi(
    fresh,
    ledgerServed(async () => ['no bank account']),
  )
  host = await addHost(fresh, 1)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const person = (n: number, role: 'charity_accountant' | 'charity_manager' = 'charity_accountant'): Actor => ({
  kind: 'person',
  personId: `0193a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
  assignments: [{ role, reach: { kind: 'organisation', id: host.id } }],
})
const maker = () => person(1)
const checker = () => person(2)
const hostId = () => showId('org', host.id)
const ask = async (actor: Actor, route: AnyRoute, more: { params?: object; body?: object; query?: object } = {}) => {
  const { status, body } = await api.ask(actor, route, {
    params: { hostId: hostId(), ...more.params },
    ...(more.query ? { query: more.query as Record<string, string> } : {}),
    ...(more.body ? { body: more.body } : {}),
  })
  return { status, body, code: status < 300 ? 'ok' : body.code }
}
const answered = async (...of: Parameters<typeof ask>) => {
  const { body, code } = await ask(...of)
  assert.equal(code, 'ok', JSON.stringify(body))
  return body
}

const limited = () => ({ fund: showId('fund', host.fund), restrictionId: showId('limit', host.restriction) })
const GENERAL = { fund: 'general', restrictionId: null }
const REACHED = { reach: 'reached', reachedOn: '2026-05-03', reachProof: 'v1' }
const body = (recipe: string, day: string, input: object, more: object = {}) => ({
  ...{ recipe, input, documentOn: day, postedOn: day, summary: `凭证 ${recipe}`, papers: [] },
  ...more,
})
const draftId = async (...of: Parameters<typeof body>): Promise<string> =>
  (await answered(maker(), routes.makeDraft, { body: body(...of) })).id
const book = async (...of: Parameters<typeof body>) =>
  answered(checker(), routes.checkDraft, { params: { id: await draftId(...of) } })
const yuan = (amount: number) => String(amount * 100)

test('L22: a voucher from a template waits, its maker cannot check or refuse it, a second person posts it', async () => {
  const id = await draftId('E14.post', '2026-02-01', {
    cash: '1002',
    amount: yuan(100),
    fee: yuan(5),
    place: limited(),
  })
  const params = { id }
  assert.equal((await ask(maker(), routes.checkDraft, { params })).code, 'ledger.maker_is_checker')
  assert.equal(
    (await ask(maker(), routes.refuseDraft, { params, body: { reason: '不对' } })).code,
    'ledger.maker_is_checker',
  )
  assert.equal((await ask(checker(), routes.withdrawDraft, { params })).code, 'ledger.not_the_maker')
  const posted = await answered(person(3, 'charity_manager'), routes.checkDraft, { params })
  assert.equal(posted.state, 'posted')
  const { rows } = await fresh.owner.query('select maker, checker from ledger.entries where recipe = $1', ['E14.post'])
  assert.deepEqual(
    rows.map((row) => [row.maker.slice(-2), row.checker.slice(-2)]),
    [['01', '03']],
  )
  for (const route of [routes.checkDraft, routes.withdrawDraft])
    assert.equal((await ask(maker(), route, { params })).code, 'ledger.draft_ended')
})

test('L22: a draft that was given back is put right by a new one, once', async () => {
  const wrong = ['E16.post', '2026-03-01', { goods: '1201', amount: yuan(2), place: limited() }] as const
  const id = await draftId(...wrong)
  const anew = (replaces: string) =>
    ask(maker(), routes.makeDraft, {
      body: body('E16.post', '2026-03-01', { goods: '1201', amount: yuan(20), place: limited() }, { replaces }),
    })
  assert.equal((await anew(id)).code, 'ledger.draft_not_refused')
  const back = await answered(checker(), routes.refuseDraft, { params: { id }, body: { reason: '金额少了一个零' } })
  assert.deepEqual([back.state, back.reason], ['refused', '金额少了一个零'])
  const again = await anew(id)
  assert.equal(again.code, 'ok')
  assert.equal((await anew(id)).code, 'ledger.draft_ended')
  await answered(checker(), routes.checkDraft, { params: { id: again.body.id } })
  const own = await draftId(...wrong)
  assert.equal((await answered(maker(), routes.withdrawDraft, { params: { id: own } })).state, 'withdrawn')
  assert.equal(
    (await ask(maker(), routes.getDraft, { params: { id: showId('draft', host.id) } })).code,
    'ledger.draft_not_found',
  )
})

test('the worked year (section 3.8) goes through drafts and checks, and its statements agree', async () => {
  await answered(maker(), books.openBooks, { body: { lines: [] } })
  await book('E32.post', '2026-05-03', { cash: '1002', amount: yuan(60), place: limited(), reach: REACHED })
  await book('E25.post', '2026-06-01', { goods: '1201', amount: yuan(15), place: limited(), reach: REACHED })
  const costs = [{ account: '5101', kind: 'c2', place: limited(), amountFen: yuan(8) }]
  await book('E42.allocate', '2026-07-31', { costs })
  await book('E42.pay', '2026-08-05', { cash: '1002', amount: yuan(8), tax: '0' })
  await book('E87.post', '2026-09-21', { cash: '1002', amount: yuan(1), agreement: 'fund', place: limited() })
  await book('E55.paid', '2026-10-10', { cash: '1002', amount: yuan(4), kind: 'm5', place: GENERAL })
  for (let month = 1; month <= 12; month += 1) {
    const params = { month: `2026-${String(month).padStart(2, '0')}` }
    const closed = await answered(maker(), routes.closeMonth, { params, body: { bankReason: '网银尚未开通导出' } })
    // Only the bank is not reconciled, as the closer said.
    const open = closed.checks
      .filter((check: { holds: boolean }) => !check.holds)
      .map((check: { id: string }) => check.id)
    assert.deepEqual([closed.state, open], ['closed', ['K14']])
  }
  const [rows, flows] = await fresh.database.transact('test', async (tx) => [
    await balanceRows(tx, host.id),
    await cashFlows(tx, host.id, '2026', '2026-12'),
  ])
  const accountOf = (code: string) => findAccount('2024', code)
  const whole = (fen: bigint | undefined) => (fen ?? 0n) / 100n
  const year = activityStatement({ period: [], yearToDate: rows, accountOf })
  const columns = (id: string) => [YEAR.R, YEAR.U, YEAR.total].map((column) => whole(year.figure(id, column)))
  assert.deepEqual(['Y1', 'Y8', 'Y10', 'Y12', 'Y18', 'Y21'].map(columns), [
    [115n, 5n, 120n],
    [1n, 0n, 1n],
    [83n, 0n, 83n],
    [0n, 4n, 4n],
    [0n, 0n, 0n],
    [33n, 1n, 34n],
  ])
  const sheet = balanceSheet({ opening: [], closing: rows, accountOf })
  const figures = ['A1', 'A5', 'A27', 'L17', 'L18', 'L20'].map((id) => whole(sheet.figure(id, CLOSING_COLUMN)))
  assert.deepEqual(figures, [29n, 5n, 34n, 1n, 33n, 34n])
  assert.equal(whole(cashFlowStatement(flows, null).figure('NC', 0)), 29n)
  assert.deepEqual(fundStatement(host.fund, [], rows).closing, { U: 0n, R: 3300n })
})

test('L23: nobody posts into a closed month, neither the program nor a hand with SQL', async () => {
  const late = body('E55.paid', '2026-10-11', { cash: '1002', amount: '100', kind: 'm5', place: GENERAL })
  assert.equal((await ask(maker(), routes.makeDraft, { body: late })).code, 'ledger.period_closed')
  const forged = `
    with head as (insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, summary, total_fen, key, posted_at)
      select gen_random_uuid(), b.id, b.next_number, '2024', 'ordinary', '2026-10-11', '2026-10-11', 'forged', 1, 'forged', now()
        from ledger.books b where b.id = $1 returning id, book_id)
    insert into ledger.lines (entry_id, no, book_id, edition, account, side, amount_fen)
    select id, 1, book_id, '2024', '1201', 'debit', 1 from head
    union all select id, 2, book_id, '2024', '2202', 'credit', 1 from head`
  await assert.rejects(fresh.owner.query(forged, [host.id]), /2026-10 is closed/)
  const closing = { params: { month: '2026-12' }, body: { bankReason: '再结一次' } }
  assert.equal((await ask(maker(), routes.closeMonth, closing)).code, 'ledger.month_not_ready')
})

test('L23: a late paper of a closed month is booked in the open one and keeps its date', async () => {
  const id = await fresh.database.transact('test', async (tx) => {
    const draft = giftDraft(host, 100n, { documentOn: '2026-12-30', postedOn: '2026-12-30' })
    const [posted] = await post(tx, [{ key: 'late', draft, elseOn: tx.today }])
    return posted?.id
  })
  const { rows } = await fresh.owner.query(
    'select document_on::text, posted_on::text from ledger.entries where id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ document_on: '2026-12-30', posted_on: '2027-01-05' }])
})

test('L23: only a second person opens a month again, the latest first, with a reason; closed again, it takes what came since', async () => {
  const reopen = (actor: Actor, month: string) =>
    ask(actor, routes.reopenMonth, { params: { month }, body: { reason: '十二月漏记电费' } })
  assert.equal((await reopen(maker(), '2026-12')).code, 'ledger.closer_is_opener')
  assert.equal((await reopen(checker(), '2026-11')).code, 'ledger.later_month_closed')
  assert.equal((await reopen(checker(), '2027-01')).code, 'ledger.month_not_closed')
  assert.equal((await reopen(checker(), '2027-02')).code, 'ledger.month_not_found')
  assert.equal((await reopen(checker(), '2026-12')).code, 'ok')
  await book('E55.paid', '2026-12-20', { cash: '1002', amount: '100', kind: 'm5', place: GENERAL })
  const waiting = await draftId('E55.paid', '2026-12-21', { cash: '1002', amount: '100', kind: 'm5', place: GENERAL })
  const close = (bankReason?: string) =>
    ask(maker(), routes.closeMonth, { params: { month: '2026-12' }, body: bankReason ? { bankReason } : {} })
  assert.equal((await close('网银尚未开通导出')).code, 'ledger.month_not_ready')
  await answered(maker(), routes.withdrawDraft, { params: { id: waiting } })
  assert.equal((await close()).code, 'ledger.bank_not_reconciled')
  const closed = await close('网银尚未开通导出')
  assert.deepEqual([closed.body.state, closed.body.timesReopened], ['closed', 1])
  const { rows: unlogged } = await fresh.owner.query(
    `select id from ledger.month_acts where id not in (select unnest(subjects) from transparency.staged)`,
  )
  assert.deepEqual(unlogged, [], 'each closing and opening waits for its place in the public log')
  await assert.rejects(
    fresh.owner.query(
      `insert into ledger.month_acts (book_id, month, no, act, reason, person_id, at)
       values ($1, '2026-12', 4, 'reopen', '自己来', $2, now())`,
      [host.id, '0193a000-0000-7000-8000-000000000001'],
    ),
    /whoever closed month/,
  )
})

test('L24: vouchers are numbered from 1 in each month without a gap, gifts of a day and channel together', async () => {
  await fresh.database.transact('test', async (tx) => {
    const gift = (n: number, channel: string) =>
      postOne(
        tx,
        `gift ${n}`,
        giftDraft(host, BigInt(n), { postedOn: '2027-01-04', documentOn: '2027-01-04', channel }),
      )
    for (const n of [1, 2, 3]) await gift(n, 'wechat')
    await gift(4, 'bank')
  })
  assert.deepEqual(await answered(maker(), routes.numberVouchers), { made: 2 })
  assert.deepEqual(await answered(maker(), routes.numberVouchers), { made: 0 })
  const { items } = await answered(maker(), routes.listVouchers, { query: { hostId: hostId(), month: '2027-01' } })
  assert.deepEqual(
    items.map((row: { number: number; entries: number; totalFen: string }) => [row.number, row.entries, row.totalFen]),
    [
      [2, 1, '4'],
      [1, 3, '6'],
    ],
  )
  const summary = await answered(maker(), routes.getVoucher, { params: { id: items[1].id } })
  assert.deepEqual(
    summary.lines.map((line: { account: string; amountFen: string }) => [line.account, line.amountFen]),
    [
      ['1002', '6'],
      ['4101', '6'],
    ],
  )
  assert.equal(summary.parts.length, 3)
  const { rows: gaps } = await fresh.owner.query(
    'select month from ledger.vouchers group by book_id, month having max(number) <> count(*) or min(number) <> 1',
  )
  assert.deepEqual(gaps, [])
  const skip = `insert into ledger.vouchers select gen_random_uuid(), book_id, month, number + 5, dated_on, summary, channel, entries,
    total_fen, made_at from ledger.vouchers where month = '2027-01' and number = 2`
  await assert.rejects(fresh.owner.query(skip), /without a gap/)
  await expectFound(fresh, async (tx) => (await faultOfVouchers(tx, host.id))?.row, [
    ['ledger.vouchers', 'set total_fen = total_fen + 1', /^20/],
    ['ledger.vouchers', `set number = number + 7 where month = '2027-01' and number = 2`, /^2027-01 9/],
    [
      'ledger.voucher_entries',
      `set voucher_id = (select id from ledger.vouchers where month = '2027-01' and number = 2)`,
      /^20/,
    ],
  ])
  assert.equal(
    (await ask(maker(), routes.getVoucher, { params: { id: showId('voucher', host.id) } })).code,
    'ledger.voucher_not_found',
  )
})

test('L24: the numbers that SQL gives are those of the rule', async () => {
  const other = await addHost(fresh, 2)
  const days = ['2026-03-02', '2026-03-01', '2026-03-01', '2026-02-27', '2026-03-01', '2026-03-02', '2026-02-27']
  const ids = await fresh.database.transact('test', async (tx) => {
    const posted: string[] = []
    for (const [n, postedOn] of days.entries()) {
      const channel = n % 3 === 0 ? null : n % 2 === 0 ? 'wechat' : 'alipay'
      posted.push(await postOne(tx, `e${n}`, giftDraft(other, BigInt(n + 1), { postedOn, channel })))
    }
    await numberVouchers(tx, other.id, '2026-12-31')
    return posted
  })
  const entries = await fresh.database.transact('test', (tx) => entriesByIds(tx, ids))
  const ruled = numberedByRule(entries, new Map()).flatMap((voucher) =>
    voucher.entries.map(({ id }) => `${voucher.month} ${voucher.number} ${id}`),
  )
  const { rows } = await fresh.owner.query<{ text: string }>(
    `select v.month || ' ' || v.number || ' ' || e.entry_id as text from ledger.vouchers v
       join ledger.voucher_entries e on e.voucher_id = v.id where v.book_id = $1`,
    [other.id],
  )
  assert.deepEqual(rows.map(({ text }) => text).toSorted(), ruled.toSorted())
})

test('vouchers are printed, their lines exported for another program, and a closed month is kept as one bundle', async () => {
  const params = { hostId: hostId() }
  const pdf = await api.askFile(maker(), routes.printVouchers, { params, query: { month: '2026-12' } })
  assert.deepEqual([pdf.status, pdf.content.subarray(0, 5).toString()], [200, '%PDF-'])
  const lines = await answered(maker(), routes.listVoucherLines, {
    query: { hostId: hostId(), month: '2026-12', pageSize: '200' },
  })
  const sum = (side: 'debitFen' | 'creditFen') =>
    lines.items.reduce((total: bigint, line: Record<string, string | null>) => total + BigInt(line[side] ?? '0'), 0n)
  assert.equal(sum('debitFen'), sum('creditFen'))
  const archive = { params: { ...params, month: '2026-12' } }
  assert.equal(
    (await ask(maker(), routes.getArchive, { params: { month: '2026-12' } })).code,
    'ledger.archive_not_ready',
  )
  await archiveMonth({ transact: (work) => fresh.database.transact('test', work) }, { book: host.id, month: '2026-12' })
  const zip = await api.askFile(maker(), routes.getArchive, archive)
  assert.deepEqual([zip.status, zip.content.subarray(0, 2).toString()], [200, 'PK'])
  assert.ok(
    zip.content.includes(Buffer.from('凭证-2026-12-0001.pdf')) && zip.content.includes(Buffer.from('SHA256.csv')),
  )
})

test('L25: a policy has its source and default, is changed with a reason by the accountant, and the next voucher follows it', async () => {
  const fee = body('E05.post', '2027-01-05', { cash: '1002', amount: '1', place: limited() })
  const refused = await ask(maker(), routes.previewDraft, { body: fee })
  assert.deepEqual(
    [refused.code, /支付通道手续费/.test(refused.body.message ?? refused.body.detail ?? JSON.stringify(refused.body))],
    ['ledger.policy_forbids', true],
  )
  const set = (key: string, value: string) =>
    ask(maker(), routes.setPolicy, { params: { key }, body: { value, reason: '备案方案载明' } })
  assert.equal((await set('no_such', 'host')).code, 'ledger.unknown_policy')
  assert.equal((await set('channel_fee_borne_by', 'nobody')).code, 'ledger.unknown_choice')
  const changed = (await set('channel_fee_borne_by', 'as_filed')).body
  assert.deepEqual([changed.value, changed.preset, changed.changed.reason], ['as_filed', 'host', '备案方案载明'])
  assert.equal((await ask(maker(), routes.previewDraft, { body: fee })).code, 'ok')
  const { items } = await answered(maker(), routes.listPolicies)
  assert.equal(items.length, 14)
})

test('L21: an order over the wire takes money out of reach, its bank debit settles it, a failed one gives back', async () => {
  const place = { fundId: showId('fund', host.fund), restrictionId: showId('limit', host.restriction) }
  const order = (amountFen: string) =>
    ask(maker(), routes.commit, { body: { ...place, amountFen, purpose: '助学款', dueOn: '2027-01-20' } })
  const free = async () => {
    const { items } = await answered(maker(), routes.listPlaces)
    return BigInt(items.find((each: { restriction: object | null }) => each.restriction !== null).spendableFen)
  }
  const before = await free()
  const one = await order('1000')
  const other = await order('500')
  assert.equal(await free(), before - 1500n)
  assert.equal((await order('100000000')).code, 'ledger.overdrawn')
  const settled = body(
    'E35.direct',
    '2027-01-05',
    { cash: '1002', amount: '1000', place: limited(), reach: { ...REACHED, reachedOn: '2027-01-05' } },
    { settles: one.body.id },
  )
  const { id } = await answered(maker(), routes.makeDraft, { body: settled })
  await answered(checker(), routes.checkDraft, { params: { id } })
  const params = { id: other.body.id }
  assert.equal(
    (await answered(maker(), routes.release, { params, body: { reason: '户名不符，银行退回' } })).state,
    'released',
  )
  assert.equal(await free(), before - 1000n)
  const open = await answered(maker(), routes.listCommitments, { query: { state: 'open' } })
  assert.equal(open.total, 0)
})
