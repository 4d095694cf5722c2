import { word } from '@shanju/contract/catalogue.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'

/** Columns of the template in its order; the first five must be there. */
export const IMPORT_COLUMNS = [
  'name',
  'credit_code',
  'kind',
  'charity',
  'registered_in',
  'registered_on',
  'office_phone',
  'address',
  'email',
  'remark',
] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]
export const REQUIRED: readonly ImportColumn[] = IMPORT_COLUMNS.slice(0, 5)

/** Where each column stands; columns that nobody asked for are left alone. */
export type Layout = ReadonlyMap<ImportColumn, number>

/** Headings are those of the template and of our own export, in any language, marks of requirement aside. */
export function readHeadings(cells: readonly string[]): { layout: Layout } | { missing: ImportColumn[] } {
  const places = new Map(cells.map((cell, at) => [plain(cell), at]))
  const layout = new Map<ImportColumn, number>()
  for (const column of IMPORT_COLUMNS) {
    const names = LANGUAGES.map((language) => plain(word(language, 'organisations', `column.${column}`)))
    const at = names.map((name) => places.get(name)).find((place) => place !== undefined)
    if (at !== undefined) layout.set(column, at)
  }
  const missing = REQUIRED.filter((column) => !layout.has(column))
  return missing.length > 0 ? { missing } : { layout }
}

const plain = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]/g, '').toLowerCase()
