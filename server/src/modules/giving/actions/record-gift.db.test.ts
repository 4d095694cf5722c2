import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RecordGift, recordGift as recordGiftShape } from '@shanju/contract/giving/shapes.ts'
import { CHANNELS } from '@shanju/contract/giving/vocab.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { heldFunds } from '../queries/funds.ts'
import { recordCounterGifts } from './record-gift.ts'
import { recordGifts } from './record-gifts.ts'
import { voidGift } from './void-gift.ts'

let fresh: FreshDatabase
let host: string
let fund: string
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
})
after(() => fresh.close())

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
/** As the counter sends it; every test's gift is meant, however much like another it looks. */
const gift = (more: Partial<RecordGift> = {}): RecordGift => ({
  ...recordGiftShape.parse({
    fundId: showId('fund', fund),
    amountFen: '12345',
    givenOn: '2026-11-20',
    channel: 'cash',
  }),
  donorName: '乌云毕力格',
  shown: 'masked',
  secondCounter: '其其格',
  again: true,
  reason: '双方都不要协议',
  ...more,
})
/** One gift at a counter, by the action that takes many. */
async function recordGift(tx: Tx, given: RecordGift): Promise<string> {
  const [recorded] = await recordCounterGifts(tx, [{ by: SETUP, gift: given, requestId: 'test' }])
  if (!recorded || recorded instanceof Refusal) throw recorded
  return recorded.id
}
/** As a list has it, without what only a counter says. */
const listed = ({ receipt: _, ...more }: RecordGift) => ({ ...more, by: SETUP })
const record = (more: Partial<RecordGift> = {}) => act((tx) => recordGift(tx, gift(more)))
const rowsOf = async (text: string, ...values: unknown[]) => (await fresh.owner.query(text, values)).rows
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refusal ? error.code : String(error)
}

test('E14: a fund with a fee by share keeps 95 of 100, the host is free with 5, whatever the channel; a fee by cost takes nothing', async () => {
  const agree = async (feeRule: 'share' | 'cost', signedOn: string) => {
    const id = await addFund(fresh, host, { name: `按协议收费基金${feeRule}${signedOn}` })
    await fresh.owner.query(
      `insert into funds.agreements (fund_id, number, purpose, use, rights_of_host, rights_of_initiator, "end", surplus,
         yield_rule, fee_rule, fee_bp, signed_on, recorded_at)
       values ($1, 1, '', '', '', '', '', '', 'fund', $2, 500, $3, now())`,
      [id, feeRule, signedOn],
    )
    return id
  }
  const creditsOf = async (more: Partial<RecordGift>) =>
    rowsOf(
      `select l.fund_id, l.restriction, l.amount_fen::text as fen, e.recipe from ledger.lines l
         join ledger.entries e on e.id = l.entry_id
        where l.gift_id = $1 and l.side = 'credit' order by l.amount_fen desc`,
      await record(more),
    )
  const shared = await agree('share', '2026-11-20')
  for (const channel of CHANNELS) {
    const [own, free] = await creditsOf({ fundId: shared, channel, amountFen: 100_00n })
    assert.deepEqual([own.fund_id, own.restriction, own.fen, own.recipe], [shared, 'R', '9500', 'E14.post'])
    assert.deepEqual([free.restriction, free.fen], ['U', '500'])
    assert.notEqual(free.fund_id, shared)
  }
  assert.deepEqual(
    (await creditsOf({ fundId: shared, amountFen: 9n })).map(({ fen, recipe }) => [fen, recipe]),
    [['9', 'E01.post']],
    'half a fen stays with the fund',
  )
  for (const fundId of [shared, await agree('cost', '2026-11-01')]) {
    const credits = await creditsOf({ fundId, amountFen: 100_00n, givenOn: '2026-11-19' })
    assert.deepEqual(
      credits.map(({ fen }) => fen),
      ['10000'],
      'what is agreed later does not reach back, and cost is booked when it arises',
    )
  }
})

test('G1: a gift of these books has exactly one entry for its sum, on the account of its channel', async () => {
  for (const [n, channel] of CHANNELS.entries()) {
    const id = await record({ channel, amountFen: BigInt(1_00 + n) })
    const lines = await rowsOf(
      `select e.total_fen, e.posted_on, l.account, l.side, l.amount_fen, l.fund_id, l.restriction from ledger.lines l
         join ledger.entries e on e.id = l.entry_id where l.gift_id = $1 order by l.side desc`,
      id,
    )
    assert.equal(lines.length, 2)
    const [debit, credit] = lines
    assert.deepEqual([debit.side, credit.side, credit.fund_id, credit.restriction], ['debit', 'credit', fund, 'R'])
    for (const line of lines) assert.equal(BigInt(line.amount_fen), BigInt(1_00 + n))
    assert.match(debit.account, channel === 'cash' ? /^1001/ : channel === 'bank' ? /^1002/ : /^1009/)
    assert.match(credit.account, /^4/)
  }
})

test('G1: a gift from before the books has no entry and says so', async () => {
  const id = await record({ givenOn: '2025-12-31' })
  const [row] = await rowsOf(
    `select g.state, (select count(*)::int from ledger.lines where gift_id = g.id) as lines
       from giving.pub_gifts g where g.id = $1`,
    id,
  )
  assert.deepEqual(row, { state: 'history', lines: 0 })
  assert.equal(await codeOf(act((tx) => voidGift(tx, SETUP, id, '登记有误'))), 'giving.history_has_no_entry')
})

test('G1: a gift whose entry fails leaves nothing behind', async () => {
  const count = () =>
    rowsOf('select (select count(*) from giving.gifts) as gifts, (select count(*) from giving.donor_names) as names')
  const before = await count()
  await assert.rejects(
    act(async (tx) => {
      await recordGift(tx, gift())
      throw new Error('the power went')
    }),
    /the power went/,
  )
  assert.deepEqual(await count(), before)
})

