/** Trial balance and account ledger as papers. */
import type { Language } from '@shanju/contract/kit/language.ts'
import type { AccountLedger, TrialBalance } from '@shanju/contract/ledger/statement-shapes.ts'
import type { Paper, PaperCell } from '#platform/kit/paper.ts'
import { periodOf, sayIn, unitOf } from './say.ts'

const SIDES = [
  'openingDebitFen',
  'openingCreditFen',
  'debitFen',
  'creditFen',
  'closingDebitFen',
  'closingCreditFen',
] as const

export function trialPaper(trial: TrialBalance, language: Language): Paper {
  const say = sayIn(language)
  const sides = [{ text: say('paper.debit') }, { text: say('paper.credit') }]
  const group = (key: string) => ({ text: say(`paper.${key}`), across: 2 })
  const money = (row: TrialBalance['totals'], strong: boolean): PaperCell[] =>
    SIDES.map((side) => ({ fen: row[side], strong, zero: strong }))
  return {
    title: say('paper.trial'),
    number: '',
    caption: [unitOf(say, trial), periodOf(say, trial.to, trial.span), say('paper.yuan')],
    widths: [36, 17, 17, 17, 17, 17, 17],
    landscape: true,
    heads: [
      [{ text: say('paper.account'), down: 2 }, group('opening'), group('turnover'), group('closing')],
      [...sides, ...sides, ...sides],
    ],
    rows: [
      ...trial.rows.map((row) => [{ text: `${row.account} ${row.accountName[language]}` }, ...money(row, false)]),
      [{ text: say('paper.sum'), strong: true }, ...money(trial.totals, true)],
    ],
    foot: [],
    language,
  }
}

/** 明细账: every line, after each month its sum and the year so far. */
export function accountPaper(
  ledger: AccountLedger,
  { from, to }: { readonly from: string; readonly to: string },
  language: Language,
): Paper {
  const say = sayIn(language)
  const blank: PaperCell = { text: '' }
  const sums = (key: string, debit: bigint, credit: bigint, balance: bigint): PaperCell[] => [
    ...[blank, blank, { text: say(key), strong: true }, blank],
    ...[debit, credit, balance].map((fen): PaperCell => ({ fen, strong: true, zero: true })),
  ]
  const ofMonth = (month: AccountLedger['months'][number]): PaperCell[][] => [
    sums('paper.month_sum', month.debitFen, month.creditFen, month.balanceFen),
    sums('paper.year_sum', month.yearDebitFen, month.yearCreditFen, month.balanceFen),
  ]
  const lineRow = (line: AccountLedger['lines'][number]): PaperCell[] => [
    ...[line.postedOn, String(line.number), line.summary, line.fund ?? ''].map((text) => ({ text })),
    ...(['debit', 'credit'] as const).map((side) => ({ fen: line.side === side ? line.amountFen : null })),
    { fen: line.balanceFen, zero: true },
  ]
  const inMonth = Map.groupBy(ledger.lines, (line) => line.postedOn.slice(0, 7))
  const opening = [
    ...[blank, blank, { text: say('paper.opening'), strong: true }, blank, blank, blank],
    { fen: ledger.openingFen, strong: true, zero: true },
  ]
  return {
    title: say('paper.account_ledger'),
    number: `${ledger.account} ${ledger.accountName[language]}`,
    caption: [unitOf(say, { unit: ledger.host.name, books: 1 }), say('when.months', { from, to }), say('paper.yuan')],
    widths: [12, 10, 40, 24, 16, 16, 18],
    landscape: true,
    heads: [
      ['day', 'number', 'summary', 'fund', 'debit', 'credit', 'balance'].map((key) => ({ text: say(`paper.${key}`) })),
    ],
    rows: [
      opening,
      ...(ledger.months.length === 0
        ? ledger.lines.map(lineRow)
        : ledger.months.flatMap((month) => [...(inMonth.get(month.month) ?? []).map(lineRow), ...ofMonth(month)])),
    ],
    foot: [],
    language,
  }
}
