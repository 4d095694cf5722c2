/**
 * May this entry stand in the books? Implements K01-K03, the entry side of K04, K08, K13, K19, K21 and rule A06.
 * Overdraw (K05, K06) needs the balances of the moment and is checked apart, in `overdraw.ts`.
 */

import { isPlainDate } from '@shanju/contract/kit/dates.ts'
import type { HostDetail } from './chart.ts'
import { checkLine } from './check-line.ts'
import { checkWhole } from './check-whole.ts'
import type { BalancedEntry, EntryDraft } from './entry.ts'
import { monthOf } from './entry.ts'
import type { EntryRefusal } from './refusals.ts'
import { type DateText, editionOn, type MonthText } from './vocab.ts'

/** What must be known of the host's books to judge an entry. */
export interface PostingFacts {
  /** First day of the books; earlier gifts are history without entries. */
  readonly beginsOn: DateText
  /** Months that may be posted to. */
  readonly openMonths: ReadonlySet<MonthText>
  /** The host's own detail accounts, by code. */
  readonly details: ReadonlyMap<string, HostDetail>
  readonly restrictions: ReadonlySet<string>
  /** Community funds of this host; `general` need not be listed. */
  readonly funds: ReadonlySet<string>
  readonly projects: ReadonlySet<string>
}

type CheckedEntry =
  | { readonly refused: readonly [EntryRefusal, ...EntryRefusal[]] }
  | { readonly refused?: undefined; readonly entry: BalancedEntry }

export function checkEntry(draft: EntryDraft, facts: PostingFacts): CheckedEntry {
  const refusals: EntryRefusal[] = checkHead(draft, facts)
  draft.lines.forEach((line, index) => {
    const refusal = checkLine(line, draft.type, facts)
    if (refusal) refusals.push({ ...refusal, line: index })
  })
  // The sums mean nothing while an account or amount is wrong.
  if (refusals.length === 0) refusals.push(...checkWhole(draft, facts))
  const [first, ...rest] = refusals
  if (first) return { refused: [first, ...rest] }
  let totalFen = 0n
  for (const line of draft.lines) if (line.side === 'debit') totalFen += line.amountFen
  return { entry: { ...draft, month: monthOf(draft.postedOn, draft.type), totalFen } }
}

function checkHead(draft: EntryDraft, facts: PostingFacts): EntryRefusal[] {
  const refuse = (code: EntryRefusal['code'], fact: string): EntryRefusal[] => [{ code, line: null, fact }]
  for (const date of [draft.documentOn, draft.postedOn]) if (!isPlainDate(date)) return refuse('bad_date', date)
  if (draft.postedOn < facts.beginsOn) return refuse('before_books_begin', draft.postedOn)
  // K02: no code of the 2004 edition after 2025-12-31, and the books hold no entry of an earlier day.
  if (draft.edition !== editionOn(draft.postedOn) || draft.edition !== '2024')
    return refuse('wrong_edition', draft.edition)
  const month = draft.postedOn.slice(0, 7)
  if (!facts.openMonths.has(month)) return refuse('period_closed', month)
  if (draft.checker !== null && draft.checker === draft.maker) return refuse('maker_is_checker', draft.maker)
  if (draft.lines.length < 2) return refuse('too_few_lines', String(draft.lines.length))
  return []
}
