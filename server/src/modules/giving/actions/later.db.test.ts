import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { commit } from '#modules/ledger/index.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { served } from '../routes.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
const worker = holding('community_worker', { kind: 'division', code: '150602' })
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
})
after(async () => {
  await api.close()
  await fresh.close()
})

let sum = 1000
const record = async (more: object = {}) => {
  sum += 1
  const least = { fundId: showId('fund', fund), amountFen: `${sum}`, givenOn: '2026-11-20', channel: 'bank' }
  const body = { ...least, donorKind: 'person', donorName: '阿拉坦其木格', shown: 'masked', ...more }
  return (await api.ask(worker, routes.record, { body })).body
}
const get = async (id: string) => (await api.ask(worker, routes.get, { params: { id } })).body
const pageOf = async (publicId: string) => (await api.ask(STRANGER, routes.getPublic, { params: { publicId } })).body
const rowsOf = async (text: string, ...values: unknown[]) => (await fresh.owner.query(text, values)).rows
const accountant = () => holding('charity_accountant', { kind: 'organisation', id: host })

test('G13: how a donor is shown changes on their word; every change is kept, and no name that was shown once', async () => {
  const gift = await record({ shown: 'full' })
  const params = { id: gift.id }
  for (const shown of ['anonymous', 'anonymous', 'masked']) {
    const { status, body } = await api.ask(worker, routes.changeShown, { params, body: { shown } })
    assert.deepEqual([status, body.shown], [200, shown])
  }
  assert.equal((await pageOf(gift.publicId)).shownName, '阿拉**')
  const changes = (await get(gift.id)).shownChanges.map((each: Record<string, string>) => [each.from, each.to, each.by])
  assert.deepEqual(changes, [
    ['anonymous', 'masked', 'staff'],
    ['full', 'anonymous', 'staff'],
  ])
  const kept = JSON.stringify([
    await rowsOf('select * from giving.shown_changes'),
    await rowsOf(`select details from trail.records where action like 'giving.change%'`),
  ])
  assert.doesNotMatch(kept, /阿拉/)
  const nobody = await record({ donorKind: 'anonymous', donorName: '' })
  const refused = await api.ask(worker, routes.changeShown, { params: { id: nobody.id }, body: { shown: 'full' } })
  assert.equal(refused.body.code, 'giving.no_name_to_show')
})

test('G14: the donor changes it with the slip’s code; a name, another gift’s code or nothing proves nothing', async () => {
  const [gift, other] = [await record({ shown: 'anonymous' }), await record()]
  const slipOf = async (id: string) => (await api.ask(worker, routes.slip, { params: { id } })).body
  const slip = await slipOf(gift.id)
  assert.deepEqual([slip.donorName, slip.slipCode.length], ['阿拉坦其木格', 8])
  assert.equal((await slipOf(gift.id)).slipCode, slip.slipCode, 'printed again it is the same')
  const change = (slipCode: string, publicId = gift.publicId) =>
    api.ask(STRANGER, routes.changeOwnShown, { params: { publicId }, body: { slipCode, shown: 'full' } })
  for (const wrong of ['阿拉坦其木格', gift.publicId, (await slipOf(other.id)).slipCode, '00000000', '-']) {
    const { status, body } = await change(wrong)
    assert.deepEqual([status, body.code], [403, 'giving.slip_code_wrong'], wrong)
  }
  assert.equal((await change(slip.slipCode, '000000000000')).body.code, 'giving.not_found')
  const typed = `${slip.slipCode.slice(0, 4).toLowerCase()} - ${slip.slipCode.slice(4)}`
  const done = await change(typed)
  assert.deepEqual([done.status, done.body.shownName], [200, '阿拉坦其木格'])
  const [change1] = (await get(gift.id)).shownChanges
  assert.deepEqual([change1.by, change1.to], ['donor', 'full'])
  const looks = await rowsOf(`select 1 from trail.records where action = 'giving.print_slip'`)
  assert.equal(looks.length, 3, 'each opened slip is on the trail')
  assert.doesNotMatch(JSON.stringify(await rowsOf('select * from giving.gifts')), new RegExp(slip.slipCode))
})

