import { word } from '@shanju/contract/catalogue.ts'
import { type PlainDate, shanghaiTime } from '@shanju/contract/kit/dates.ts'
import type { Column } from '@shanju/contract/kit/export.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { inert } from './inert.ts'

/** A value as both forms of a file take it. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** A plain decimal, never text that somebody typed. */
  | { readonly kind: 'money' | 'count'; readonly number: string }
  /** `serial`: days since 1899-12-30, as spreadsheet programs count; `text` for readers. */
  | { readonly kind: 'day' | 'instant'; readonly serial: string; readonly text: string }

export interface Sheet<Row> {
  readonly title: string
  readonly headings: readonly string[]
  readonly kinds: readonly Column<Row>['kind'][]
  readonly cells: (row: Row) => (Cell | undefined)[]
}

/** The columns of an export in the reader's language. @param list name of the exported list, `module.list` */
export function sheetOf<Row>(list: string, columns: readonly Column<Row>[], language: Language): Sheet<Row> {
  const [module = '', name = ''] = list.split('.')
  const say = (key: string): string => word(language, module, key)
  return {
    title: say(`sheet.${name}`),
    headings: columns.map(({ key }) => say(`column.${key}`)),
    kinds: columns.map(({ kind }) => kind),
    cells: (row) => columns.map((column) => cellOf(column, row, say, language)),
  }
}

function cellOf<Row>(
  column: Column<Row>,
  row: Row,
  say: (key: string) => string,
  language: Language,
): Cell | undefined {
  switch (column.kind) {
    case 'text':
      return textCell(column.of(row))
    case 'word': {
      const value = column.of(row)
      if (value === null) return undefined
      const words = [value].flat().map((each) => say(`${column.vocabulary}.${each}`))
      return textCell(words.join(language === 'zh' ? '、' : ', '))
    }
    case 'phrase': {
      const phrase = column.of(row)
      return phrase ? textCell(word(language, ...phrase)) : undefined
    }
    case 'money':
      return moneyCell(column.of(row))
    case 'count': {
      const count = column.of(row)
      return count === null ? undefined : { kind: 'count', number: String(count) }
    }
    case 'day':
      return dayCell(column.of(row))
    case 'instant':
      return instantCell(column.of(row))
  }
}

const textCell = (text: string | null): Cell | undefined =>
  text === null || text === '' ? undefined : { kind: 'text', text: inert(text) }

/**
 * Spreadsheet programs keep fifteen significant digits of a number (a double holds whole numbers up to 2^53, sixteen);
 * a sum of more fen would change its last figures, so it is written as text and stays what it is.
 */
const MOST_EXACT_FEN = 999_999_999_999_999n

export function moneyCell(fen: bigint | null): Cell | undefined {
  if (fen === null) return undefined
  const number = formatYuan(fen).replaceAll(',', '')
  const exact = fen <= MOST_EXACT_FEN && fen >= -MOST_EXACT_FEN
  return exact ? { kind: 'money', number } : { kind: 'text', text: number }
}

const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** Before 1900-03-01 programs disagree: one of them takes 1900 for a leap year. */
const FIRST_SAFE = 61

function dayCell(day: PlainDate | null): Cell | undefined {
  if (day === null) return undefined
  const serial = (Date.parse(`${day}T00:00:00Z`) - EPOCH) / DAY_MS
  return serial < FIRST_SAFE ? { kind: 'text', text: day } : { kind: 'day', serial: String(serial), text: day }
}

function instantCell(at: Date | null): Cell | undefined {
  if (at === null) return undefined
  const text = shanghaiTime(at)
  const minute = Date.parse(`${text.replace(' ', 'T')}:00Z`)
  return { kind: 'instant', serial: String((minute - EPOCH) / DAY_MS), text }
}
