import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { entriesByIds } from '../queries/get-entry.ts'
import { findBooks } from '../queries/lists.ts'
import { verifyBooks } from '../queries/verify-books.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { ensureBooks, type OpeningLine, openBooks } from './open-books.ts'

const ACCOUNTANT: Actor = { kind: 'person', personId: '0193a000-0000-7000-8000-000000000001', assignments: [] }

let fresh: FreshDatabase
let hosts = 0
const newHost = (): Promise<Host> => addHost(fresh, ++hosts)
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const open = (host: Host, lines: readonly OpeningLine[]) =>
  fresh.database.transact('test', (tx) => openBooks(tx, ACCOUNTANT, host.id, lines))
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const verified = (host: Host) => fresh.database.transact('test', (tx) => verifyBooks(tx, host.id))
const balanced = (host: Host): OpeningLine[] => [
  { account: '1002', side: 'debit', amountFen: 900n },
  { account: '2201', side: 'credit', amountFen: 100n },
  { account: '3101', side: 'credit', amountFen: 500n },
  { account: '3102', side: 'credit', amountFen: 300n, fundId: host.fund },
]

test('L9: books begin with one balanced entry on their first day, what a fund brings along stands under its limit', async () => {
  const host = await newHost()
  await open(host, balanced(host))
  const { rows } = await fresh.owner.query(
    `select e.number::int as number, e.posted_on::text as "postedOn", e.month, e.total_fen::int as total, b.opening,
            (select l.restriction_id from ledger.lines l where l.entry_id = e.id and l.account = '3102') as "limit"
       from ledger.entries e join ledger.books b on b.id = e.book_id where e.book_id = $1`,
    [host.id],
  )
  const one = {
    number: 1,
    postedOn: '2026-01-01',
    month: '2026-00',
    total: 900,
    opening: 'entry',
    limit: host.restriction,
  }
  assert.deepEqual(rows, [one])
  assert.equal((await verified(host)).fault, undefined)
})

test('L9: a second opening is refused, be it the same or another, after balances or after none', async () => {
  const [full, zero] = [await newHost(), await newHost()]
  await open(full, balanced(full))
  await open(zero, [])
  for (const host of [full, zero]) {
    await assert.rejects(open(host, balanced(host)), refused('ledger.books_already_open'))
    await assert.rejects(open(host, []), refused('ledger.books_already_open'))
    assert.equal((await verified(host)).fault, undefined)
  }
  const books = await fresh.database.transact('test', (tx) => findBooks(tx, zero.id))
  assert.deepEqual([books?.begun, books?.entryCount], [true, 0])
})

test('L9: of two accountants who open the same books at once one is refused', async () => {
  const host = await newHost()
  const both = await Promise.allSettled([open(host, balanced(host)), open(host, [])])
  const reasons = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  assert.equal(reasons.length, 1)
  assert.ok(refused('ledger.books_already_open')(reasons[0]))
  assert.equal((await verified(host)).fault, undefined)
})

test('L9: an opening that may not stand leaves the books as they were, and may be tried again', async () => {
  const host = await newHost()
  const [cash, debt, own, kept] = balanced(host)
  assert.ok(cash && debt && own && kept)
  const wrong: [string, OpeningLine[]][] = [
    ['ledger.unbalanced', [cash, debt, own]],
    ['ledger.unknown_account', [{ ...cash, account: '9999' }, debt, own, kept]],
    ['ledger.amount_not_positive', [{ ...cash, amountFen: 0n }, debt, own, kept]],
    ['ledger.account_not_for_this_type', [cash, debt, own, { ...kept, account: '4101', fundId: undefined }]],
    ['ledger.restriction_id_missing', [cash, debt, own, { ...kept, fundId: undefined }]],
    ['ledger.unknown_fund', [cash, debt, { ...own, fundId: '0193a000-0002-7000-8000-0000000000ff' }, kept]],
  ]
  for (const [code, lines] of wrong) await assert.rejects(open(host, lines), refused(code), code)
  const books = await fresh.database.transact('test', (tx) => findBooks(tx, host.id))
  assert.deepEqual([books?.begun, books?.entryCount], [false, 0])
  await open(host, balanced(host))
})

test('L9: books that already hold gifts may still be opened, the entry counts as of the first day', async () => {
  const host = await newHost()
  await fresh.database.transact('test', (tx) => postOne(tx, 'gift', giftDraft(host, 50n)))
  await open(host, balanced(host))
  const { rows } = await fresh.owner.query(
    `select month, debit_fen::int as debit from ledger.balances where book_id = $1 and account = '1002' order by month`,
    [host.id],
  )
  assert.deepEqual(rows, [
    { month: '2026-00', debit: 900 },
    { month: '2026-05', debit: 50 },
  ])
  assert.equal((await verified(host)).fault, undefined)
})

test('L12: opening the books stands on the trail with its entry', async () => {
  const host = await newHost()
  await open(host, balanced(host))
  const { rows } = await fresh.owner.query(
    `select action, person_id, organisation_ids, details->>'entry' as entry from trail.records where subject_id = $1`,
    [host.id],
  )
  assert.equal(rows.length, 1)
  assert.deepEqual([rows[0].action, rows[0].organisation_ids], ['ledger.open_books', [host.id]])
  const [entry] = await fresh.database.transact('test', (tx) => entriesByIds(tx, [rows[0].entry]))
  assert.deepEqual([entry?.type, entry?.maker], ['opening', rows[0].person_id])
})

test('L9: books are made once, however often they are asked for', async () => {
  const host = await newHost()
  await fresh.database.transact('test', (tx) => postOne(tx, 'gift', giftDraft(host, 50n)))
  await fresh.database.transact('test', (tx) => ensureBooks(tx, host.id))
  assert.equal((await verified(host)).entries, 1)
})
