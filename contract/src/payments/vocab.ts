import type { Action } from '../access.ts'

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

/** Who may be paid: as an authority names them, without the open kind. */
export const PAID_KINDS = ['organisation', 'body', 'person'] as const
export type PaidKind = (typeof PAID_KINDS)[number]

export const AUTHORITY_KINDS = ['single', 'standing', 'emergency'] as const

export const REQUEST_STATES = [
  'requested',
  'checked',
  'approved',
  'sent',
  'paid',
  'proving',
  'reached',
  'refused',
  'withdrawn',
  'failed',
  'returned',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

type Step = { readonly from: readonly RequestState[]; readonly to: RequestState | 'same'; readonly by: Action }

/**
 * How a payment moves. A return takes it to `returned` when all has come back, and leaves it where it is otherwise.
 */
export const PAYMENT_STEPS = {
  checked: { from: ['requested'], to: 'checked', by: 'payments.check' },
  approved: { from: ['checked'], to: 'approved', by: 'payments.approve' },
  sent: { from: ['approved'], to: 'sent', by: 'payments.pay' },
  paid: { from: ['sent'], to: 'paid', by: 'payments.book' },
  failed: { from: ['sent'], to: 'failed', by: 'payments.book' },
  returned: { from: ['paid', 'proving'], to: 'same', by: 'payments.book' },
  proving: { from: ['paid'], to: 'proving', by: 'payments.prove' },
  proof_refused: { from: ['proving'], to: 'paid', by: 'payments.accept_proof' },
  reached: { from: ['proving'], to: 'reached', by: 'payments.accept_proof' },
  refused: { from: ['requested', 'checked'], to: 'refused', by: 'payments.check' },
  withdrawn: { from: ['requested', 'checked', 'approved'], to: 'withdrawn', by: 'payments.request' },
} as const satisfies Readonly<Record<string, Step>>
export type PaymentStep = keyof typeof PAYMENT_STEPS
export const PAYMENT_STEP_NAMES = Object.keys(PAYMENT_STEPS) as readonly PaymentStep[]

/** What shows that a payment reached whom it was for. */
export const PROOF_KINDS = ['signature', 'witness', 'telephone'] as const
export const PROOF_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const

/** What the bank answers to an order. */
export const BANK_ANSWERS = ['paid', 'failed', 'returned'] as const

/** What is said of a payee once: that somebody verified it, that nothing more goes there. */
export const PAYEE_MARKS = ['verified', 'ended'] as const
