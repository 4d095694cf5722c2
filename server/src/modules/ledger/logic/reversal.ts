/** Undoing an entry of the open year: the same lines on the other side, linked to the first entry (E75). */
import type { EntryDraft, Paper, PostedEntry } from './entry.ts'
import type { DateText } from './vocab.ts'

interface ReversalHead {
  readonly documentOn: DateText
  readonly postedOn: DateText
  readonly maker: string
  readonly checker: string | null
  readonly reason: string
  readonly papers: readonly Paper[]
}

/** In precedence order. */
type ReversalRefusal = 'already_reversed' | 'is_reversal' | 'before_first_entry' | 'earlier_year'

type Reversal = { readonly refused: ReversalRefusal } | { readonly refused?: undefined; readonly draft: EntryDraft }

/**
 * The reversing entry of a posted one. It keeps type and every dimension, so balances, cash flows and counted help
 * return to where they were. An entry of an earlier year is corrected by E73 or E74 instead (N24 art. 86); opening
 * entries are undone on their own day only.
 */
export function reversalOf(entry: PostedEntry, head: ReversalHead): Reversal {
  if (entry.reversedBy !== null) return { refused: 'already_reversed' }
  if (entry.reverses !== null) return { refused: 'is_reversal' }
  if (head.postedOn < entry.postedOn) return { refused: 'before_first_entry' }
  if (head.postedOn.slice(0, 4) !== entry.postedOn.slice(0, 4)) return { refused: 'earlier_year' }
  return {
    draft: {
      book: entry.book,
      edition: entry.edition,
      type: entry.type,
      documentOn: head.documentOn,
      postedOn: head.postedOn,
      recipe: 'E75.reverse',
      summary: entry.summary,
      papers: head.papers,
      maker: head.maker,
      checker: head.checker,
      reverses: entry.id,
      reason: head.reason,
      channel: null,
      lines: entry.lines.map((line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' })),
    },
  }
}
