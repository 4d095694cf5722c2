import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import { sentence, word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { csvRows, inert, workbook } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { OWN_HEADINGS, theirs } from '../logic/plan.ts'
import { openParams } from './import-errors.ts'
import { subjectOfImport } from './imports.ts'
import { openImportFile } from './sealed-file.ts'

/**
 * The wrong rows of a file as they stood in it, each with its number and what is wrong: to be mended and uploaded, for the
 * two columns before theirs are known. Rows that were listed no longer, because there were too many, are not in it.
 */
export async function wrongRows(
  tx: Tx,
  actor: Actor,
  importId: string,
  language: Language,
): Promise<{ fileName: string; body: Readable }> {
  const { content, plan } = await openImportFile(tx, importId)
  const reasons = await reasonsOf(tx, importId, language)
  let headings: readonly string[] = []
  const rows: string[][] = []
  for await (const { row, cells } of csvRows(content)) {
    if (row === plan?.headingRow) headings = cells
    const why = reasons.get(row)
    if (why) rows.push([String(row), why, ...ownOff(cells, headings).map(inert)])
  }
  const known = theirs(headings)
  await record(tx, actor, {
    action: 'giving.export_wrong_rows',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { rows: rows.length },
  })
  const title = word(language, 'giving', 'sheet.wrong_rows')
  const page = {
    title,
    headings: [...OWN_HEADINGS, ...known],
    widths: [12, 48, ...known.map(() => 20)],
    rows,
  }
  return { fileName: `${title}_${tx.today}.xlsx`, body: workbook([page]) }
}

/** A file of wrong rows that is itself wrong in places: its own two columns are made anew. */
const ownOff = (cells: readonly string[], headings: readonly string[]): readonly string[] =>
  cells.slice(headings.length - theirs(headings).length)

async function reasonsOf(tx: Tx, importId: string, language: Language): Promise<Map<number, string>> {
  const { rows } = await sql<{ row: number; code: string; params: Buffer }>`
    select row, code, params from giving.import_errors where import_id = ${importId} order by row, column_name`.execute(
    tx.db,
  )
  const reasons = new Map<number, string>()
  for (const { row, code, params } of rows) {
    const said = sentence(language, code, openParams(tx.secrets, params))
    reasons.set(row, reasons.has(row) ? `${reasons.get(row)}；${said}` : said)
  }
  return reasons
}
