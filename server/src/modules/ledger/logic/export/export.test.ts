import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { netDebitFen } from '../balances.ts'
import { listAccounts } from '../chart.ts'
import { credit, debit } from '../entry.ts'
import { draft, posted } from '../testkit/facts.ts'
import { accountOf, arbitraryJournal, balancesOf } from '../testkit/journal.ts'
import { numberVouchers } from '../vouchers.ts'
import { beancountEntry, beancountHead, decimalYuan, exportAccount, hledgerEntry, hledgerHead } from './plain-text.ts'
import { VOUCHER_COLUMNS, voucherRows } from './voucher-rows.ts'

const r1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
const entry = posted(
  draft([debit('100201', 100_05n, { cashLine: 'B1' }), credit('4101', 100_05n, r1)], {
    summary: '某人 "捐款"; x\ny',
    recipe: 'E01.post',
  }),
  1,
)

test('an entry for hledger: code under its class, signed yuan, dimensions as tags', () => {
  assert.equal(
    hledgerEntry(entry, accountOf),
    [
      '2026-03-05 (e1) 某人  捐款  x y  ; recipe:E01.post',
      '    Assets:A1002:A100201  100.05 CNY  ; cashline:B1',
      '    Income:A4101  -100.05 CNY  ; restriction:R, restrictionid:r1, fund:F1',
      '',
    ].join('\n'),
  )
})

test('an entry for beancount: flag, quoted summary, metadata', () => {
  assert.equal(
    beancountEntry(entry, accountOf),
    [
      '2026-03-05 * "某人  捐款  x y"',
      '  entry: "e1"',
      '  recipe: "E01.post"',
      '  Assets:A1002:A100201  100.05 CNY',
      '    cashline: "B1"',
      '  Income:A4101  -100.05 CNY',
      '    restriction: "R"',
      '    restrictionid: "r1"',
      '    fund: "F1"',
      '',
    ].join('\n'),
  )
})

test('the head declares every account once, with names both programs read', () => {
  const codes = listAccounts('2024').map((account) => account.code)
  const opens = beancountHead(codes, accountOf, '2026-01-01')
    .split('\n')
    .filter((line) => line.includes(' open '))
  assert.equal(opens.length, codes.length)
  for (const line of opens)
    assert.match(line, /^2026-01-01 open (Assets|Liabilities|Equity|Income|Expenses)(:A\d+){1,2} CNY$/)
  assert.equal(hledgerHead(codes, accountOf).match(/^account /gm)?.length, codes.length)
  assert.throws(() => exportAccount('2401', accountOf), /no account/)
})

test('the exported postings add up to our balances, account by account', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const read = new Map<string, bigint>()
      for (const text of entries.map((one) => hledgerEntry(one, accountOf))) {
        for (const match of text.matchAll(/^ {4}(\S+) {2}(-?)(\d+)\.(\d\d) CNY/gm)) {
          const [, account = '', sign, whole = '0', part = '0'] = match
          const fen = BigInt(whole) * 100n + BigInt(part)
          read.set(account, (read.get(account) ?? 0n) + (sign === '-' ? -fen : fen))
        }
      }
      const ours = new Map<string, bigint>()
      for (const row of balancesOf(entries)) {
        const name = exportAccount(row.account, accountOf)
        ours.set(name, (ours.get(name) ?? 0n) + netDebitFen(row))
      }
      assert.deepEqual([...read].toSorted(), [...ours].toSorted())
    }),
  )
})

test('yuan have two decimals and a sign, whatever the size', () => {
  assert.deepEqual([0n, 5n, -5n, 100n, -12_345_678_901n].map(decimalYuan), [
    '0.00',
    '0.05',
    '-0.05',
    '1.00',
    '-123456789.01',
  ])
})

test('voucher rows carry code and title, one of debit and credit, and a cell for every column', () => {
  const [voucher] = numberVouchers([entry], new Map())
  assert.ok(voucher)
  const rows = voucherRows(voucher, accountOf)
  assert.deepEqual(rows[1]?.slice(0, 12), [
    '2026-03-05',
    '记',
    '1',
    '2',
    entry.summary,
    '4101',
    '捐赠收入—限定性收入',
    '',
    '100.05',
    'R',
    'r1',
    'F1',
  ])
  assert.ok(rows.every((row) => row.length === VOUCHER_COLUMNS.length))
})
