import { word } from '@shanju/contract/catalogue.ts'
import { FUND_FIELDS, SOURCE_KINDS } from '@shanju/contract/funds/vocab.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { FileAnswer } from '#platform/http/index.ts'
import { type SheetCaps, workbook } from '#platform/sheets/index.ts'
import { IMPORT_COLUMNS } from '../logic/import-rows.ts'

/** A host has tens or hundreds of funds; more rows are a mistake. */
export const MOST_IMPORT: SheetCaps = { maxRows: 2_001, maxBytes: 5 * 1024 * 1024 }

/** The empty form and, on a second page, what may stand in each column. */
export function importTemplate(language: Language): FileAnswer {
  const say = (key: string): string => word(language, 'funds', key)
  const headings = IMPORT_COLUMNS.map((column) => say(`column.${column}`))
  const values = (prefix: string, all: readonly string[]) => all.map((value) => say(`${prefix}.${value}`)).join('、')
  const help = IMPORT_COLUMNS.map((column) => [
    say(`column.${column}`),
    column === 'fields'
      ? values('field', FUND_FIELDS)
      : column === 'source'
        ? values('source', SOURCE_KINDS)
        : say(`template.${column}`),
  ])
  return {
    fileName: `${say('template.file')}.xlsx`,
    body: workbook([
      { title: say('sheet.mine'), headings, widths: headings.map(() => 18), rows: [] },
      {
        title: say('template.help'),
        headings: [say('template.column'), say('template.what')],
        widths: [20, 70],
        rows: help,
        note: true,
      },
    ]),
  }
}
