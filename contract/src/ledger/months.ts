import type { Span } from './statement-vocab.ts'

/** The months a report covers, whole: "2026-04" to "2026-06". */
export interface MonthsOf {
  readonly from: string
  readonly to: string
}

const LENGTH: Readonly<Record<Span, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 }

/** The month itself, its quarter, its half-year or its year. @param month any month of the span, "2026-05" */
export function monthsOf(month: string, span: Span): MonthsOf {
  const [year = '', at = ''] = month.split('-')
  const length = LENGTH[span]
  const first = Math.floor((Number(at) - 1) / length) * length + 1
  const text = (number: number): string => `${year}-${String(number).padStart(2, '0')}`
  return { from: text(first), to: text(first + length - 1) }
}
