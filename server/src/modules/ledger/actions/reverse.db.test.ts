import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase, TEST_NOW } from '#test/support/clone.ts'
import { entriesByIds, getEntry } from '../queries/get-entry.ts'
import { verifyBooks } from '../queries/verify-books.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { openBooks } from './open-books.ts'
import type { Posted } from './post.ts'
import { type ReversalOrder, reverseAll } from './reverse.ts'

let fresh: FreshDatabase
let host: Host
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
})
after(() => fresh.close())

let gifts = 0
const newGift = (amountFen = 70n): Promise<string> =>
  fresh.database.transact('test', (tx) => postOne(tx, `gift ${++gifts}`, giftDraft(host, amountFen)))
const order = (entryId: string, key = `undo ${entryId}`): ReversalOrder => ({
  entryId,
  key,
  maker: 'system',
  reason: '登记有误',
})
const reverse = (...orders: ReversalOrder[]): Promise<Posted[]> =>
  fresh.database.transact('test', (tx) => reverseAll(tx, orders))
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const readAll = (ids: readonly string[]) => fresh.database.transact('test', (tx) => entriesByIds(tx, ids))

test('L8: a reversal mirrors its entry line by line, is dated today, and both point at each other', async () => {
  const first = await newGift()
  const [undone] = await reverse(order(first))
  assert.ok(undone)
  const [before, after] = await readAll([first, undone.id])
  assert.deepEqual([before?.reversedBy, after?.reverses, after?.reason], [undone.id, first, '登记有误'])
  assert.equal(after?.postedOn, '2026-11-23')
  assert.deepEqual(
    after?.lines.map((line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' })),
    before?.lines,
  )
})

test('L8: an entry and its reversal leave every balance of the year where it was', async () => {
  const own = await addHost(fresh, 2)
  const first = await fresh.database.transact('test', (tx) => postOne(tx, 'gift', giftDraft(own, 70n)))
  await reverse(order(first))
  const { rows } = await fresh.owner.query(
    `select account, (sum(debit_fen) - sum(credit_fen))::int as net from ledger.balances where book_id = $1 group by 1`,
    [own.id],
  )
  assert.deepEqual(
    rows.map((row) => row.net),
    [0, 0],
  )
  assert.equal((await fresh.database.transact('test', (tx) => verifyBooks(tx, own.id))).fault, undefined)
})

test('L8: an entry is undone once; the same order again finds the reversal it made', async () => {
  const first = await newGift()
  const [undone] = await reverse(order(first))
  const [again] = await reverse(order(first))
  assert.deepEqual(again, { ...undone, fresh: false })
  await assert.rejects(reverse(order(first, 'another')), refused('ledger.already_reversed'))
  const second = await newGift()
  await assert.rejects(reverse(order(second, 'one'), order(second, 'two')), refused('ledger.already_reversed'))
})

test('L8: of twenty different orders at once to undo one entry exactly one is carried out', async () => {
  const first = await newGift()
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => reverse(order(first, `race ${n}`))))
  assert.equal(all.filter((each) => each.status === 'fulfilled').length, 1)
  for (const each of all) {
    if (each.status === 'rejected') assert.ok(refused('ledger.already_reversed')(each.reason), String(each.reason))
  }
})

test('L8: a reversal is not reversed', async () => {
  const [undone] = await reverse(order(await newGift()))
  assert.ok(undone)
  await assert.rejects(reverse(order(undone.id)), refused('ledger.is_reversal'))
})

test('L8: one order of three that may not be carried out takes the others with it', async () => {
  const [first, second] = [await newGift(), await newGift()]
  await reverse(order(second, 'done'))
  await assert.rejects(reverse(order(first), order(second, 'again')), refused('ledger.already_reversed'))
  assert.equal((await fresh.database.transact('test', (tx) => getEntry(tx, first))).reversedBy, null)
  const unknown = '0193a000-0004-7000-8000-0000000000ff'
  await assert.rejects(reverse(order(first), order(unknown)), refused('ledger.entry_not_found'))
})

test('L8: an entry of an earlier year is corrected as an error, not reversed', async () => {
  const first = await newGift()
  fresh.clock.set('2027-01-01T02:00:00Z')
  await assert.rejects(reverse(order(first)), refused('ledger.earlier_year'))
  fresh.clock.set(TEST_NOW)
  await reverse(order(first))
})

test('L8: an entry dated after today is not reversed before its day', async () => {
  const first = await newGift()
  fresh.clock.set('2026-04-01T02:00:00Z')
  await assert.rejects(reverse(order(first)), refused('ledger.before_first_entry'))
  fresh.clock.set(TEST_NOW)
})

test('L9: the opening entry is not reversed: it is dated the first day, today is not', async () => {
  const own = await addHost(fresh, 3)
  await fresh.database.transact('test', (tx) =>
    openBooks(tx, { kind: 'system', name: 'test' }, own.id, [
      { account: '1002', side: 'debit', amountFen: 1n },
      { account: '3101', side: 'credit', amountFen: 1n },
    ]),
  )
  const { rows } = await fresh.owner.query('select id from ledger.entries where book_id = $1', [own.id])
  await assert.rejects(reverse(order(rows[0].id)), refused('ledger.opening_not_on_first_day'))
})
