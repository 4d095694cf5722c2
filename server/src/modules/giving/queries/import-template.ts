import type { Readable } from 'node:stream'
import { word } from '@shanju/contract/catalogue.ts'
import { COLUMNS } from '@shanju/contract/giving/vocab.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { workbook } from '#platform/sheets/index.ts'
import { templateHeadings } from '../logic/import-columns.ts'

/** A file of gifts to fill in: the usual headings with an example, and what may stand in each. */
export function importTemplate(language: Language): { fileName: string; body: Readable } {
  const say = (key: string): string => word(language, 'giving', key)
  const headings = templateHeadings(language)
  const body = workbook([
    {
      title: say('sheet.list'),
      headings,
      widths: headings.map(() => 18),
      rows: [COLUMNS.map((column) => say(`example.${column}`))],
    },
    {
      title: say('template.notes'),
      headings: [say('template.column'), say('template.how')],
      widths: [18, 80],
      rows: COLUMNS.map((column, at) => [headings[at] ?? column, say(`template.${column}`)]),
      note: true,
    },
  ])
  return { fileName: `${say('template.file')}.xlsx`, body }
}
