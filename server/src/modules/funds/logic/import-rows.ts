import { fields, setComplaintLine, setContacts } from '@shanju/contract/funds/agreement.ts'
import { openFund } from '@shanju/contract/funds/shapes.ts'
import { FUND_FIELDS, type FundField, SOURCE_KINDS, type SourceKind } from '@shanju/contract/funds/vocab.ts'
import { words } from '@shanju/contract/funds/words.ts'
import { isPlainDate } from '@shanju/contract/kit/dates.ts'
import { parseYuan } from '@shanju/contract/kit/money.ts'
import { z } from 'zod'

/** Columns of the workbook, in its order. The heading is the word `column.<name>` of either language. */
export const IMPORT_COLUMNS = [
  'name',
  'place_code',
  'purpose',
  'fields',
  'opens_on',
  'source',
  'opening_sum',
  'serves',
  'office_phone',
  'complaint_phone',
  'published_in',
  'published_on',
] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]
const REQUIRED: readonly ImportColumn[] = ['name', 'place_code', 'purpose', 'fields', 'opens_on']

export interface ImportedFund {
  /** Row of the file, the heading being row 1. */
  readonly row: number
  readonly name: string
  readonly placeCode: string
  readonly purpose: string
  readonly fields: FundField[]
  readonly opensOn: string
  readonly sourceKind: SourceKind | null
  readonly openingSumFen: bigint
  /** Its own place when the cell is empty. */
  readonly serves: readonly string[]
  readonly officePhone: string | null
  readonly complaintLine: {
    readonly telephone: string
    readonly publishedIn: string
    readonly publishedOn: string
  } | null
}

export interface CellProblem {
  readonly row: number
  readonly column: ImportColumn
  /** The word `import.<key>` of the module. */
  readonly key:
    | 'empty'
    | 'not_a_day'
    | 'not_a_sum'
    | 'unknown_value'
    | 'not_a_phone'
    | 'length'
    | 'not_a_code'
    | 'line_incomplete'
  readonly value: string
}

/** Where each column stands, or which of those that must be there are not. */
export function readHeadings(
  cells: readonly string[],
): { readonly at: ReadonlyMap<ImportColumn, number> } | { readonly missing: readonly ImportColumn[] } {
  const said = cells.map((cell) => cell.normalize('NFKC').trim())
  const at = new Map<ImportColumn, number>()
  for (const column of IMPORT_COLUMNS) {
    const names = [words.zh[`column.${column}`], words.en[`column.${column}`], column]
    const found = names.map((name) => said.indexOf(name.normalize('NFKC'))).find((index) => index >= 0)
    if (found !== undefined) at.set(column, found)
  }
  const missing = REQUIRED.filter((column) => !at.has(column))
  return missing.length > 0 ? { missing } : { at }
}

/** Every row below the heading that holds anything; each is a fund or says what is wrong in which cell. */
export function readRows(
  rows: readonly (readonly string[])[],
  at: ReadonlyMap<ImportColumn, number>,
): { readonly funds: readonly ImportedFund[]; readonly problems: readonly CellProblem[] } {
  const funds: ImportedFund[] = []
  const problems: CellProblem[] = []
  rows.forEach((cells, index) => {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) return
    const read = readRow(index + 1, (column) => (cells[at.get(column) ?? -1] ?? '').trim())
    problems.push(...read.problems)
    if (read.problems.length === 0) funds.push(read.fund)
  })
  return { funds, problems }
}

const fits = (shape: z.ZodType, value: unknown): boolean => z.safeDecode(shape, value as never).success

function readRow(row: number, cell: (column: ImportColumn) => string) {
  const problems: CellProblem[] = []
  const wrong = (column: ImportColumn, key: CellProblem['key']): void => {
    problems.push({ row, column, key, value: cell(column).slice(0, 60) })
  }
  for (const column of REQUIRED) if (cell(column) === '') wrong(column, 'empty')
  const sane = (column: ImportColumn, good: boolean, key: CellProblem['key']): void => {
    if (cell(column) !== '' && !good) wrong(column, key)
  }
  const fieldsRead = manyOf(FUND_FIELDS, 'field', cell('fields'))
  const source = oneOf(SOURCE_KINDS, 'source', cell('source'))
  const sum = cell('opening_sum') === '' ? 0n : parseYuan(cell('opening_sum'))
  const serves = cell('serves')
    .split(SEPARATORS)
    .filter((code) => code !== '')
  const line = ['complaint_phone', 'published_in', 'published_on'] as const
  const given = line.filter((column) => cell(column) !== '')
  sane('name', fits(openFund.shape.name, cell('name')), 'length')
  sane('place_code', fits(openFund.shape.placeCode, cell('place_code')), 'not_a_code')
  sane('purpose', fits(openFund.shape.purpose, cell('purpose')), 'length')
  sane('fields', fits(fields, fieldsRead), 'unknown_value')
  sane('opens_on', isPlainDate(cell('opens_on')), 'not_a_day')
  sane('source', source !== undefined, 'unknown_value')
  sane('opening_sum', fits(openFund.shape.openingSumFen, sum?.toString() ?? '?'), 'not_a_sum')
  sane(
    'serves',
    serves.every((code) => fits(openFund.shape.placeCode, code)),
    'not_a_code',
  )
  sane('office_phone', fits(setContacts.shape.officePhone, cell('office_phone')), 'not_a_phone')
  sane('complaint_phone', fits(setComplaintLine.shape.telephone, cell('complaint_phone')), 'not_a_phone')
  sane('published_in', fits(setComplaintLine.shape.publishedIn, cell('published_in')), 'length')
  sane('published_on', isPlainDate(cell('published_on')), 'not_a_day')
  if (given.length > 0) for (const column of line) if (cell(column) === '') wrong(column, 'line_incomplete')
  const fund: ImportedFund = {
    row,
    name: cell('name'),
    placeCode: cell('place_code'),
    purpose: cell('purpose'),
    fields: fieldsRead ?? [],
    opensOn: cell('opens_on'),
    sourceKind: source ?? null,
    openingSumFen: sum ?? 0n,
    serves,
    officePhone: cell('office_phone') || null,
    complaintLine:
      given.length === line.length
        ? {
            telephone: cell('complaint_phone'),
            publishedIn: cell('published_in'),
            publishedOn: cell('published_on'),
          }
        : null,
  }
  return { fund, problems }
}

const SEPARATORS = /[\s,，、;；/]+/

/** A value of a vocabulary by its word in either language or by itself. */
function oneOf<T extends string>(values: readonly T[], prefix: 'field' | 'source', text: string): T | undefined {
  const known: Readonly<Record<string, string>>[] = [words.zh, words.en]
  const wanted = text.toLowerCase()
  return values.find((value) =>
    [value, ...known.map((each) => each[`${prefix}.${value}`]?.toLowerCase())].includes(wanted),
  )
}

/** Several, parted by the marks people use; English words may hold blanks, so blanks part nothing here. */
function manyOf<T extends string>(values: readonly T[], prefix: 'field', text: string): T[] | undefined {
  const read = text.split(/[,，、;；/]+/).map((each) => oneOf(values, prefix, each.trim()))
  return read.includes(undefined) ? undefined : [...new Set(read.filter((each) => each !== undefined))]
}
