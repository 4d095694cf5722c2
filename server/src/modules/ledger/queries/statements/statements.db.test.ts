/** The worked year of the rules (section 3.8) posted into a database, and every statement read back from its balances. */
import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { readSheet } from 'read-excel-file/node'
import { formPdf } from '#platform/pdf/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { formBook } from '#platform/sheets/index.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { pdfText } from '#test/support/pdf-text.ts'
import { openBooks } from '../../actions/open-books.ts'
import { accountPaper, paperOf, trialPaper } from '../../logic/index.ts'
import { addHost, type Host, postOne } from '../../testkit.ts'
import { draftOf } from '../draft-of.ts'
import { getAccountLedger, wholeAccountLedger } from './account-ledger.ts'
import { getChecks } from './checks.ts'
import { getFundStatement } from './fund-statement.ts'
import { getFigure, getStatement, getTrialBalance } from './statement.ts'

let fresh: FreshDatabase
let host: Host
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  await addHost(fresh, 2)
  await fresh.database.transact('test', postWorkedYear)
})
after(() => fresh.close())

const yuan = (amount: bigint): bigint => amount * 100n

async function postWorkedYear(tx: Tx): Promise<void> {
  await openBooks(tx, { kind: 'system', name: 'test' }, host.id, [
    { account: '1002', side: 'debit', amountFen: yuan(500n) },
    { account: '3101', side: 'credit', amountFen: yuan(500n) },
  ])
  const place = { restriction: 'R', restrictionId: host.restriction, fund: host.fund }
  const general = { restriction: 'U', restrictionId: null, fund: 'general' }
  const reach = { reach: 'reached', reachedOn: '2026-03-05', reachProof: 'v1' }
  const events: [recipe: string, day: string, input: Record<string, unknown>][] = [
    ['E14.post', '2026-02-01', { cash: '1002', amount: yuan(100n), fee: yuan(5n), place }],
    ['E16.post', '2026-03-01', { goods: '1201', amount: yuan(20n), place }],
    ['E32.post', '2026-05-03', { cash: '1002', amount: yuan(60n), place, reach }],
    ['E25.post', '2026-06-01', { goods: '1201', amount: yuan(15n), place, reach }],
    [
      'E42.allocate',
      '2026-07-31',
      { costs: [{ account: '5101', kind: 'c2', place, project: null, amountFen: yuan(8n) }] },
    ],
    ['E42.pay', '2026-08-05', { cash: '1002', amount: yuan(8n), tax: 0n }],
    ['E87.post', '2026-09-21', { cash: '1002', amount: yuan(1n), agreement: 'fund', place }],
    ['E55.paid', '2026-10-10', { cash: '1002', amount: yuan(4n), kind: 'm5', place: general }],
  ]
  for (const [recipe, day, input] of events) {
    const head = {
      ...{ book: host.id, documentOn: day, postedOn: day, summary: recipe, papers: [], reason: null, channel: null },
      ...{ maker: '0193a000-0000-7000-8000-000000000001', checker: '0193a000-0000-7000-8000-000000000002' },
    }
    await postOne(tx, recipe, draftOf(recipe, input, head, { project: null }))
  }
}

const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const asked = (month: string, span: 'month' | 'quarter' | 'half_year' | 'year' = 'month') => ({
  ...{ hostId: host.id, fundId: undefined, division: undefined, month, span },
})
const form = (id: '01' | '02' | '03', month: string, span?: 'month' | 'quarter' | 'half_year' | 'year') =>
  inTx((tx) => getStatement(tx, id, asked(month, span)))
type Form = Awaited<ReturnType<typeof form>>
const inYuan = (statement: Form, line: string): bigint[] =>
  (statement.lines.find(({ id }) => id === line)?.values ?? []).map((fen) => fen / 100n)

