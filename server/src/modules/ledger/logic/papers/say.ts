/** Words of the ledger for papers, and dates as they stand on them. */
import { word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { Span } from '@shanju/contract/ledger/statement-vocab.ts'
import { lastDayOf } from '../month-rows.ts'

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    fill(word(language, 'ledger', key), values)

/** 编制单位, and of how many charities when it is a sum. */
export const unitOf = (say: Say, { unit, books }: { readonly unit: string; readonly books: number }): string =>
  say(books === 1 ? 'paper.unit' : 'paper.unit_of', { unit, books })

const partsOf = (month: string) => ({
  year: month.slice(0, 4),
  month: Number(month.slice(5, 7)),
  month2: month.slice(5, 7),
})

/** "2026年10月", "2026年第3季度", "2026年度" */
export function periodOf(say: Say, to: string, span: Span): string {
  const months = { month: 1, quarter: 3, half_year: 6, year: 12 }[span]
  return say(`when.${span}`, { ...partsOf(to), part: Math.ceil(Number(to.slice(5, 7)) / months) })
}

/** "2026年10月31日": the day of a balance sheet. */
export function dayOf(say: Say, to: string): string {
  const day = lastDayOf(to).slice(8)
  return say('when.day', { ...partsOf(to), day: Number(day), day2: day })
}