test('G13: a corrected name is found and shown, the one before it is kept sealed with the reason', async () => {
  const gift = await record({ donorName: '阿拉坦其木克', shown: 'full' })
  const correct = (body: object) =>
    api.ask(worker, routes.correctDonor, { params: { id: gift.id }, body: { reason: '听错了名字', ...body } })
  assert.equal((await correct({ donorKind: 'anonymous', donorName: '某' })).body.code, 'giving.anonymous_with_name')
  assert.equal((await correct({ donorKind: 'firm', donorName: '' })).body.code, 'giving.rule_blocks')
  const done = await correct({ donorKind: 'household', donorName: '阿拉坦其木格一家' })
  assert.deepEqual([done.status, done.body.donorName, done.body.donorKind], [200, '阿拉坦其木格一家', 'household'])
  assert.equal(
    (await correct({ donorKind: 'household', donorName: '阿拉坦其木格一家' })).body.code,
    'giving.donor_unchanged',
  )
  assert.deepEqual(
    done.body.corrections.map((each: { name: string; reason: string }) => [each.name, each.reason]),
    [['阿拉坦其木克', '听错了名字']],
  )
  assert.equal((await pageOf(gift.publicId)).shownName, '阿拉坦其木格一家')
  const found = async (q: string) => (await api.ask(worker, routes.list, { query: { q } })).body.total
  assert.deepEqual([await found('阿拉坦其木格一家'), await found('阿拉坦其木克')], [1, 0])
  const plain = JSON.stringify([
    await rowsOf('select * from giving.name_corrections'),
    await rowsOf('select details from trail.records'),
  ])
  assert.doesNotMatch(plain, /其木|听错/)
  await correct({ donorKind: 'anonymous', donorName: '' })
  assert.equal((await pageOf(gift.publicId)).shownName, null)
})

test('G11: a receipt recorded later does its duty; the last word holds and its number is free again', async () => {
  const gift = await record()
  const dutyOf = async () =>
    (
      await rowsOf(
        'select state, evidence from regulations.duties where subject_kind = $1 and state <> $2',
        'gift',
        'open',
      )
    )[0]
  const write = (id: string, body: object) => api.ask(accountant(), routes.recordReceipt, { params: { id }, body })
  assert.equal((await write(gift.id, { receipt: 'issued' })).body.code, 'giving.receipt_no_missing')
  assert.equal(
    (await write(gift.id, { receipt: 'issued', receiptNo: '77', nature: 'tied' })).body.code,
    'regulations.blocked',
  )
  const done = await write(gift.id, { receipt: 'issued', receiptNo: '15060000077' })
  assert.deepEqual([done.body.receipt, done.body.receiptNo], ['issued', '15060000077'])
  assert.deepEqual(await dutyOf(), { state: 'done', evidence: '票据号 15060000077' })
  const other = await record()
  assert.equal(
    (await write(other.id, { receipt: 'issued', receiptNo: '15060000077' })).body.code,
    'giving.receipt_taken',
  )
  await write(gift.id, { receipt: 'issued', receiptNo: '15060000078' })
  assert.equal((await write(other.id, { receipt: 'issued', receiptNo: '15060000077' })).status, 200)
  const listed = (await api.ask(worker, routes.list, { query: { receipt: 'issued' } })).body
  assert.equal(listed.total, 2)
})

test('G15: a voided gift publishes neither name nor purpose, is changed no more, and staff still read both', async () => {
  const gift = await record({ donorName: '乌日罕', shown: 'full', purpose: '给王奶奶买药' })
  const params = { id: gift.id }
  await api.ask(accountant(), routes.void, { params, body: { reason: '重复登记' } })
  const told = JSON.stringify([
    await pageOf(gift.publicId),
    (await api.ask(STRANGER, routes.listPublic, { query: { fundId: showId('fund', fund) } })).body,
  ])
  assert.match(told, new RegExp(gift.publicId))
  assert.doesNotMatch(told, /乌日罕|王奶奶/)
  const kept = await get(gift.id)
  assert.deepEqual([kept.donorName, kept.purpose, kept.shownName], ['乌日罕', '给王奶奶买药', null])
  for (const [route, body] of [
    [routes.changeShown, { shown: 'masked' }],
    [routes.correctDonor, { donorKind: 'person', donorName: '别人', reason: '试一试' }],
    [routes.recordReceipt, { receipt: 'waived' }],
    [routes.void, { reason: '再来一次' }],
  ] as const) {
    assert.equal((await api.ask(accountant(), route, { params, body })).body.code, 'giving.already_voided', route.name)
  }
})

test('G16: money that is out on a payment order is not voided, and the answer says what to do', async () => {
  const poor = await addFund(fresh, host, { name: '余额不足基金(演示)' })
  const gift = await record({ fundId: showId('fund', poor), amountFen: '50000' })
  const [{ restriction_id: restrictionId }] = await rowsOf('select restriction_id from funds.funds where id = $1', poor)
  const order = { purpose: '取暖煤', dueOn: '2026-11-30', key: 'order 1', amountFen: 20_000n }
  await fresh.database.transact('test', (tx) => commit(tx, SETUP, { book: host, fund: poor, restrictionId, ...order }))
  const refused = await api.ask(accountant(), routes.void, { params: { id: gift.id }, body: { reason: '登错了基金' } })
  assert.deepEqual([refused.status, refused.body.code], [409, 'giving.money_spent'])
  assert.match(refused.body.message, /200\.00/)
  assert.equal((await get(gift.id)).state, 'recorded')
})