test('L40: the forms say of the worked year what its lines say, with the opening beside it', async () => {
  const sheet = await form('01', '2026-10')
  assert.deepEqual(
    [inYuan(sheet, 'A1'), inYuan(sheet, 'A5')],
    [
      [500n, 529n],
      [0n, 5n],
    ],
  )
  assert.deepEqual(
    ['L17', 'L18', 'L20', 'A27'].map((id) => inYuan(sheet, id)),
    [
      [500n, 501n],
      [0n, 33n],
      [500n, 534n],
      [500n, 534n],
    ],
  )
  const activity = await form('02', '2026-05')
  assert.deepEqual(inYuan(activity, 'Y10'), [0n, 60n, 60n, 0n, 60n, 60n])
  assert.deepEqual(inYuan(activity, 'Y1'), [0n, 0n, 0n, 5n, 115n, 120n])
  assert.deepEqual(inYuan(await form('02', '2026-02', 'quarter'), 'Y1').slice(0, 3), [5n, 115n, 120n])
  assert.deepEqual(inYuan(await form('02', '2026-10', 'year'), 'Y21'), [0n, 0n, 0n, 1n, 33n, 34n])
  const flows = await form('03', '2026-10')
  assert.deepEqual(
    ['B1', 'B6', 'B7', 'B8', 'B11', 'NC'].map((id) => inYuan(flows, id)[0]),
    [100n, 1n, 60n, 8n, 4n, 29n],
  )
})

test('L40: every figure of every form is the sum of the accounts it opens into', async () => {
  for (const [id, columns] of [
    ['01', 2],
    ['02', 6],
    ['03', 2],
  ] as const) {
    const statement = await form(id, '2026-09')
    for (const line of statement.lines.filter(({ heading }) => !heading))
      for (let column = 0; column < columns; column += 1) {
        const { sumFen } = await inTx((tx) => getFigure(tx, id, line.id, { ...asked('2026-09'), column }))
        assert.equal(sumFen, line.values[column], `${id} ${line.id} ${column}`)
      }
  }
  const { parts } = await inTx((tx) => getFigure(tx, '02', 'Y9', { ...asked('2026-09'), column: 5 }))
  assert.deepEqual(
    parts.map(({ account, restriction, amountFen }) => [account, restriction, amountFen / 100n]),
    [
      ['4101', 'R', 115n],
      ['4101', 'U', 5n],
      ['4901', 'R', 1n],
    ],
  )
  await assert.rejects(
    inTx((tx) => getFigure(tx, '02', 'Z9', { ...asked('2026-09'), column: 0 })),
    { code: 'ledger.statement_not_found' },
  )
})

test('L40: a fund has an activity statement and no balance sheet; a division sums the charities registered there', async () => {
  const ofFund = { ...asked('2026-10'), hostId: undefined, fundId: host.fund }
  const fund = await inTx((tx) => getStatement(tx, '02', ofFund))
  assert.deepEqual(inYuan(fund, 'Y21').slice(3), [0n, 33n, 33n])
  await assert.rejects(
    inTx((tx) => getStatement(tx, '01', ofFund)),
    { code: 'ledger.no_form_of_fund' },
  )
  const banner = { ...asked('2026-10'), hostId: undefined, division: '150602' }
  const sum = await inTx((tx) => getStatement(tx, '01', banner))
  assert.equal(sum.books, 2)
  assert.deepEqual(inYuan(sum, 'A27'), [500n, 534n])
  const elsewhere = await inTx((tx) => getStatement(tx, '01', { ...banner, division: '150603' }))
  assert.deepEqual([elsewhere.books, inYuan(elsewhere, 'A27')], [0, [0n, 0n]])
})

test('L40: the trial balance balances and every cross-check of the books holds', async () => {
  const trial = await inTx((tx) => getTrialBalance(tx, { ...asked('2026-05'), by: 'first' }))
  assert.ok(trial.balanced)
  const bank = trial.rows.find(({ account }) => account === '1002')
  assert.deepEqual([bank?.openingDebitFen, bank?.creditFen, bank?.closingDebitFen], [yuan(600n), yuan(60n), yuan(540n)])
  const { checks } = await inTx((tx) => getChecks(tx, host.id, '2026-10'))
  assert.deepEqual(
    checks.filter(({ holds }) => !holds),
    [],
  )
  assert.ok(checks.some(({ id }) => id === 'K13'))
})

