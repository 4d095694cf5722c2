/** The months a report covers: the month itself, its quarter, its half-year or its whole year. */
import type { MonthText } from '../vocab.ts'

export type Span = 'month' | 'quarter' | 'half_year' | 'year'

export interface MonthsOf {
  readonly from: MonthText
  readonly to: MonthText
}

const LENGTH: Readonly<Record<Span, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 }

/** @param month any month of the span, "2026-05" */
export function monthsOf(month: MonthText, span: Span): MonthsOf {
  const [year = '', at = ''] = month.split('-')
  const length = LENGTH[span]
  const first = Math.floor((Number(at) - 1) / length) * length + 1
  const text = (number: number): MonthText => `${year}-${String(number).padStart(2, '0')}`
  return { from: text(first), to: text(first + length - 1) }
}

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