test('G1: the largest sum is kept to the fen; one fen more, nothing and less than nothing cannot stand in the table', async () => {
  const id = await record({ amountFen: 1_000_000_000_000n })
  const [row] = await rowsOf('select amount_fen from giving.gifts where id = $1', id)
  assert.equal(BigInt(row.amount_fen), 1_000_000_000_000n)
  for (const amountFen of [1_000_000_000_001n, 0n, -1n]) {
    await assert.rejects(record({ amountFen }), { code: '23514' })
  }
})

test('G3: one bad gift of a batch is refused alone; its neighbours stand', async () => {
  const frozen = await addFund(fresh, host, { name: '已冻结(演示)' })
  await fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [frozen])
  const outcomes = await act(async (tx) => {
    const funds = await heldFunds(tx, [fund, frozen])
    const of = (id: string) => funds.get(id) ?? assert.fail()
    return recordGifts(tx, [
      { ...listed(gift({ amountFen: 7_01n })), fund: of(fund) },
      { ...listed(gift({ amountFen: 7_02n })), fund: of(frozen) },
      { ...listed(gift({ amountFen: 7_03n, givenOn: '2026-11-24' })), fund: of(fund) },
      { ...listed(gift({ amountFen: 7_04n, givenOn: '2025-05-31' })), fund: of(fund) },
      { ...listed(gift({ amountFen: 7_05n })), fund: of(fund) },
    ])
  })
  assert.deepEqual(
    outcomes.map((each) => each.refused?.code ?? 'stands'),
    ['stands', 'fund_takes_no_gifts', 'given_in_future', 'given_before_fund', 'stands'],
  )
  const stand = await rowsOf(
    'select amount_fen::int as fen from giving.gifts where amount_fen between 701 and 705 order by 1',
  )
  assert.deepEqual(
    stand.map((row) => row.fen),
    [701, 705],
  )
})

test('G3: a fund frozen by another while the gift is written takes it before or not at all', async () => {
  const torn = await addFund(fresh, host, { name: '争分夺秒(演示)' })
  const freeze = fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [torn])
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => record({ fundId: torn })))
  await freeze
  const after = await codeOf(record({ fundId: torn }))
  assert.equal(after, 'giving.fund_takes_no_gifts')
  const refused = outcomes.filter((each) => each.status === 'rejected')
  for (const each of refused) assert.equal(each.reason.code, 'giving.fund_takes_no_gifts')
  const [row] = await rowsOf('select count(*)::int as n from giving.gifts where fund_id = $1', torn)
  assert.equal(row.n, 30 - refused.length)
})

test('G4: a voided gift keeps its row and its entry; the reversal is one more entry and both point at each other', async () => {
  const id = await record({ amountFen: 9_99n })
  await act((tx) => voidGift(tx, SETUP, id, '王会计重复登记'))
  const [row] = await rowsOf('select state from giving.pub_gifts where id = $1', id)
  assert.equal(row.state, 'voided')
  const entries = await rowsOf(
    `select e.id, e.reverses, (select r.id from ledger.entries r where r.reverses = e.id) as reversed_by
       from ledger.entries e where exists (select 1 from ledger.lines l where l.entry_id = e.id and l.gift_id = $1)
      order by e.number`,
    id,
  )
  assert.equal(entries.length, 2)
  assert.deepEqual([entries[0].reversed_by, entries[1].reverses], [entries[1].id, entries[0].id])
})

test('G4: of many that void a gift at once one does and the rest are told', async () => {
  const id = await record({ amountFen: 8_88n })
  const codes = await Promise.all(
    Array.from({ length: 20 }, () => codeOf(act((tx) => voidGift(tx, SETUP, id, '重复登记')))),
  )
  assert.equal(codes.filter((code) => code === 'giving.already_voided').length, 19)
})

test('G4: an entry of an earlier year is not undone by reversal, and the gift stays', async () => {
  const id = await record({ amountFen: 6_66n })
  fresh.clock.set(new Date('2027-01-02T02:00:00Z'))
  try {
    assert.equal(await codeOf(act((tx) => voidGift(tx, SETUP, id, '重复登记'))), 'ledger.earlier_year')
  } finally {
    fresh.clock.set(new Date('2026-11-23T02:00:00Z'))
  }
  const [row] = await rowsOf('select state from giving.pub_gifts where id = $1', id)
  assert.equal(row.state, 'recorded')
})

test('G4: the role app can neither delete a gift, change its sum, nor take a void back', async () => {
  for (const forbidden of [
    'delete from giving.gifts',
    'update giving.gifts set amount_fen = amount_fen',
    'update giving.gifts set fund_id = fund_id',
    'delete from giving.voids',
    'update giving.voids set at = at',
  ]) {
    await assert.rejects(fresh.database.pool.query(forbidden), { code: '42501' }, forbidden)
  }
})

test('texts are kept as they were typed, whatever they look like', async () => {
  for (const text of [
    `<img src=x onerror=alert('善')>`,
    `'); drop table giving.gifts; --`,
    '=HYPERLINK("http://x","y")',
    '\\x41 \\u0041 %s $1 👨‍👩‍👧',
  ]) {
    const id = await record({ purpose: text, shown: 'full', donorName: text })
    const [row] = await rowsOf('select purpose, shown_name from giving.gifts where id = $1', id)
    assert.deepEqual(row, { purpose: text, shown_name: text })
  }
})

test('after all of this the books replay without a fault', async () => {
  const { entries, fault } = await act((tx) => verifyBooks(tx, host))
  assert.equal(fault, undefined)
  assert.ok(entries > 12)
})