test('L41: pages of an account go on where the page before ended and end at the balance of the books', async () => {
  const query = { hostId: host.id, account: '1002', from: '2026-02', to: '2026-10' }
  const whole = await inTx((tx) => wholeAccountLedger(tx, query))
  assert.equal(whole.openingFen, yuan(500n))
  assert.equal(whole.lines.at(-1)?.balanceFen, whole.months.at(-1)?.balanceFen)
  assert.equal(whole.lines.at(-1)?.balanceFen, yuan(529n))
  const pages = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await inTx((tx) => getAccountLedger(tx, { ...query, size: 2, after }))
    pages.push(...page.lines)
    after = page.next ?? undefined
    more = page.next !== null
  }
  assert.deepEqual(pages, whole.lines)
  await assert.rejects(
    inTx((tx) => wholeAccountLedger(tx, query, 2)),
    { code: 'ledger.too_many_lines' },
  )
  const restricted = await inTx((tx) => wholeAccountLedger(tx, { ...query, account: '4101', restriction: 'R' }))
  assert.equal(restricted.months.at(-1)?.yearCreditFen, yuan(115n))
  const flows = await form('03', '2026-10')
  for (const cashLine of ['B1', 'B6', 'B7', 'B8', 'B11']) {
    const lines = await inTx((tx) => wholeAccountLedger(tx, { ...query, from: '2026-01', to: '2026-10', cashLine }))
    const { parts } = await inTx((tx) => getFigure(tx, '03', cashLine, { ...asked('2026-10'), column: 0 }))
    const inflow = parts.reduce((sum, { amountFen }) => sum + amountFen, 0n)
    const sign = inflow === 0n || lines.lines.at(-1)?.balanceFen === inflow ? 1n : -1n
    assert.equal(lines.lines.at(-1)?.balanceFen, sign * inflow, `${cashLine} of ${flows.to}: lines make up the figure`)
  }
  const paid = await inTx((tx) => wholeAccountLedger(tx, { ...query, cashLine: 'B7' }))
  assert.equal(paid.accountName.zh.length > 2 && paid.account, 'B7')
  assert.deepEqual(
    paid.lines.map(({ side, amountFen }) => [side, amountFen]),
    [['credit', yuan(60n)]],
  )
})

test('L40: the statement of a fund adds up: opening, in by source, out, closing', async () => {
  const fund = await inTx((tx) => getFundStatement(tx, [host.fund], '2026-03', '2026-10'))
  const restricted = (rows: readonly { amount: { R: bigint } }[]) => rows.map(({ amount }) => amount.R / 100n)
  assert.deepEqual(fund.opening, { U: 0n, R: yuan(95n) })
  assert.deepEqual(restricted(fund.incomeBySource), [20n, 1n])
  assert.deepEqual(restricted(fund.activityByProject), [83n])
  assert.deepEqual(fund.closing, { U: 0n, R: yuan(33n) })
})

test('L40: papers hold the figures, as a workbook and as a PDF', async () => {
  const activity = paperOf(await form('02', '2026-10'), 'zh')
  const rows = await readSheet(await buffer(formBook(activity)))
  assert.deepEqual(rows[1]?.at(0), '会民非02表')
  const gifts = rows.find(([name]) => name === '捐赠收入')
  assert.deepEqual(gifts?.slice(1), [0, 0, 0, 5, 115, 120])
  const sheet = pdfText(await formPdf(paperOf(await form('01', '2026-10'), 'zh')))
  for (const text of [
    '资产负债表',
    '会民非01表',
    '编制单位：第1慈善会(演示)',
    '2026年10月31日',
    '534.00',
    '529.00',
    '33.00',
  ])
    assert.ok(sheet.includes(text), `${text} in ${sheet}`)
  const trial = trialPaper(await inTx((tx) => getTrialBalance(tx, { ...asked('2026-05'), by: 'full' })), 'en')
  assert.match(JSON.stringify(await readSheet(await buffer(formBook(trial)))), /1002 银行存款|1002 Bank/)
  const query = { hostId: host.id, account: '1002', from: '2026-02', to: '2026-10' }
  const ledger = accountPaper(await inTx((tx) => wholeAccountLedger(tx, query)), query, 'zh')
  assert.match(JSON.stringify(await readSheet(await buffer(formBook(ledger)))), /本年累计/)
})
