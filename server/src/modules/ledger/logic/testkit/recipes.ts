/** A head and papers for drafts made from the catalogue in tests. */
import type { Paper } from '../entry.ts'
import type { EntryHead } from '../recipes/index.ts'
import { PAPER_KINDS, PAPER_MAKERS } from '../vocab.ts'

export const HEAD: EntryHead = {
  book: 'book-1',
  documentOn: '2026-03-05',
  postedOn: '2026-03-05',
  summary: 'test',
  papers: [],
  maker: 'maker',
  checker: 'checker',
  reason: null,
  channel: null,
}

export const ALL_PAPERS: readonly Paper[] = PAPER_KINDS.flatMap((kind) =>
  PAPER_MAKERS.map((madeBy) => ({ kind, madeBy, ref: 'paper' })),
)
