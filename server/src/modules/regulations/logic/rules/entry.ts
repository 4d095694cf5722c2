import { monthOf } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { EntryFacts } from '../facts.ts'
import { type Rules, when } from './rule.ts'

/** From here on the chart of 2024 (财会〔2024〕25号 art. 95), before it that of 2004. */
const EDITION_2024_FROM = '2026-01-01'

export const entryRules: Rules<EntryFacts> = {
  A01: (entry) => {
    const untagged = entry.lines.flatMap((line, index) => (line.tagged ? [] : [index + 1]))
    return when(
      [
        entry.debitFen !== entry.creditFen,
        { reason: 'unbalanced', params: { debit: formatYuan(entry.debitFen), credit: formatYuan(entry.creditFen) } },
      ],
      [untagged.length > 0, { reason: 'untagged', params: { lines: untagged.join(', ') } }],
      [!entry.periodOpen, { reason: 'period_closed', params: { month: monthOf(entry.postedOn) } }],
    )
  },
  A02: (entry) => {
    const edition = entry.postedOn < EDITION_2024_FROM ? '2004' : '2024'
    const unknown = [...new Set(entry.lines.filter(({ known }) => !known).map(({ account }) => account))]
    return when(
      [entry.edition !== edition, { reason: 'wrong_edition', params: { day: entry.postedOn, edition } }],
      [unknown.length > 0, { reason: 'not_in_edition', params: { codes: unknown.join(', '), edition: entry.edition } }],
    )
  },
}
