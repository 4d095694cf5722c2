/** Who is paid: a registered organisation, another body, a person, or whoever is chosen within a standing resolution's terms. */
export const PAYEE_KINDS = ['organisation', 'body', 'person', 'open'] as const

/** open: nobody explains it yet · matched: with the books · unknown: looked into, nobody knows it yet. */
export const LINE_STATES = ['open', 'matched', 'unknown'] as const

/** Why a bank line and lines of the books belong together; `hand`: somebody said so. */
export const MATCH_REASONS = ['reference', 'batch', 'amount_and_day', 'amount_near', 'hand'] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** The four kinds of a bank reconciliation statement (银行存款余额调节表 未达账项). */
export const ITEM_KINDS = ['bank_received', 'bank_paid', 'books_received', 'books_paid'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** Ledger accounts that an account at a bank or payment institution stands behind. */
export const BANK_LEDGER_ACCOUNTS = ['1002', '100907'] as const
