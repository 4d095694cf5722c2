/** What a paper behind an entry is, and who made it; the ledger's own lists hold the same words. */
export const PAPER_KINDS = ['source', 'approval', 'limit', 'allocation_key', 'hand_over', 'count', 'agreement'] as const
export const PAPER_MAKERS = ['giver', 'law', 'plan', 'term', 'board', 'outside', 'own'] as const

/** A draft waits for its checker, and ends once. */
export const DRAFT_STATES = ['waiting', 'posted', 'refused', 'withdrawn'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

export const COMMITMENT_STATES = ['open', 'posted', 'released'] as const

/** What the checklist of a month asks, in the order in which people read it. */
export const CHECKS = [
  'K01', 'K05', 'K07', 'K08', 'K09', 'K10', 'K11', 'K12', 'K13', 'K14', 'K18',
  'month_over', 'earlier_open', 'opening', 'drafts', 'commitments',
] as const // biome-ignore format: checks of the books, then of what lies around them
