import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { voucherRoutes as routes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { holding, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { ledgerServed } from './index.ts'
import { addHost, type Host } from './testkit.ts'

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

const maker = (): Actor => holding('charity_accountant', { kind: 'organisation', id: host.id })
const hostId = () => showId('org', host.id)
const ask = async (actor: Actor, route: AnyRoute, { body }: { body: object }) => {
  const answer = await api.ask(actor, route, { params: { hostId: hostId() }, body })
  return { code: answer.status < 300 ? 'ok' : answer.body.code }
}
const limited = () => ({ fund: showId('fund', host.fund), restrictionId: showId('limit', host.restriction) })
const GENERAL = { fund: 'general', restrictionId: null }
const body = (recipe: string, day: string, input: object, more: object = {}) => ({
  ...{ recipe, input, documentOn: day, postedOn: day, summary: `凭证 ${recipe}`, papers: [] },
  ...more,
})

test('each reason of the catalogue against a voucher is told by its code', async () => {
  const at = (recipe: string, input: object, papers: object[] = []) =>
    ask(maker(), routes.previewDraft, { body: body(recipe, '2027-01-05', input, { papers }) })
  const office = { cash: '1002', amount: '100', kind: 'm5', place: GENERAL }
  const wrong: readonly (readonly [string, string, object])[] = [
    ['ledger.unknown_recipe', 'E99.post', {}],
    ['ledger.no_entry', 'E34.post', {}],
    ['ledger.unknown_step', 'E55.lent', {}],
    ['ledger.paper_missing', 'E102.post', { amount: '1', from: GENERAL, to: GENERAL }],
    ['ledger.unknown_field', 'E55.paid', { ...office, colour: 'red' }],
    ['ledger.field_missing', 'E55.paid', { cash: '1002', kind: 'm5', place: GENERAL }],
    ['ledger.field_wrong', 'E55.paid', { ...office, amount: '1.5' }],
    ['ledger.part_exceeds_whole', 'E42.pay', { cash: '1002', amount: '1', tax: '1' }],
  ]
  for (const [code, recipe, input] of wrong) assert.equal((await at(recipe, input)).code, code, recipe)
  const tests = { regiftAgreement: 'no', dutyNoGain: 'yes', onlyMediates: 'yes' }
  const error = { other: '1122', amount: '100', direction: 'rise', place: GENERAL, grave: 'no' }
  const papered: readonly (readonly [string, string, object, object[]])[] = [
    [
      'ledger.money_may_not_be_invested',
      'E88.post',
      { investment: '110102', cash: '1002', amount: '1', money: 'government' },
      [],
    ],
    [
      'ledger.agency_tests_fail',
      'E80.post',
      { asset: '100290', amount: '1', receiver: hostId(), ...tests, giverNamed: 'no' },
      [],
    ],
    [
      'ledger.agency_tests_hold',
      'E84.income',
      { cash: '1002', amount: '1', place: limited(), ...tests, giverNamed: 'yes' },
      [],
    ],
    [
      'ledger.not_full_balance',
      'E62.post',
      { amount: '1', balance: '2', place: limited() },
      [{ kind: 'limit', madeBy: 'giver', ref: '函' }],
    ],
    [
      'ledger.not_material',
      'E73.adjust',
      { ...error, kindTotal: '100000' },
      [{ kind: 'approval', madeBy: 'board', ref: '决议' }],
    ],
    ['ledger.material', 'E74.post', { ...error, flow: '4901', kindTotal: '101' }, []],
    [
      'ledger.parts_do_not_sum',
      'E95.gain',
      { income: '4601', cash: '1002', amount: '3', parts: [{ place: GENERAL, amountFen: '2' }] },
      [],
    ],
  ]
  for (const [code, recipe, input, papers] of papered)
    assert.equal((await at(recipe, input, papers)).code, code, recipe)
  const board = [{ kind: 'approval', madeBy: 'board', ref: '决议 1' }]
  assert.equal((await at('E102.post', { amount: '1', from: GENERAL, to: GENERAL }, board)).code, 'ledger.same_place')
})

test('opening balances are read from a table row by row, mapped from the chart of 2004, and nothing is recorded', async () => {
  const read = async (edition: string, text: string) =>
    api.ask(maker(), routes.readOpening, { params: { hostId: hostId() }, query: { edition }, body: Buffer.from(text) })
  const good = await read('2004', '科目编码,借方余额,贷方余额,基金\n1002,"1,000.00",,\n2401,,200,\n3102,,800,第1基金\n')
  assert.equal(good.status, 200, JSON.stringify(good.body))
  assert.deepEqual(
    good.body.rows.map((row: Record<string, string>) => [row.to, row.side, row.amountFen, row.problem]),
    [
      ['1002', 'debit', '100000', null],
      ['2503', 'credit', '20000', null],
      ['3102', 'credit', '80000', null],
    ],
  )
  const bad = await read('2024', '科目编码,借方余额,贷方余额\n9999,1,\n4101,1,\n1002,x,\n1002,1,1\n3102,,5\n')
  assert.deepEqual(
    bad.body.rows.map((row: { problem: string }) => row.problem),
    ['unknown_account', 'income_not_closed', 'bad_amount', 'two_amounts', 'fund_needed'],
  )
  assert.equal((await read('2024', 'a,b\n1,2\n')).body.code, 'ledger.sheet_heading_missing')
})
