import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { netDebitFen } from '../balances.ts'
import { credit, debit } from '../entry.ts'
import { draft, facts, posted } from '../testkit/facts.ts'
import { arbitraryJournal, balancesOf } from '../testkit/journal.ts'
import { broughtForward, type Exportable, JOURNAL_COLUMNS, type JournalFormat, journalWriter } from './formats.ts'

const fen = (sign: string, text: string): bigint => BigInt(`${sign}${text.replace('.', '')}`)

/** Reads a plain-text journal as the programs do: postings add up, and each assertion names what must stand there. */
function read(format: 'hledger' | 'beancount', text: string) {
  const sums = new Map<string, bigint>()
  const posting = /^ {2,4}([A-Z]\S+) {2}(-?)(\d+\.\d\d) CNY/gm
  for (const [, account = '', sign = '', sum = ''] of text.matchAll(posting)) {
    sums.set(account, (sums.get(account) ?? 0n) + fen(sign, sum))
  }
  const claims =
    format === 'hledger'
      ? /^ {4}(\S+) {2}0 CNY = (-?)(\d+\.\d\d) CNY$/gm
      : /^\d{4}-\d\d-\d\d balance (\S+) {2}(-?)(\d+\.\d\d) ~ 0\.00 CNY$/gm
  const claimed = [...text.matchAll(claims)].map(
    ([, account = '', sign = '', sum = '']) => [account, fen(sign, sum)] as const,
  )
  return { sums, claimed }
}

/** beancount counts an account's details in. */
const standing = (sums: ReadonlyMap<string, bigint>, account: string, withDetails: boolean): bigint =>
  [...sums].reduce(
    (sum, [name, each]) => (name === account || (withDetails && name.startsWith(`${account}:`)) ? sum + each : sum),
    0n,
  )

const journal = (
  format: JournalFormat,
  entries: readonly Exportable[],
  balances: ReadonlyMap<string, bigint>,
): string => {
  const writer = journalWriter(format, facts.details)
  return [writer.head('2026-01-01'), ...entries.map(writer.entry), writer.foot('2026-12-31', balances)].join('\n')
}

test('every balance that the journal asserts is what its postings add up to, whatever is in the books', () => {
  fc.assert(
    fc.property(arbitraryJournal(), fc.nat({ max: 10 }), (entries, cut) => {
      const net = (list: typeof entries) => {
        const sums = new Map<string, bigint>()
        for (const row of balancesOf(list)) sums.set(row.account, (sums.get(row.account) ?? 0n) + netDebitFen(row))
        return sums
      }
      const forward = broughtForward('2026-01-01', net(entries.slice(0, cut)))
      const shown = [...(forward ? [forward] : []), ...entries.slice(cut)]
      for (const format of ['hledger', 'beancount'] as const) {
        const { sums, claimed } = read(format, journal(format, shown, net(entries)))
        assert.ok(claimed.length > 56)
        for (const [account, claim] of claimed) {
          assert.equal(standing(sums, account, format === 'beancount'), claim, `${format} ${account}`)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('a CSV journal has one row per line, a cell for every column, and no text that a program would run', () => {
  const entry = posted(
    draft([debit('100201', 1_05n, { cashLine: 'B1' }), credit('4101', 1_05n, { restriction: 'U', fund: 'general' })], {
      summary: '=HYPERLINK("x")',
    }),
    1,
  )
  const csv = journalWriter('csv', facts.details)
  const [head, ...rows] = csv.head('').concat(csv.entry(entry)).trim().split('\r\n')
  assert.equal(head, `\uFEFF${JOURNAL_COLUMNS.join(',')}`.trim())
  assert.equal(rows.length, 2)
  assert.match(rows[0] ?? '', /,"'=HYPERLINK\(""x""\)",100201,[^,]+,1\.05,,/)
  assert.equal(csv.foot('2026-12-31', new Map()), '')
})

test('nothing is brought forward where nothing stood', () => {
  assert.equal(broughtForward('2026-01-01', new Map([['1002', 0n]])), undefined)
})
