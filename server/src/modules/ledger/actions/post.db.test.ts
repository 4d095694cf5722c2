import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { verifyBooks } from '../queries/verify-books.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { type Posted, post } from './post.ts'

let fresh: FreshDatabase
let here: Host
let there: Host
before(async () => {
  fresh = await freshDatabase()
  here = await addHost(fresh, 1)
  there = await addHost(fresh, 2)
})
after(() => fresh.close())

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const fault = async (host: Host) => (await fresh.database.transact('test', (tx) => verifyBooks(tx, host.id))).fault
const count = async (host: Host): Promise<number> => {
  const { rows } = await fresh.owner.query('select count(*)::int as n from ledger.entries where book_id = $1', [
    host.id,
  ])
  return rows[0].n
}
const numbers = (posted: readonly Posted[]): bigint[] => posted.map((each) => each.number)

test('L7: the same key posts once; a repeat answers the entry it made', async () => {
  const drafts = [1n, 2n].map((fen) => ({ key: `gift ${fen}`, draft: giftDraft(here, fen) }))
  const first = await fresh.database.transact('test', (tx) => post(tx, drafts))
  const again = await fresh.database.transact('test', (tx) => post(tx, drafts.toReversed()))
  assert.deepEqual(
    [first.map((each) => each.fresh), again.map((each) => each.fresh)],
    [
      [true, true],
      [false, false],
    ],
  )
  assert.deepEqual(
    again.map((each) => each.id),
    first.map((each) => each.id).toReversed(),
  )
  assert.equal(await count(here), 2)
})

test('L7: one key twice in one call is one entry', async () => {
  const draft = giftDraft(here, 5n)
  const posted = await fresh.database.transact('test', (tx) =>
    post(tx, [
      { key: 'twice', draft },
      { key: 'twice', draft },
    ]),
  )
  assert.equal(posted[0]?.id, posted[1]?.id)
  assert.deepEqual(
    posted.map((each) => each.fresh),
    [true, false],
  )
})

test('L7: a key belongs to its books: two hosts may use the same', async () => {
  const drafts = [here, there].map((host) => ({ key: 'shared', draft: giftDraft(host, 3n) }))
  const posted = await fresh.database.transact('test', (tx) => post(tx, drafts))
  assert.notEqual(posted[0]?.id, posted[1]?.id)
})

test('L7: of a hundred identical posts at once exactly one writes', async () => {
  const before = await count(here)
  const draft = giftDraft(here, 100n)
  const all = await Promise.all(
    Array.from({ length: 100 }, () => fresh.database.transact('test', (tx) => post(tx, [{ key: 'storm', draft }]))),
  )
  assert.equal(all.filter(([each]) => each?.fresh).length, 1)
  assert.equal(new Set(all.map(([each]) => each?.id)).size, 1)
  assert.equal(await count(here), before + 1)
})

test('L5: two hundred posts at once to two books, crosswise, end without a deadlock and number both without gaps', async () => {
  const own = await Promise.all([addHost(fresh, 11), addHost(fresh, 12)])
  let attempts = 0
  await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      fresh.database.transact('test', (tx) => {
        attempts += 1
        const order = n % 2 === 0 ? own : own.toReversed()
        return post(
          tx,
          order.map((host) => ({ key: `cross ${n}`, draft: giftDraft(host, BigInt(n + 1)) })),
        )
      }),
    ),
  )
  // A deadlock would have been run again.
  assert.equal(attempts, 200)
  for (const host of own) {
    const { rows } = await fresh.owner.query(
      'select count(*)::int as n, min(number)::int as first, max(number)::int as last from ledger.entries where book_id = $1',
      [host.id],
    )
    assert.deepEqual(rows[0], { n: 200, first: 1, last: 200 })
    assert.equal(await fault(host), undefined)
  }
})

test('L5: a transaction that fails after posting gives its number back', async () => {
  const host = await addHost(fresh, 13)
  await assert.rejects(
    fresh.database.transact('test', async (tx) => {
      await postOne(tx, 'lost', giftDraft(host, 1n))
      throw new Error('power cut')
    }),
    /power cut/,
  )
  const [next] = await fresh.database.transact('test', (tx) => post(tx, [{ key: 'next', draft: giftDraft(host, 2n) }]))
  assert.equal(next?.number, 1n)
  assert.equal(await fault(host), undefined)
})

test('L1: of three drafts one that may not stand takes the others with it, and the refusal names its line', async () => {
  const host = await addHost(fresh, 14)
  const good = giftDraft(host, 5n)
  const [cash, income] = good.lines
  assert.ok(cash && income)
  const wrong = { ...good, lines: [cash, { ...income, account: '9999' }] }
  const drafts = [good, wrong, good].map((draft, n) => ({ key: `wrong ${n}`, draft }))
  await assert.rejects(
    fresh.database.transact('test', (tx) => post(tx, drafts)),
    (error) => refused('ledger.unknown_account')(error) && (error as Refusal).params.line === 2,
  )
  assert.equal(await count(host), 0)
})

test('L6: balances move with the entry: per key and month, and never apart from it', async () => {
  const host = await addHost(fresh, 15)
  const days = ['2026-05-03', '2026-05-30', '2026-06-01']
  const drafts = days.map((day, n) => ({ key: day, draft: giftDraft(host, BigInt(n + 1), { postedOn: day }) }))
  assert.deepEqual(numbers(await fresh.database.transact('test', (tx) => post(tx, drafts))), [1n, 2n, 3n])
  const { rows } = await fresh.owner.query(
    `select account, month, fund_id is not null as fund, debit_fen::int as debit, credit_fen::int as credit
       from ledger.balances where book_id = $1 order by account, month`,
    [host.id],
  )
  assert.deepEqual(rows, [
    { account: '1002', month: '2026-05', fund: false, debit: 3, credit: 0 },
    { account: '1002', month: '2026-06', fund: false, debit: 3, credit: 0 },
    { account: '4101', month: '2026-05', fund: true, debit: 0, credit: 3 },
    { account: '4101', month: '2026-06', fund: true, debit: 0, credit: 3 },
  ])
})

test('L10: money of no community fund is the host’s own and stands under the id of zeros', async () => {
  const host = await addHost(fresh, 16)
  const draft = giftDraft(host, 7n)
  const [cash, income] = draft.lines
  assert.ok(cash && income)
  const own = { ...income, restriction: 'U' as const, restrictionId: null, fund: 'general' }
  await fresh.database.transact('test', (tx) => postOne(tx, 'own', { ...draft, lines: [cash, own] }))
  const { rows } = await fresh.owner.query(
    `select fund_id from ledger.balances where book_id = $1 and account = '4101'`,
    [host.id],
  )
  assert.deepEqual(rows, [{ fund_id: '00000000-0000-0000-0000-000000000000' }])
  assert.equal(await fault(host), undefined)
})
