import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deltasOf } from './balances.ts'
import type { PostedEntry } from './entry.ts'
import { credit, debit, signedFen } from './entry.ts'
import { draft, posted } from './testkit/facts.ts'
import { arbitraryJournal } from './testkit/journal.ts'
import { gapsOf, numberVouchers, type Voucher } from './vouchers.ts'

const r1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
const gift = (seq: number, amount: bigint, over: Parameters<typeof draft>[1] = {}) =>
  posted(
    draft(
      [
        debit('100907', amount, { cashLine: 'B1' }),
        credit('4101', amount, { ...r1, gift: `g${seq}`, counterparty: `d${seq}` }),
      ],
      {
        recipe: 'E04.post',
        ...over,
      },
    ),
    seq,
  )
const wechat = (seq: number, amount: bigint, postedOn = '2026-03-05') =>
  gift(seq, amount, { channel: 'wechat', postedOn })
const none = new Map<string, number>()
const shown = (vouchers: readonly Voucher[]) =>
  vouchers.map(
    (one) => `${one.word}${one.month}-${one.number} ${one.entries.map((entry) => entry.id).join('+')} ${one.totalFen}`,
  )

test('mass gifts of one channel and day share a voucher, other entries have their own', () => {
  const vouchers = numberVouchers(
    [wechat(1, 10n), gift(2, 5n), wechat(3, 20n), gift(4, 7n, { channel: 'alipay' })],
    none,
  )
  assert.deepEqual(shown(vouchers), ['记2026-03-1 e1+e3 30', '记2026-03-2 e2 5', '记2026-03-3 e4 7'])
})

test('a summary voucher adds up equal lines and names no donor', () => {
  const [voucher] = numberVouchers([wechat(1, 10n), wechat(2, 20n)], none)
  assert.deepEqual(
    voucher?.lines.map((line) => [line.side, line.account, line.amountFen, line.gift, line.counterparty]),
    [
      ['debit', '100907', 30n, null, null],
      ['credit', '4101', 30n, null, null],
    ],
  )
})

test('numbers begin with 1 in each month and go on where the last day close ended', () => {
  const first = numberVouchers([gift(1, 1n, { postedOn: '2026-03-31' })], new Map([['2026-03', 41]]))
  const next = numberVouchers([gift(2, 1n, { postedOn: '2026-04-01' })], new Map([['2026-03', 42]]))
  assert.deepEqual([first[0]?.number, next[0]?.number, next[0]?.month], [42, 1, '2026-04'])
})

test('an entry posted late into an open month takes the next number of that month', () => {
  const late = numberVouchers([gift(9, 1n, { postedOn: '2026-03-02' })], new Map([['2026-03', 7]]))
  assert.deepEqual(shown(late), ['记2026-03-8 e9 1'])
})

test('the opening entry has a voucher of its own in the first month', () => {
  const lines = [debit('1002', 5n), credit('3101', 5n, { restriction: 'U', fund: 'general' })]
  const entry = posted(draft(lines, { type: 'opening', postedOn: '2026-01-01' }), 1)
  assert.deepEqual(shown(numberVouchers([entry], none)), ['记2026-01-1 e1 5'])
})

const channels = fc.array(fc.constantFrom('wechat', 'alipay', null), { minLength: 40, maxLength: 40 })
const withChannels = (entries: readonly PostedEntry[], list: readonly (string | null)[]) =>
  entries.map((entry, index) => ({ ...entry, channel: list[index % list.length] ?? null }))

test('every entry stands in exactly one voucher, and the vouchers move the balances as the entries do', () => {
  fc.assert(
    fc.property(arbitraryJournal(), channels, (journal, list) => {
      const entries = withChannels(journal, list)
      const vouchers = numberVouchers(entries, none)
      const ids = vouchers.flatMap((voucher) => voucher.entries.map((entry) => entry.id))
      assert.deepEqual(ids.toSorted(), entries.map((entry) => entry.id).toSorted())
      const net = (
        rows: readonly {
          account: string
          restriction: string | null
          fund: string | null
          debitFen: bigint
          creditFen: bigint
        }[],
      ) => {
        const sums = new Map<string, bigint>()
        for (const row of rows) {
          const key = `${row.account} ${row.restriction} ${row.fund}`
          sums.set(key, (sums.get(key) ?? 0n) + row.debitFen - row.creditFen)
        }
        return [...sums].toSorted(([one], [other]) => one.localeCompare(other))
      }
      const asEntries = vouchers.map((voucher) => ({
        book: 'b',
        type: 'ordinary' as const,
        month: voucher.month,
        lines: voucher.lines,
      }))
      const plain = entries.map((entry) => ({ ...entry, book: 'b', type: 'ordinary' as const }))
      assert.deepEqual(net(asEntries.flatMap(deltasOf)), net(plain.flatMap(deltasOf)))
      for (const voucher of vouchers) {
        assert.equal(
          voucher.lines.reduce((sum, line) => sum + signedFen(line), 0n),
          0n,
        )
        assert.equal(
          new Set(voucher.entries.map(({ id }) => entries.find((entry) => entry.id === id)?.postedOn)).size,
          1,
        )
      }
    }),
  )
})

test('months have no gaps and no number twice, however the entries fall into day closes', () => {
  fc.assert(
    fc.property(arbitraryJournal(), channels, fc.nat({ max: 40 }), (journal, list, cut) => {
      const entries = withChannels(journal, list)
      const first = numberVouchers(entries.slice(0, cut), none)
      const last = new Map<string, number>()
      for (const { month, number } of first) last.set(month, Math.max(number, last.get(month) ?? 0))
      const all = [...first, ...numberVouchers(entries.slice(cut), last)]
      for (const [, vouchers] of Map.groupBy(all, (voucher) => voucher.month)) {
        assert.deepEqual(gapsOf(vouchers.map((voucher) => voucher.number)), [])
      }
    }),
  )
})

test('a gap and a number given twice are found', () => {
  assert.deepEqual(gapsOf([1, 2, 4]), [3])
  assert.deepEqual(gapsOf([1, 2, 2]), [2])
  assert.deepEqual(gapsOf([]), [])
})
