/**
 * A journal as another program reads it: what stands before the first entry, each entry, and what the balances must be at
 * the end, so that hledger and beancount themselves hold every balance against ours.
 */
import { type Account, accountTitle, findAccountOfHost, type HostDetail, listAccounts } from '../chart.ts'
import { credit, debit, type PostedEntry, signedFen } from '../entry.ts'
import { beancountEntry, beancountHead, decimalYuan, exportAccount, hledgerEntry, hledgerHead } from './plain-text.ts'

export const JOURNAL_FORMATS = ['hledger', 'beancount', 'csv'] as const
export type JournalFormat = (typeof JOURNAL_FORMATS)[number]

/** Ledger account code → balance, debit plus. */
export type JournalBalances = ReadonlyMap<string, bigint>

export interface JournalWriter {
  head(beginsOn: string): string
  entry(entry: Exportable): string
  /** The balances must be these when `lastDay` is over. */
  foot(lastDay: string, balances: JournalBalances): string
}

export type Exportable = Pick<
  PostedEntry,
  'id' | 'seq' | 'documentOn' | 'postedOn' | 'type' | 'summary' | 'recipe' | 'reverses' | 'lines'
>

/** What stood before the first month of a period, as one entry; undefined where nothing stood. */
export function broughtForward(day: string, balances: JournalBalances): Exportable | undefined {
  const lines = [...balances].flatMap(([account, fen]) =>
    fen === 0n ? [] : [fen > 0n ? debit(account, fen) : credit(account, -fen)],
  )
  if (lines.length === 0) return undefined
  const head = { id: 'forward', seq: 0n, type: 'opening', recipe: null, reverses: null } as const
  return { ...head, documentOn: day, postedOn: day, summary: '期初余额 Brought forward', lines }
}

/** The chart of a host: the official accounts and the details it added under them. */
interface Chart {
  readonly codes: readonly string[]
  accountOf(code: string): Account | undefined
}

export function journalWriter(format: JournalFormat, details: ReadonlyMap<string, HostDetail>): JournalWriter {
  const official = listAccounts('2024').map((account) => account.code)
  return WRITERS[format]({
    codes: [...new Set([...official, ...details.keys()])],
    accountOf: (code) => findAccountOfHost(code, details),
  })
}

/** Zero where nothing is said: an account that should be empty is held to it too. */
const ofAll = ({ codes }: Chart, balances: JournalBalances): [string, bigint][] =>
  codes.map((code) => [code, balances.get(code) ?? 0n])

const hledger = (chart: Chart): JournalWriter => ({
  head: () => hledgerHead(chart.codes, chart.accountOf),
  entry: (entry) => hledgerEntry(entry, chart.accountOf),
  foot: (day, balances) =>
    `${day} balances\n${ofAll(chart, balances)
      .map(([code, fen]) => `    ${exportAccount(code, chart.accountOf)}  0 CNY = ${decimalYuan(fen)} CNY\n`)
      .join('')}`,
})

const beancount = (chart: Chart): JournalWriter => ({
  head: (beginsOn) => beancountHead(chart.codes, chart.accountOf, beginsOn),
  entry: (entry) => beancountEntry(entry, chart.accountOf),
  // Of the morning after, to the fen. beancount counts details into the account above them.
  foot: (day, balances) => {
    const all = ofAll(chart, balances)
    return all
      .map(([code, fen]) => {
        const below = code.length > 4 ? [] : all.filter(([other]) => other !== code && other.startsWith(code))
        const whole = below.reduce((sum, [, each]) => sum + each, fen)
        return `${dayAfter(day)} balance ${exportAccount(code, chart.accountOf)}  ${decimalYuan(whole)} ~ 0.00 CNY\n`
      })
      .join('')
  },
})

/** Column name and what it holds; the order is the order of the cells. */
export const JOURNAL_COLUMNS = [
  'entry',
  'number',
  'line',
  'posted_on',
  'document_on',
  'type',
  'recipe',
  'summary',
  'account',
  'account_name',
  'debit',
  'credit',
  'restriction',
  'restriction_id',
  'fund_id',
  'project_id',
  'kind',
  'cash_line',
  'gift_id',
  'reverses',
] as const

const csv = ({ accountOf }: Chart): JournalWriter => ({
  head: () => `\uFEFF${JOURNAL_COLUMNS.join(',')}\r\n`,
  entry: (entry) =>
    entry.lines
      .map((line, index) => {
        const account = accountOf(line.account)
        const yuan = decimalYuan(line.amountFen)
        const cells = [
          ...[entry.id, `${entry.seq}`, `${index + 1}`, entry.postedOn, entry.documentOn, entry.type, entry.recipe],
          ...[entry.summary, line.account, account ? accountTitle(account, line.restriction) : ''],
          ...(signedFen(line) > 0n ? [yuan, ''] : ['', yuan]),
          ...[line.restriction, line.restrictionId, line.fund, line.project, line.kind, line.cashLine, line.gift],
          entry.reverses,
        ]
        return `${cells.map((cell) => quoted(cell ?? '')).join(',')}\r\n`
      })
      .join(''),
  foot: () => '',
})

/** A text that a spreadsheet program would run gets an apostrophe before it. */
const quoted = (text: string): string => {
  const inert = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

const DAY_MS = 86_400_000
const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)

const WRITERS: Readonly<Record<JournalFormat, (chart: Chart) => JournalWriter>> = { hledger, beancount, csv }
