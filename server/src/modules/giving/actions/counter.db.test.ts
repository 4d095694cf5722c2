import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Gift, type RecordGift, recordGift as shape } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { getGiftRecord } from '../queries/gifts.ts'
import { keptGifts } from '../queries/kept-facts.ts'
import { recordCounterGifts } from './record-gift.ts'
import { voidGift } from './void-gift.ts'

let fresh: FreshDatabase
let host: string
let fund: string
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
  await fresh.owner.query(`update funds.funds set fields = '{hardship}' where id = $1`, [fund])
})
after(() => fresh.close())

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
let sum = 100n
/** Cash over the counter, a new sum each time, so that no gift looks like another unless a test means it to. */
const typed = (more: Partial<RecordGift> = {}): RecordGift => {
  sum += 1n
  const least = { fundId: showId('fund', fund), amountFen: sum.toString(), givenOn: '2026-11-20', channel: 'cash' }
  return { ...shape.parse(least), donorName: '乌云毕力格', shown: 'masked', secondCounter: '其其格', ...more }
}
const recordAll = (gifts: readonly RecordGift[]) =>
  act((tx) =>
    recordCounterGifts(
      tx,
      gifts.map((gift) => ({ by: SETUP, gift, requestId: 'test' })),
    ),
  )
const recordGift = async (gift: RecordGift): Promise<string> => {
  const [outcome] = await recordAll([gift])
  if (!outcome || outcome instanceof Refusal) throw outcome
  return outcome.id
}
const record = (more: Partial<RecordGift> = {}) => recordGift(typed(more))
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refusal ? error : assert.fail(`not refused: ${error}`)
}
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code
const rowsOf = async (text: string, ...values: unknown[]) => (await fresh.owner.query(text, values)).rows

test('G9: without a second counter no cash is recorded, and the two are kept sealed', async () => {
  assert.equal(await codeOf(record({ secondCounter: '' })), 'giving.second_counter_missing')
  assert.equal(await codeOf(record({ handler: '其其格' })), 'giving.counters_same')
  assert.equal(await codeOf(record({ donorKind: 'anonymous' })), 'giving.anonymous_with_name')
  assert.equal(await codeOf(record({ receipt: 'issued' })), 'giving.receipt_no_missing')
  const id = await record({ handler: '苏和' })
  const [kept] = await rowsOf('select handler, second_counter from giving.handlings where gift_id = $1', id)
  assert.ok(!kept.handler.includes(Buffer.from('苏和')) && kept.second_counter.length > 20)
})

