import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkEntry } from './check-entry.ts'
import { credit, debit, type EntryDraft, type Line } from './entry.ts'
import { ENTRY_REFUSALS, type EntryRefusalCode } from './refusals.ts'
import { accepted, draft, facts } from './testkit/facts.ts'

const restricted = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
const free = { restriction: 'U', fund: 'general' } as const
const gift = (amount = 100n): Line[] => [debit('1002', amount, { cashLine: 'B1' }), credit('4101', amount, restricted)]
const help = { ...restricted, kind: 'c1', reach: 'reached', reachedOn: '2026-03-05', reachProof: 'voucher' } as const
const spend = (over: Partial<Line>): Line[] => [
  debit('5101', 5n, { ...help, ...over }),
  credit('1002', 5n, { cashLine: 'B7' }),
]
const agency = (over: Partial<Line> = {}): Line[] => [
  debit('100290', 9n, { counterparty: 'school' }),
  credit('2601', 9n, { counterparty: 'school', ...over }),
]

/** One row per refusal, in the order of precedence: what must be wrong for it, and nothing else is. */
const table: Record<EntryRefusalCode, EntryDraft> = {
  bad_date: draft(gift(), { documentOn: '2026-3-5' }),
  before_books_begin: draft(gift(), { postedOn: '2025-12-31', edition: '2004' }),
  wrong_edition: draft(gift(), { edition: '2004' }),
  period_closed: draft(gift(), { postedOn: '2027-02-01' }),
  maker_is_checker: draft(gift(), { checker: 'maker' }),
  too_few_lines: draft(gift().slice(0, 1)),
  amount_not_positive: draft(gift(0n)),
  unknown_account: draft([debit('1099', 1n), credit('4101', 1n, restricted)]),
  account_of_2004: draft([debit('1002', 1n, { cashLine: 'B1' }), credit('2401', 1n)]),
  detail_required: draft([debit('5501', 1n, free), credit('1131', 1n)]),
  restriction_missing: draft([debit('1002', 1n, { cashLine: 'B1' }), credit('4101', 1n, { fund: 'F1' })]),
  restriction_not_allowed: draft([debit('1002', 1n, { cashLine: 'B1', ...free }), credit('4101', 1n, free)]),
  restriction_wrong_for_account: draft([debit('5601', 1n, restricted), credit('2206', 1n)]),
  restriction_id_missing: draft([debit('1201', 1n), credit('4101', 1n, { restriction: 'R', fund: 'F1' })]),
  restriction_id_not_allowed: draft([debit('1201', 1n), credit('4101', 1n, { ...free, restrictionId: 'r1' })]),
  unknown_restriction: draft([debit('1201', 1n), credit('4101', 1n, { ...restricted, restrictionId: 'r9' })]),
  fund_missing: draft([debit('1201', 1n), credit('4101', 1n, { restriction: 'U' })]),
  unknown_fund: draft([debit('1201', 1n), credit('4101', 1n, { restriction: 'U', fund: 'F9' })]),
  unknown_project: draft(spend({ project: 'p9' })),
  kind_missing: draft([debit('5301', 1n, free), credit('2204', 1n)]),
  kind_not_allowed: draft([debit('5401', 1n, { ...free, kind: 'f1' }), credit('2202', 1n)]),
  reach_missing: draft([debit('5101', 1n, { ...restricted, kind: 'c1' }), credit('2209', 1n)]),
  reach_not_allowed: draft([debit('5101', 1n, { ...restricted, kind: 'c2', reach: 'unpaid' }), credit('2202', 1n)]),
  reach_proof_missing: draft(spend({ reachProof: null })),
  reach_proof_not_allowed: draft(spend({ reach: 'at_partner' })),
  cash_line_not_allowed: draft(agency({ cashLine: 'B1' })),
  agency_receiver_missing: draft(agency({ counterparty: null })),
  unbalanced: draft([debit('1201', 2n), credit('4101', 1n, restricted)]),
  cash_line_missing: draft([debit('1002', 1n), credit('4101', 1n, restricted)]),
  cash_lines_do_not_cancel: draft([debit('2209', 1n, { cashLine: 'B6' }), credit('4101', 1n, restricted)]),
  agency_unequal: draft(agency({ counterparty: 'hospital' })),
  account_not_for_this_type: draft(gift(), {
    type: 'close',
    lines: [debit('1201', 1n), credit('4101', 1n, restricted)],
  }),
  opening_not_on_first_day: draft([debit('1201', 1n), credit('3101', 1n, free)], { type: 'opening' }),
  net_asset_move_uneven: draft([debit('1201', 1n), credit('3101', 1n, { ...free, kind: 'release' })]),
  restriction_move_without_paper: draft(
    [debit('3102', 1n, { ...restricted, kind: 'release' }), credit('3101', 1n, { ...free, kind: 'release' })],
    { papers: [{ kind: 'limit', madeBy: 'board', ref: 'minutes' }] },
  ),
}

