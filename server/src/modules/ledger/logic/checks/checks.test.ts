import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { BalanceRow } from '../balances.ts'
import { closingDrafts } from '../closing.ts'
import { accepted } from '../testkit/facts.ts'
import { accountOf, arbitraryJournal, balancesOf, flowsOf } from '../testkit/journal.ts'
import { HEAD } from '../testkit/recipes.ts'
import { type BooksView, checkBooks } from './books.ts'
import {
  adjustedBalances,
  checkBanks,
  checkCommitments,
  checkPlatforms,
  checkReach,
  checkReceipts,
  checkStore,
} from './outside.ts'

const view = (rows: readonly BalanceRow[], over: Partial<BooksView> = {}): BooksView => ({
  rows,
  flows: [],
  month: '2026-12',
  isClosed: false,
  accountOf,
  agency: [],
  ...over,
})
const failing = (of: BooksView) => checkBooks(of).flatMap((result) => (result.holds ? [] : [result.id]))

test('all checks of the books hold on any journal, before and after closing; only pots may be overdrawn by it', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const flows = flowsOf(entries)
      const open = balancesOf(entries)
      const drafts = closingDrafts(open, { ...HEAD, postedOn: '2026-12-31' }).map((draft) => accepted(draft))
      const closed = balancesOf([...entries, ...drafts])
      for (const found of [failing(view(open, { flows })), failing(view(closed, { flows, isClosed: true }))]) {
        assert.deepEqual(
          found.filter((id) => id !== 'K05'),
          [],
        )
      }
    }),
  )
})

const row = (account: string, debitFen: bigint, creditFen: bigint, over: Partial<BalanceRow> = {}): BalanceRow => ({
  book: 'b',
  account,
  restriction: null,
  restrictionId: null,
  fund: null,
  project: null,
  kind: null,
  month: '2026-05',
  debitFen,
  creditFen,
  closeDebitFen: 0n,
  closeCreditFen: 0n,
  ...over,
})
const r1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
const u = { restriction: 'U', fund: 'general' } as const
const cash = (fen: bigint) => row('1002', fen, 0n)
const flow = { book: 'b', month: '2026-05', cashLine: 'B1', inflowFen: 5n } as const

/** Books that were tampered with, and the checks that notice. */
const tampered: Readonly<Record<string, BooksView>> = {
  'K01 K07 K13': view([cash(5n)]),
  'K05 K13': view([row('5101', 5n, 0n, { ...r1, kind: 'c2' }), row('1002', 0n, 5n)]),
  'K08 K13': view([cash(5n), row('2601', 0n, 5n)]),
  K09: view([row('3101', 0n, 5n, { ...u, kind: 'release' }), cash(5n)], { flows: [flow] }),
  K10: view([row('3101', 0n, 5n, u), cash(5n)], { flows: [flow] }),
  K11: view([row('4101', 0n, 5n, u), cash(5n)], { flows: [flow], isClosed: true }),
  K12: view([row('3101', 0n, 5n, { restriction: 'U', kind: 'founder' }), cash(5n)], { flows: [flow] }),
  K13: view([row('4101', 0n, 5n, u), cash(5n)]),
}

for (const [ids, books] of Object.entries(tampered)) {
  test(`tampered books are noticed by ${ids}`, () => assert.deepEqual(failing(books), ids.split(' ')))
}

test('K08 compares receiver by receiver, so two wrongs that cancel out are noticed', () => {
  const agency = [
    { receiver: 'school', assetsFen: 5n, liabilitiesFen: 3n },
    { receiver: 'hospital', assetsFen: 0n, liabilitiesFen: 2n },
  ]
  const rows = [row('1801', 5n, 0n), row('2601', 0n, 5n)]
  assert.deepEqual(failing(view(rows, { agency })), ['K08'])
})

test('K14: a bank account agrees when each side has what only the other had', () => {
  const bank = {
    account: '100201',
    bookFen: 1000n,
    statementFen: 930n,
    onlyInBooks: [{ entry: 'e1', fen: 100n }],
    onlyAtBank: [
      { line: 'fee', fen: -5n },
      { line: 'interest', fen: 35n },
    ],
  }
  assert.deepEqual(adjustedBalances(bank), { bookFen: 1030n, statementFen: 1030n })
  assert.ok(checkBanks([bank]).holds)
  assert.deepEqual(checkBanks([{ ...bank, statementFen: 931n }]).where, ['book 100201 ≠ statement'])
})

test('K15: the platform’s statement, 1009 and the gross gifts are one figure', () => {
  const one = { channel: 'wechat', statementFen: 70n, bookFen: 70n, giftsFen: 70n }
  assert.ok(checkPlatforms([one]).holds)
  assert.ok(!checkPlatforms([{ ...one, giftsFen: 69n }]).holds)
  assert.ok(!checkPlatforms([{ ...one, statementFen: 71n }]).holds)
})

test('K16: every gift of money has its receipt, its waiver, no name, or waits', () => {
  const receipts = { incomeFen: 100n, issuedFen: 50n, waivedFen: 20n, anonymousFen: 25n, notYetFen: 5n }
  assert.ok(checkReceipts(receipts).holds)
  assert.ok(!checkReceipts({ ...receipts, notYetFen: 4n }).holds)
})

test('K17: the count of the store and the value of its lots', () => {
  const lots = [{ lot: 'rice', quantityIn: 10n, quantityOut: 4n, counted: 6n, valueFen: 60n }]
  assert.ok(checkStore(lots, 60n).holds)
  assert.deepEqual(checkStore(lots, 61n).where, ['1201 ≠ lots'])
  assert.deepEqual(
    checkStore([{ lot: 'rice', quantityIn: 10n, quantityOut: 4n, counted: 5n, valueFen: 60n }], 60n).where,
    ['booked rice ≠ counted'],
  )
})

test('K06: commitments beyond the balance of a pot are named', () => {
  const pots = [
    { pot: 'F1 r1', balanceFen: 100n, commitmentsFen: [60n, 40n] },
    { pot: 'F2 r2', balanceFen: 100n, commitmentsFen: [60n, 41n] },
  ]
  assert.deepEqual(checkCommitments(pots).where, ['F2 r2'])
})

test('K19: a mark without voucher, before the payment, or above what was booked is wrong', () => {
  const mark = { fen: 60n, on: '2026-05-03', voucher: 'v1' }
  const line = { line: 'e1/1', bookedFen: 60n, paidOn: '2026-05-03', marks: [mark] }
  assert.ok(checkReach([line]).holds)
  for (const wrong of [
    { ...mark, voucher: null },
    { ...mark, on: '2026-05-02' },
    { ...mark, fen: 61n },
  ]) {
    assert.deepEqual(checkReach([{ ...line, marks: [wrong] }]).where, ['e1/1'])
  }
})
