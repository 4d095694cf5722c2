/** Years, lists and last days of months. */
import type { MonthsOf } from '@shanju/contract/ledger/months.ts'
import type { MonthText } from '../vocab.ts'

export const yearOf = (month: MonthText): string => month.slice(0, 4)
export const yearBefore = (month: MonthText): string => String(Number(yearOf(month)) - 1).padStart(4, '0')

/** Every month from one to another, both included. */
export function monthList({ from, to }: MonthsOf): MonthText[] {
  const months: MonthText[] = []
  for (let at = Number(from.slice(0, 4)) * 12 + Number(from.slice(5)) - 1; ; at += 1) {
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    if (month > to) return months
    months.push(month)
  }
}