test('the table of refusals has one row per code, in precedence order', () => {
  assert.deepEqual(Object.keys(table), [...ENTRY_REFUSALS])
})

for (const [code, entry] of Object.entries(table)) {
  test(`an entry is refused as ${code}`, () => {
    const checked = checkEntry(entry, facts)
    assert.deepEqual(checked.refused?.map((refusal) => refusal.code).slice(0, 1), [code])
  })
}

test('K01: any split of an amount over restricted lines balances, and one fen more or less is refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 14n }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(-1n, 1n),
      (parts, error) => {
        const total = parts.reduce((sum, part) => sum + part, 0n)
        const income = parts.map((part) => credit('4101', part, restricted))
        assert.equal(accepted(draft([debit('1201', total), ...income])).totalFen, total)
        if (total + error === 0n) return
        const refused = checkEntry(draft([debit('1201', total + error), ...income]), facts).refused
        assert.equal(refused?.[0].code, 'unbalanced')
      },
    ),
  )
})

test('all wrong lines are reported at once, each with its index', () => {
  const checked = checkEntry(draft([debit('1099', 1n), credit('4101', 1n), credit('1002', 0n)]), facts)
  assert.deepEqual(
    checked.refused?.map(({ code, line }) => [code, line]),
    [
      ['unknown_account', 0],
      ['restriction_missing', 1],
      ['amount_not_positive', 2],
    ],
  )
})

test('money moves between own cash accounts without a line of form 03', () => {
  accepted(draft([debit('100201', 7n), credit('100907', 7n)]))
})

test('unidentified money that becomes a gift moves from B6 to B1 without touching the bank', () => {
  accepted(draft([debit('2209', 3n, { cashLine: 'B6' }), credit('4101', 3n, { ...restricted, cashLine: 'B1' })]))
})

test('a limit lifted by its giver releases net assets, and the same lines the other way are refused', () => {
  const papers = [{ kind: 'limit', madeBy: 'giver', ref: 'letter' }] as const
  const from = { ...restricted, kind: 'release' } as const
  const to = { ...free, kind: 'release' } as const
  accepted(draft([debit('3102', 8n, from), credit('3101', 8n, to)], { papers }))
  const back = checkEntry(draft([debit('3101', 8n, to), credit('3102', 8n, from)], { papers }), facts)
  assert.equal(back.refused?.[0].code, 'net_asset_move_uneven')
})

test('the host moves its own money into a fund without any paper of a giver, because it stays unrestricted', () => {
  const kind = 'transfer' as const
  accepted(draft([debit('3101', 8n, { ...free, kind }), credit('3101', 8n, { restriction: 'U', fund: 'F1', kind })]))
})

test('a reclassification of spending stays inside its limit, or shows the paper', () => {
  const other = { ...help, restrictionId: 'r2' }
  accepted(draft([debit('5101', 2n, help), credit('5101', 2n, { ...help, project: 'p1' })]))
  const across = checkEntry(draft([debit('5101', 2n, other), credit('5101', 2n, help)]), facts)
  assert.equal(across.refused?.[0].code, 'restriction_move_without_paper')
})
