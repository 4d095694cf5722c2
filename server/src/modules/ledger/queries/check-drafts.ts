import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type BalancedEntry, checkEntry, type EntryDraft, type PostingFacts } from '../logic/index.ts'
import { loadFacts } from './facts.ts'
import type { LockedBook } from './lock-books.ts'
import { refuseOverdraw } from './refuse-overdraw.ts'

interface Checking {
  readonly draft: EntryDraft
  /** The day it is posted on instead when the month of its own is closed; its document keeps its date. */
  readonly elseOn?: string | undefined
}

/**
 * Checks drafts against their books, whose lock the caller holds.
 * @param settled commitments that these drafts settle
 * @throws Refusal ledger.<code> of the first draft that may not stand, overdrawn
 */
export async function checkDrafts(
  tx: Tx,
  books: ReadonlyMap<string, LockedBook>,
  drafts: readonly Checking[],
  settled: readonly string[],
): Promise<BalancedEntry[]> {
  const facts = await loadFacts(
    tx,
    books,
    drafts.map(({ draft }) => draft),
  )
  const entries = drafts.map((each) => checkOne(each, facts.get(each.draft.book)))
  await refuseOverdraw(tx, entries, settled)
  return entries
}

function checkOne({ draft, elseOn }: Checking, facts: PostingFacts | undefined): BalancedEntry {
  if (!facts) throw refuse('ledger.books_not_open')
  const late = elseOn !== undefined && draft.postedOn < elseOn && !facts.openMonths.has(draft.postedOn.slice(0, 7))
  const result = checkEntry(late && draft.postedOn >= facts.beginsOn ? { ...draft, postedOn: elseOn } : draft, facts)
  if (!result.refused) return result.entry
  const [first] = result.refused
  throw refuse(`ledger.${first.code}`, { fact: first.fact, line: (first.line ?? 0) + 1 })
}
