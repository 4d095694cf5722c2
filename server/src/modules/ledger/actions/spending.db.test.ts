import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { commit, release, reverseAll, spendable } from '../index.ts'
import { credit, debit, type EntryDraft } from '../logic/index.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { post } from './post.ts'

let fresh: FreshDatabase
let host: Host
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
})
after(() => fresh.close())

const SYSTEM = { kind: 'system', name: 'test' } as const
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const limited = () => ({ restriction: 'R', restrictionId: host.restriction, fund: host.fund }) as const
const help = (fen: bigint): EntryDraft =>
  giftDraft(host, fen, {
    recipe: 'E41.post',
    summary: '服务费',
    lines: [debit('5101', fen, { ...limited(), kind: 'c2' }), credit('1002', fen, { cashLine: 'B9' })],
  })
const place = () => ({ book: host.id, fund: host.fund, restrictionId: host.restriction })
const free = async () => (await act((tx) => spendable(tx, place()))).spendableFen
const order = (key: string, amountFen: bigint) =>
  act((tx) => commit(tx, SYSTEM, { ...place(), key, amountFen, purpose: '助学款', dueOn: '2026-06-30' }))

test('L20: the last fen of a limit may be spent, one more is refused; entries of one call count together', async () => {
  await act((tx) => postOne(tx, 'gift', giftDraft(host, 1000n)))
  const spend = (...sums: bigint[]) =>
    act((tx) =>
      post(
        tx,
        sums.map((fen, n) => ({ key: `spend ${sums.join()} ${n}`, draft: help(fen) })),
      ),
    )
  await assert.rejects(spend(600n, 401n), refused('ledger.overdrawn'))
  await assert.rejects(spend(1001n), refused('ledger.overdrawn'))
  await spend(600n, 400n)
  assert.equal(await free(), 0n)
})

test('L20: money spent twice at once is spent once', async () => {
  await act((tx) => postOne(tx, 'gift for two', giftDraft(host, 500n)))
  const both = await Promise.allSettled(['one', 'other'].map((key) => act((tx) => postOne(tx, key, help(300n)))))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(await free(), 200n)
})

test('L20: the database refuses an overdraw to whoever writes past the program, and lets a correction tell the truth', async () => {
  const gift = await act((tx) => postOne(tx, 'a mistake', giftDraft(host, 100n)))
  await act((tx) => postOne(tx, 'all of it', help(300n)))
  const forged = `
    with head as (insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, summary, total_fen, key, posted_at)
      select gen_random_uuid(), b.id, b.next_number, '2024', 'ordinary', '2026-05-03', '2026-05-03', 'forged', 1, 'forged', now()
        from ledger.books b where b.id = $1 returning id, book_id)
    insert into ledger.lines (entry_id, no, book_id, edition, account, side, amount_fen, restriction, restriction_id, fund_id, kind, cash_line)
    select id, 1, book_id, '2024', '5101', 'debit', 1, 'R', $2::uuid, $3::uuid, 'c2', null from head
    union all select id, 2, book_id, '2024', '1002', 'credit', 1, null, null, null, null, 'B9' from head`
  await assert.rejects(fresh.owner.query(forged, [host.id, host.restriction, host.fund]), /overdrawn/)
  await act((tx) => reverseAll(tx, [{ entryId: gift, key: 'undo', maker: 'system', reason: '登记有误' }]))
  assert.equal(await free(), -100n)
  await act((tx) => postOne(tx, 'covered', giftDraft(host, 1100n)))
})

test('L21: an order takes money out of reach at once, for other orders and for entries; the same act commits once', async () => {
  const first = await order('order 1', 700n)
  assert.equal(await free(), 300n)
  assert.deepEqual(await order('order 1', 700n), { id: first.id, fresh: false })
  await assert.rejects(order('order 2', 301n), refused('ledger.overdrawn'))
  await assert.rejects(
    act((tx) => postOne(tx, 'past the order', help(301n))),
    refused('ledger.overdrawn'),
  )
  assert.equal(await free(), 300n)
})

test('L21: the bank’s debit settles an order with its entry, once; its own money is not in its way', async () => {
  const { id } = await order('order 3', 300n)
  const debited = (key: string) => act((tx) => post(tx, [{ key, draft: help(300n), settles: id }]))
  await debited('debit 3')
  assert.equal(await free(), 0n)
  const [again] = await debited('debit 3')
  assert.equal(again?.fresh, false)
  await assert.rejects(debited('another debit'), refused('ledger.commitment_ended'))
})

test('L21: a failed order gives its money back, once, with its reason', async () => {
  const { id } = await order('order 1', 700n)
  const giveBack = (commitmentId: string) =>
    act((tx) => release(tx, SYSTEM, { commitmentId, reason: '账号有误，银行退回' }))
  await giveBack(id)
  assert.equal(await free(), 700n)
  await assert.rejects(giveBack(id), refused('ledger.commitment_ended'))
  await assert.rejects(giveBack(host.id), refused('ledger.commitment_not_found'))
})

test('L21: of twenty orders at once only as many stand as there is money for', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => order(`storm ${n}`, 100n)))
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 7)
  assert.equal(await free(), 0n)
})