test('G10: a gift like one that stands is asked about, by two at once too, and recorded when it is meant', async () => {
  const gift = typed()
  const both = await Promise.allSettled([1, 2].map(() => recordGift(gift)))
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  const asked = await refusalOf(recordGift({ ...gift, donorName: ' 乌云 毕力格' }))
  assert.equal(asked.code, 'giving.looks_recorded')
  assert.match(String(asked.params.code), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  for (const other of [{ donorName: '乌云' }, { givenOn: '2026-11-19' }, { again: true }]) {
    const id = await recordGift({ ...gift, ...other })
    await act((tx) => voidGift(tx, SETUP, id, '只为试验'))
  }
  const box = typed({ donorName: '', donorKind: 'anonymous' })
  await recordGift(box)
  await recordGift(box)
})

test('G10: what was voided is no longer like the new one', async () => {
  const gift = typed()
  const id = await recordGift(gift)
  await act((tx) => voidGift(tx, SETUP, id, '金额登记错误'))
  await recordGift(gift)
})

test('G2: the number on a payment slip is recorded once, at the counter too', async () => {
  await record({ channel: 'wechat', orderNo: 'WX-4200-1' })
  assert.equal(await codeOf(record({ channel: 'wechat', orderNo: 'WX-4200-1', again: true })), 'giving.order_recorded')
})

test('G11: a receipt number stands on one gift of a host; what is no gift gets none (D03)', async () => {
  const id = await record({ receipt: 'issued', receiptNo: '15060000001' })
  const taken = await refusalOf(record({ receipt: 'issued', receiptNo: '15060000001' }))
  assert.equal(taken.code, 'giving.receipt_taken')
  const sponsored = await refusalOf(record({ receipt: 'issued', receiptNo: '15060000002', nature: 'sponsorship' }))
  assert.deepEqual([sponsored.code, sponsored.params.rule], ['regulations.blocked', 'D03'])
  await act((tx) => voidGift(tx, SETUP, id, '登错了基金'))
  await record({ receipt: 'issued', receiptNo: '15060000001' })
})

test('a purpose is one of the fund’s own', async () => {
  assert.equal(await codeOf(record({ purposeField: 'care' })), 'giving.purpose_outside_fund')
  await record({ purposeField: 'hardship' })
})

test('G12: the rule book is asked: a number in the public purpose blocks (X13), a donor nobody named blocks (D01)', async () => {
  const number = await refusalOf(record({ purpose: '找 13812345678' }))
  assert.deepEqual([number.code, number.params.rule], ['giving.rule_blocks', 'X13'])
  assert.doesNotMatch(JSON.stringify(number.params), /13812345678/)
  const nobody = await refusalOf(record({ donorKind: 'firm', donorName: '' }))
  assert.deepEqual([nobody.code, nobody.params.rule], ['giving.rule_blocks', 'D01'])
})

test('G12: a warning wants a reason, which is kept sealed (D07)', async () => {
  const large = { amountFen: 1_000_000n, again: true }
  assert.equal(await codeOf(record(large)), 'regulations.reason_needed')
  const id = await record({ ...large, reason: '老战友不要协议' })
  const [kept] = await rowsOf('select warnings, reason from regulations.acceptances where subject_id = $1', id)
  assert.deepEqual(kept.warnings, ['D07 line'])
  const trail = JSON.stringify(await rowsOf('select details from trail.records where subject_id = $1', id))
  assert.doesNotMatch(trail, /老战友/)
  await record({ ...large, agreement: 'signed' })
  assert.equal(await codeOf(record({ agreement: 'asked' })), 'regulations.reason_needed')
})

test('G12: a receipt still to be issued is a duty of the host’s accountant; waived, anonymous or from a platform none (D02)', async () => {
  const dutiesOf = async (more: Partial<RecordGift>) =>
    rowsOf(
      'select regulation_id as rule, due_on::text as due, owner_role as owner, owner_organisation_id as body from regulations.duties where subject_id = $1',
      await record(more),
    )
  assert.deepEqual(await dutiesOf({}), [{ rule: 'D02', due: '2026-11-30', owner: 'charity_accountant', body: host }])
  for (const none of [
    { receipt: 'issued', receiptNo: '15060000009' },
    { receipt: 'waived' },
    { donorName: '' },
    { channel: 'platform' },
    { givenOn: '2025-12-31' },
  ] as const) {
    assert.deepEqual(await dutiesOf(none), [], JSON.stringify(none))
  }
})

test('G10: of one batch the second of two alike is asked, and neighbours stand', async () => {
  const twin = typed()
  const numbered = typed({ channel: 'wechat', orderNo: 'WX-7' })
  const outcomes = await recordAll([
    twin,
    typed(),
    { ...twin },
    numbered,
    typed({ channel: 'alipay', orderNo: 'WX-7' }),
    typed({ receipt: 'issued', receiptNo: '15060000077' }),
    typed({ receipt: 'issued', receiptNo: '15060000077' }),
    typed({ secondCounter: '' }),
    typed({ fundId: host }),
  ])
  assert.deepEqual(
    outcomes.map((each) => (each instanceof Refusal ? each.code : 'stands')),
    [
      ...['stands', 'stands', 'giving.looks_recorded', 'stands', 'giving.order_recorded', 'stands'],
      ...['giving.receipt_taken', 'giving.second_counter_missing', 'funds.not_found'],
    ],
  )
})

test('what a counter is answered is what the gift reads as later, down to the last field, and no look at names', async () => {
  const before = await rowsOf(`select from trail.records where action = 'giving.see_names'`)
  const answers = await recordAll([
    typed({ shown: 'full', note: '当面致谢', purpose: '助学' }),
    typed({ donorName: ' Anna  Smith ', donorKind: 'person', channel: 'bank', receipt: 'waived' }),
    typed({ donorName: '', donorKind: 'anonymous', shown: 'anonymous' }),
    typed({ receipt: 'issued', receiptNo: '15060000123', purposeField: 'hardship' }),
    typed({ channel: 'platform', orderNo: 'PL-1', secondCounter: '' }),
    typed({ givenOn: '2025-12-01' }),
  ])
  assert.equal((await rowsOf(`select from trail.records where action = 'giving.see_names'`)).length, before.length)
  for (const answer of answers) {
    if (answer instanceof Refusal) throw answer
    const read: Gift = await act((tx) => getGiftRecord(tx, SETUP, answer.id))
    const kept = Object.entries(read).filter(([name]) => name in answer)
    assert.deepEqual(Object.fromEntries(kept), answer)
  }
})

test('G12: payments with numbers of their own owe their receipts together, once for each host and day', async () => {
  await recordAll([1, 2, 3].map((n) => typed({ channel: 'wechat', orderNo: `WX-9${n}` })))
  await record({ channel: 'wechat', orderNo: 'WX-94' })
  const duties = await rowsOf(`select due_on::text as due from regulations.duties where subject_id = $1`, host)
  assert.deepEqual(duties, [{ due: '2026-12-03' }])
})

test('R12: gifts tell the facts they were judged by, without a name, the newest within the limit', async () => {
  const id = await record({ amountFen: 2_000_000n, agreement: 'signed' })
  const nameless = await record({ donorName: '', donorKind: 'anonymous', shown: 'anonymous' })
  const span = { from: '2026-01-01', to: '2026-12-31' }
  const kept = await act((tx) => keptGifts(tx, { ...span, limit: 1000 }))
  assert.equal(kept.found, kept.items.length)
  const gift = kept.items.find((item) => item.id === id)?.facts.gift
  assert.deepEqual(
    [gift?.donor, gift?.amountFen, gift?.agreementSigned, gift?.receipt],
    ['named', 2_000_000n, true, 'none'],
  )
  assert.equal(kept.items.find((item) => item.id === nameless)?.facts.gift?.donor, 'anonymous')
  assert.ok(!JSON.stringify(kept, (_key, each) => (typeof each === 'bigint' ? String(each) : each)).includes('乌云'))
  const few = await act((tx) => keptGifts(tx, { ...span, limit: 2 }))
  assert.deepEqual([few.items.length, few.found], [2, kept.found])
  assert.equal((await act((tx) => keptGifts(tx, { from: '2020-01-01', to: '2020-12-31', limit: 9 }))).found, 0)
})
