/** The three statutory forms as data: lines with formulas. Source: `data/statements-2024.json` (N24 appendix parts 4, 5). */
import data from '../../../../../../data/statements-2024.json' with { type: 'json' }
import type { CashLine, NetAssetKind, Restriction } from '../vocab.ts'
import { CASH_LINES, NET_ASSET_KINDS, RESTRICTIONS } from '../vocab.ts'

export type FormId = '01' | '02' | '03'

export type Term =
  /** Balance or movement of all accounts under a code, in their normal direction. */
  | { readonly of: 'accounts'; readonly sign: 1n | -1n; readonly prefix: string; readonly kind: NetAssetKind | null }
  /** Agency details of the cash accounts. */
  | { readonly of: 'agency'; readonly sign: 1n | -1n }
  /** Income less expense plus 3201 of a class that is not closed yet; zero after closing. */
  | { readonly of: 'unclosed'; readonly sign: 1n | -1n; readonly restriction: Restriction }
  /** Another line of the same form. */
  | { readonly of: 'line'; readonly sign: 1n | -1n; readonly id: string }
  /** Cash flows that bear the line; sign −1 shows an outflow as a positive figure. */
  | { readonly of: 'cash'; readonly sign: 1n | -1n; readonly cashLine: CashLine }

export interface FormLine {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  /** Depth of indentation, 0 to 2. */
  readonly level: number
  readonly heading: boolean
  readonly total: boolean
  /** Half of the balance sheet; null on the other forms. */
  readonly side: 'left' | 'right' | null
  /** Filled by reclassification only (N24: by analysis). */
  readonly byAnalysis: boolean
  /** Printed only when it is not zero. */
  readonly onlyIfAny: boolean
  readonly terms: readonly Term[]
}

export interface Form {
  readonly id: FormId
  readonly number: string
  readonly nameZh: string
  readonly nameEn: string
  readonly columnsZh: readonly string[]
  readonly lines: readonly FormLine[]
}

/** Reads one term of the data file. @throws Error naming the term, at start-up, when the file is wrong. */
function parseTerm(text: string): Term {
  const cash = /^(in|out):(\w+)$/.exec(text)
  if (cash) {
    const cashLine = CASH_LINES.find((line) => line === cash[2])
    if (cashLine) return { of: 'cash', sign: cash[1] === 'in' ? 1n : -1n, cashLine }
  }
  const sign = text.startsWith('-') ? -1n : 1n
  const body = text.slice(1)
  if (body === '@agency') return { of: 'agency', sign }
  const unclosed = RESTRICTIONS.find((restriction) => body === `unclosed:${restriction}`)
  if (unclosed) return { of: 'unclosed', sign, restriction: unclosed }
  const accounts = /^(\d+)(?:#(\w+))?$/.exec(body)
  if (accounts?.[1] !== undefined) {
    const kind = NET_ASSET_KINDS.find((known) => known === accounts[2]) ?? null
    return { of: 'accounts', sign, prefix: accounts[1], kind }
  }
  if (/^[+-][A-Z]+\d*[a-z]?$/.test(text)) return { of: 'line', sign, id: body }
  throw new Error(`statements: unreadable term "${text}"`)
}

function readForm(id: FormId): Form {
  const form = data.forms.find((one) => one.id === id)
  if (!form) throw new Error(`statements: form ${id} is missing`)
  const lines = form.lines.map(
    (line): FormLine => ({
      id: line.id,
      nameZh: line.name_zh,
      nameEn: line.name_en,
      level: line.level,
      heading: 'heading' in line && line.heading === true,
      total: 'total' in line && line.total === true,
      side: 'side' in line ? (line.side === 'left' ? 'left' : 'right') : null,
      byAnalysis: 'by_analysis' in line && line.by_analysis === true,
      onlyIfAny: 'only_if_any' in line && line.only_if_any === true,
      terms: line.terms.map(parseTerm),
    }),
  )
  const { number, name_zh: nameZh, name_en: nameEn, columns_zh: columnsZh } = form
  return { id, number, nameZh, nameEn, columnsZh, lines }
}

export const FORMS: Readonly<Record<FormId, Form>> = {
  '01': readForm('01'),
  '02': readForm('02'),
  '03': readForm('03'),
}
