import type { Readable } from 'node:stream'
import { word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { workbook } from '#platform/sheets/index.ts'
import { IMPORT_COLUMNS, REQUIRED } from '../logic/import-columns.ts'

/** The form to fill in: headings with a star where something must stand, one example, and how to fill in each column. */
export function importTemplate(language: Language): { fileName: string; body: Readable } {
  const say = (key: string): string => word(language, 'organisations', key)
  const heading = (column: (typeof IMPORT_COLUMNS)[number]): string =>
    say(`column.${column}`) + (REQUIRED.includes(column) ? '*' : '')
  const example = [
    say('template.example_name'),
    // No body has it: its check character is wrong, so that an example left in the file is found.
    '53150600MJ00000000',
    say('kind.community_foundation'),
    say('template.yes'),
    say('template.example_place'),
    '2021-05-08',
    '0477-0000000',
    '',
    '',
    '',
  ]
  const body = workbook([
    {
      title: say('template.title'),
      headings: IMPORT_COLUMNS.map(heading),
      widths: [32, 24, 16, 12, 16, 14, 18, 32, 24, 32],
      rows: [example],
    },
    {
      title: say('template.notes'),
      headings: [say('template.column'), say('template.how')],
      widths: [24, 80],
      rows: IMPORT_COLUMNS.map((column) => [heading(column), say(`template.${column}`)]),
      note: true,
    },
  ])
  return { fileName: `${say('template.file')}.xlsx`, body }
}
