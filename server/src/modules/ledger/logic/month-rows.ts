/** Rules around months that need no books: which months there are, and which day stands for one. */
import type { Policies } from './recipes/policy.ts'
import type { DateText, MonthText } from './vocab.ts'

/** "2026-01" … up to and including the month of `today`. */
export function monthsFrom(first: DateText, today: DateText): MonthText[] {
  const months: MonthText[] = []
  let year = Number(first.slice(0, 4))
  let month = Number(first.slice(5, 7))
  for (let text = first.slice(0, 7); text <= today.slice(0, 7); ) {
    months.push(text)
    month += 1
    if (month === 13) {
      month = 1
      year += 1
    }
    text = `${year}-${String(month).padStart(2, '0')}`
  }
  return months
}

export function lastDayOf(month: MonthText): DateText {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Whether income and expense are closed at the end of this month: each one, or December alone (E100, 期末). */
export const closesIn = (month: MonthText, { closing }: Pick<Policies, 'closing'>): boolean =>
  closing === 'monthly' || month.endsWith('-12')
