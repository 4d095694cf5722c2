import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AuditedEntry, type AuditedLine, audit } from './auditor.ts'
import { auditJournals } from './journals.ts'

test('ledger and auditor agree on 400 random journals: entries, balances, closing and the three forms', () => {
  auditJournals(400, 20260101)
})

const line = (
  account: string,
  side: 'debit' | 'credit',
  amountFen: bigint,
  over: Partial<AuditedLine> = {},
): AuditedLine => ({
  account,
  side,
  amountFen,
  restriction: null,
  restrictionId: null,
  fund: null,
  project: null,
  counterparty: null,
  kind: null,
  reach: null,
  cashLine: null,
  ...over,
})
const entry = (seq: bigint, lines: readonly AuditedLine[], over: Partial<AuditedEntry> = {}): AuditedEntry => ({
  id: `e${seq}`,
  seq,
  book: 'b',
  edition: '2024',
  type: 'ordinary',
  postedOn: '2026-05-03',
  reverses: null,
  totalFen: lines.reduce((sum, one) => (one.side === 'debit' ? sum + one.amountFen : sum), 0n),
  lines,
  ...over,
})
const r1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' }
const gift = [line('1002', 'debit', 5n, { cashLine: 'B1' }), line('4101', 'credit', 5n, r1)]
const back = [line('1002', 'credit', 5n, { cashLine: 'B1' }), line('4101', 'debit', 5n, r1)]
const cost = { ...r1, kind: 'c2' }

/** One wrong book per rule: the auditor must say so, or agreement would prove nothing. */
const wrong: Readonly<Record<string, readonly AuditedEntry[]>> = {
  'debits and credits differ': [entry(1n, [line('1201', 'debit', 5n), line('4101', 'credit', 4n, r1)])],
  'fewer than two lines': [entry(1n, [])],
  'the total is not the sum': [entry(1n, gift, { totalFen: 4n })],
  'not of the 2024 edition': [entry(1n, gift, { postedOn: '2025-12-31' })],
  'no account of the chart': [entry(1n, [line('2401', 'debit', 5n), line('1201', 'credit', 5n)])],
  'says neither U nor R': [entry(1n, [line('1201', 'debit', 5n), line('4101', 'credit', 5n, { fund: 'F1' })])],
  'limit and class disagree': [
    entry(1n, [line('1201', 'debit', 5n), line('4101', 'credit', 5n, { ...r1, restriction: 'U' })]),
  ],
  'names no fund': [entry(1n, [line('1201', 'debit', 5n), line('4101', 'credit', 5n, { ...r1, fund: null })])],
  'must be unrestricted': [entry(1n, [line('1201', 'debit', 5n), line('3101', 'credit', 5n, r1)])],
  'an asset or liability with a class': [entry(1n, [line('1201', 'debit', 5n, r1), line('4101', 'credit', 5n, r1)])],
  'has the kind null': [entry(1n, [line('5101', 'debit', 5n, r1), line('2202', 'credit', 5n)])],
  'marked wrongly for reach': [
    entry(1n, [line('5101', 'debit', 5n, { ...r1, kind: 'c1' }), line('2209', 'credit', 5n)]),
  ],
  'cash moved without a cash-flow line': [entry(1n, [line('1002', 'debit', 5n), line('4101', 'credit', 5n, r1)])],
  'moved cash flows do not cancel': [
    entry(1n, [line('2209', 'debit', 5n, { cashLine: 'B6' }), line('4101', 'credit', 5n, r1)]),
  ],
  'agency money without a receiver': [entry(1n, [line('100290', 'debit', 5n), line('2601', 'credit', 5n)])],
  'agency assets and liabilities of school differ': [
    entry(1n, [line('1801', 'debit', 5n, { counterparty: 'school' }), line('4101', 'credit', 5n, r1)]),
  ],
  'closing touches assets': [entry(1n, gift, { type: 'close' })],
  'opening holds income': [entry(1n, gift, { type: 'opening' })],
  'posting number 3, expected 2': [entry(1n, gift), entry(3n, gift)],
  'undoes nothing earlier': [entry(1n, gift, { reverses: 'e0' })],
  'is no mirror': [entry(1n, gift), entry(2n, gift, { reverses: 'e1' })],
  'a second time': [
    entry(1n, gift),
    entry(2n, gift),
    entry(3n, back, { reverses: 'e1' }),
    entry(4n, back, { reverses: 'e1' }),
  ],
  'overdraws b F1 r1 by 2': [entry(1n, gift), entry(2n, [line('5101', 'debit', 7n, cost), line('2202', 'credit', 7n)])],
}

for (const [finding, entries] of Object.entries(wrong)) {
  test(`the auditor finds: ${finding}`, () => {
    const found = audit(entries)
    assert.ok(
      found.some((one) => one.includes(finding)),
      found.join('\n') || 'nothing found',
    )
  })
}

test('the auditor finds income left in a closed month, and balances that are wrong, missing or too many', () => {
  const books = [entry(1n, gift)]
  assert.ok(audit(books, { closedMonths: ['2026-05'] }).some((one) => one.includes('is left with')))
  const row = {
    book: 'b',
    account: '1002',
    restriction: null,
    restrictionId: null,
    fund: null,
    project: null,
    kind: null,
    month: '2026-05',
    debitFen: 6n,
    creditFen: 0n,
    closeDebitFen: 0n,
    closeCreditFen: 0n,
  }
  const found = audit(books, { balances: [row] })
  assert.equal(found.length, 2)
  assert.match(found[0] ?? '', /is 6, replayed 5/)
  assert.match(found[1] ?? '', /is missing, replayed 5/)
})

test('books in order have no finding', () => {
  assert.deepEqual(audit([entry(1n, gift), entry(2n, back, { reverses: 'e1' })]), [])
})
