/**
 * Closing a month and opening it again. A month closes when its checklist is done (trial balance and the other checks of
 * the books, banks reconciled, pots not below zero, no commitment past its term, every entry on a voucher); it opens again
 * only by a second person with a reason, the latest month first.
 */
import type { CheckResult } from './checks/result.ts'
import type { DateText, MonthText } from './vocab.ts'

export interface MonthToClose {
  readonly month: MonthText
  readonly today: DateText
  readonly isClosed: boolean
  /** Earlier months of the book that are open. */
  readonly earlierOpen: readonly MonthText[]
  readonly entriesWithoutVoucher: number
  /** Whether the balances of the day before are recorded, or that there were none. */
  readonly opened: boolean
  /** Drafts for the month that wait for a checker. */
  readonly draftsWaiting: number
  /** Results of `checkBooks` after the closing entries, and of `checkBanks` over every bank account. */
  readonly checks: readonly CheckResult[]
  readonly commitmentsPastTerm: readonly string[]
}

/** In precedence order; `check_fails` names the checks. */
type CloseRefusalCode =
  | 'already_closed'
  | 'month_not_over'
  | 'earlier_month_open'
  | 'opening_awaited'
  | 'drafts_waiting'
  | 'check_fails'
  | 'check_missing'
  | 'commitment_past_term'
  | 'entry_without_voucher'

export interface PeriodRefusal<T> {
  readonly code: T
  readonly facts: readonly string[]
}

/** Checks without which no month closes; K14 is the bank. */
const CHECKLIST = ['K01', 'K05', 'K07', 'K08', 'K09', 'K10', 'K11', 'K12', 'K13', 'K14', 'K18'] as const

/** Everything that stands in the way, so that people see the whole list; empty when the month may close. */
export function decideClose(at: MonthToClose): readonly PeriodRefusal<CloseRefusalCode>[] {
  const failing = at.checks.filter((check) => !check.holds).map((check) => `${check.id}: ${check.where.join('; ')}`)
  const missing = CHECKLIST.filter((id) => at.checks.every((check) => check.id !== id))
  const list: readonly (readonly [CloseRefusalCode, readonly string[]])[] = [
    ['already_closed', at.isClosed ? [at.month] : []],
    ['month_not_over', at.today.slice(0, 7) <= at.month ? [at.month] : []],
    ['earlier_month_open', at.earlierOpen],
    ['opening_awaited', at.opened ? [] : [at.month]],
    ['drafts_waiting', at.draftsWaiting > 0 ? [String(at.draftsWaiting)] : []],
    ['check_fails', failing],
    ['check_missing', missing],
    ['commitment_past_term', at.commitmentsPastTerm],
    ['entry_without_voucher', at.entriesWithoutVoucher > 0 ? [String(at.entriesWithoutVoucher)] : []],
  ]
  return list.flatMap(([code, facts]) => (facts.length > 0 ? [{ code, facts }] : []))
}

export interface MonthToReopen {
  readonly month: MonthText
  /** Who closed it; null when it is open. */
  readonly closedBy: string | null
  readonly by: string
  readonly reason: string
  readonly laterClosed: readonly MonthText[]
}

type ReopenRefusalCode = 'not_closed' | 'later_month_closed' | 'same_person' | 'reason_missing'

export function decideReopen(at: MonthToReopen): readonly PeriodRefusal<ReopenRefusalCode>[] {
  const list: readonly (readonly [ReopenRefusalCode, readonly string[]])[] = [
    ['not_closed', at.closedBy === null ? [at.month] : []],
    ['later_month_closed', at.laterClosed],
    ['same_person', at.closedBy === at.by ? [at.by] : []],
    ['reason_missing', at.reason.trim() === '' ? [at.month] : []],
  ]
  return list.flatMap(([code, facts]) => (facts.length > 0 ? [{ code, facts }] : []))
}
