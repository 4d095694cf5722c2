import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sentence } from '@shanju/contract/catalogue.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { credit, debit, type EntryDraft, type Line } from '../logic/index.ts'
import { ENTRY_REFUSALS } from '../logic/refusals.ts'
import { addHost, giftDraft, type Host } from '../testkit.ts'
import { post } from './post.ts'

let fresh: FreshDatabase
let host: Host
let other: Host
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
  other = await addHost(fresh, 2)
})
after(() => fresh.close())

const NOBODY = '0193a000-0009-7000-8000-0000000000ff'
const free = { restriction: 'U', fund: 'general' } as const
const school = { counterparty: NOBODY } as const

/** One wrong draft per code, in the order in which they are checked; everything before it is right. */
function wrongDrafts(): [code: string, draft: EntryDraft][] {
  const limited = { restriction: 'R', restrictionId: host.restriction, fund: host.fund } as const
  const helped = { ...limited, kind: 'c1', reach: 'reached', reachedOn: '2026-05-03', reachProof: '签收单' } as const
  const good = giftDraft(host, 5n)
  const lines = (...all: Line[]): EntryDraft => ({ ...good, lines: all })
  const against = (line: Line): EntryDraft =>
    lines(line, line.side === 'debit' ? credit('2202', 5n) : debit('1201', 5n))
  const spend = (over: Partial<Line>): EntryDraft =>
    lines(debit('5101', 5n, { ...helped, ...over }), credit('1002', 5n, { cashLine: 'B7' }))
  const agency = (over: Partial<Line>): EntryDraft =>
    lines(debit('100290', 5n, school), credit('2601', 5n, { ...school, ...over }))
  return [
    ['ledger.books_not_open', { ...good, book: NOBODY }],
    ['ledger.bad_date', { ...good, postedOn: '2026-02-30' }],
    ['ledger.before_books_begin', { ...good, postedOn: '2025-12-31' }],
    ['ledger.wrong_edition', { ...good, edition: '2004' }],
    ['ledger.period_closed', { ...good, postedOn: '2026-12-01' }],
    ['ledger.maker_is_checker', { ...good, maker: NOBODY, checker: NOBODY }],
    ['ledger.too_few_lines', lines(...good.lines.slice(0, 1))],
    ['ledger.amount_not_positive', against(credit('4101', 0n, limited))],
    ['ledger.unknown_account', against(debit('9999', 5n))],
    ['ledger.account_of_2004', against(debit('2401', 5n))],
    ['ledger.detail_required', against(debit('5501', 5n, free))],
    ['ledger.restriction_missing', against(credit('4101', 5n, { fund: host.fund }))],
    ['ledger.restriction_not_allowed', against(debit('1201', 5n, free))],
    ['ledger.restriction_wrong_for_account', against(debit('5601', 5n, limited))],
    ['ledger.restriction_id_missing', against(credit('4101', 5n, { ...limited, restrictionId: null }))],
    ['ledger.restriction_id_not_allowed', against(credit('4101', 5n, { ...limited, restriction: 'U' }))],
    ['ledger.unknown_restriction', against(credit('4101', 5n, { ...limited, restrictionId: other.restriction }))],
    ['ledger.fund_missing', against(credit('4101', 5n, { restriction: 'U' }))],
    ['ledger.unknown_fund', against(credit('4101', 5n, { ...limited, fund: other.fund }))],
    ['ledger.unknown_project', spend({ project: NOBODY })],
    ['ledger.kind_missing', against(debit('5301', 5n, free))],
    ['ledger.kind_not_allowed', against(debit('5401', 5n, { ...free, kind: 'f1' }))],
    ['ledger.reach_missing', spend({ reach: null, reachedOn: null, reachProof: null })],
    ['ledger.reach_not_allowed', spend({ kind: 'c2' })],
    ['ledger.reach_proof_missing', spend({ reachProof: null })],
    ['ledger.reach_proof_not_allowed', spend({ reach: 'at_partner' })],
    ['ledger.cash_line_not_allowed', agency({ cashLine: 'B1' })],
    ['ledger.agency_receiver_missing', agency({ counterparty: null })],
    ['ledger.unbalanced', lines(debit('1201', 6n), credit('4101', 5n, limited))],
    ['ledger.cash_line_missing', lines(debit('1002', 5n), credit('4101', 5n, limited))],
    ['ledger.cash_lines_do_not_cancel', lines(debit('2209', 5n, { cashLine: 'B6' }), credit('4101', 5n, limited))],
    ['ledger.agency_unequal', agency({ counterparty: host.id })],
    ['ledger.account_not_for_this_type', { ...against(credit('4101', 5n, limited)), type: 'close' }],
    ['ledger.opening_not_on_first_day', { ...lines(debit('1201', 5n), credit('3101', 5n, free)), type: 'opening' }],
    ['ledger.net_asset_move_uneven', against(credit('3101', 5n, { ...free, kind: 'release' }))],
    [
      'ledger.restriction_move_without_paper',
      lines(debit('3102', 5n, { ...limited, kind: 'release' }), credit('3101', 5n, { ...free, kind: 'release' })),
    ],
  ]
}

test('L1, L2, L3, L10: each reason against an entry is told by its code, with a whole sentence in every language', async () => {
  const drafts = wrongDrafts()
  assert.deepEqual(
    drafts.map(([code]) => code),
    ['ledger.books_not_open', ...ENTRY_REFUSALS.map((code) => `ledger.${code}`)],
  )
  for (const [code, draft] of drafts) {
    await assert.rejects(
      fresh.database.transact('test', (tx) => post(tx, [{ key: code, draft }])),
      (error) => {
        assert.ok(error instanceof Refusal, String(error))
        assert.equal(error.code, code)
        for (const language of LANGUAGES) assert.doesNotMatch(sentence(language, code, error.params), /[{}]/)
        return true
      },
    )
  }
  const { rows } = await fresh.owner.query('select count(*)::int as n from ledger.entries')
  assert.equal(rows[0].n, 0)
})
