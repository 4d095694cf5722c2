import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credit, debit } from './entry.ts'
import { type OldBalance, OPENING_REFUSALS, type OpeningRefusalCode, openingDraft } from './opening.ts'
import { balanceSheet, OPENING_COLUMN } from './statements/balance-sheet.ts'
import { beforeYear } from './statements/positions.ts'
import { accepted } from './testkit/facts.ts'
import { accountOf, balancesOf } from './testkit/journal.ts'
import { HEAD } from './testkit/recipes.ts'

const head = { ...HEAD, documentOn: '2025-12-31', postedOn: '2026-01-01' }
const free = { restriction: 'U', fund: 'general' } as const
const old = (
  code: string,
  side: 'debit' | 'credit',
  amountFen: bigint,
  goes: OldBalance['goes'],
  reason: string | null = null,
): OldBalance => ({ code, side, amountFen, goes, reason })

const trial = [
  old('1002', 'debit', 1000n, [
    debit('1002', 700n),
    debit('100290', 200n, { counterparty: 'school' }),
    debit('100907', 100n),
  ]),
  old('1601', 'debit', 60n, [debit('1601', 100n), credit('1602', 40n)]),
  old('1701', 'debit', 50n, [debit('1801', 50n, { counterparty: 'school' })]),
  old('2401', 'credit', 30n, [credit('2503', 30n)]),
  old('2601', 'credit', 250n, [credit('2601', 250n, { counterparty: 'school' })]),
  old('3101', 'credit', 330n, [credit('3101', 330n, free)]),
  old('3102', 'credit', 500n, [
    credit('3102', 400n, { restriction: 'R', restrictionId: 'r1', fund: 'F1' }),
    credit('3101', 100n, { ...free, fund: 'F2' }),
  ]),
]

test('the opening entry takes the trial balance of 2025-12-31 into the accounts of the 2024 edition', () => {
  const opened = openingDraft(trial, [], head)
  assert.ok(!opened.refused, JSON.stringify(opened.refused))
  const entry = accepted(opened.draft)
  assert.deepEqual([entry.type, entry.month, entry.totalFen], ['opening', '2026-00', 1150n])
  const sheet = balanceSheet({ opening: beforeYear(balancesOf([entry]), '2026'), closing: [], accountOf })
  const figures = ['A1', 'A23', 'A26', 'A27', 'L12', 'L15', 'L17', 'L18', 'L20'].map((id) =>
    sheet.figure(id, OPENING_COLUMN),
  )
  assert.deepEqual(figures, [800n, 60n, 250n, 1110n, 30n, 250n, 430n, 400n, 1110n])
})

const refusals: Record<OpeningRefusalCode, ReturnType<typeof openingDraft>> = {
  unknown_2004_account: openingDraft([old('1403', 'debit', 1n, [debit('1403', 1n)])], [], head),
  income_not_closed: openingDraft([old('5301', 'debit', 1n, [debit('5401', 1n)])], [], head),
  old_trial_unbalanced: openingDraft(trial.slice(1), [], head),
  parts_do_not_sum: openingDraft(
    [old('1001', 'debit', 5n, [debit('1001', 4n)]), old('3101', 'credit', 5n, [credit('3101', 5n, free)])],
    [],
    head,
  ),
  not_in_mapping: openingDraft(
    [old('1701', 'debit', 5n, [debit('1701', 5n)]), old('3101', 'credit', 5n, [credit('3101', 5n, free)])],
    [],
    head,
  ),
  additions_unbalanced: openingDraft(trial, [debit('1501', 100n)], head),
  nothing_to_open: openingDraft([], [], head),
}

for (const [code, result] of Object.entries(refusals)) {
  test(`an opening is refused as ${code}`, () => assert.equal(result.refused?.code, code))
}

test('the table of opening refusals walks the list in its order', () => {
  assert.deepEqual(Object.keys(refusals), [...OPENING_REFUSALS])
})

test('a departure from the mapping is accepted with a reason, and unbooked assets are added balanced', () => {
  const rent = [
    old('1701', 'debit', 5n, [debit('1122', 5n)], 'claim against the lessor, found in the transition'),
    old('3101', 'credit', 5n, [credit('3101', 5n, free)]),
  ]
  const additions = [debit('1506', 100n), credit('3101', 100n, free)]
  const opened = openingDraft(rent, additions, head)
  assert.ok(!opened.refused)
  assert.equal(accepted(opened.draft).totalFen, 105n)
})
