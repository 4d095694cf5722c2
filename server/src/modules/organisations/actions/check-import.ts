import type { Readable } from 'node:stream'
import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { normaliseCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import { type RegisterInput, registerInput } from '@shanju/contract/organisations/shapes.ts'
import { sql } from 'kysely'
import { readWhole } from '#platform/files/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { type Layout, readHeadings } from '../logic/import-columns.ts'
import { judgeRow, type RowProblem } from '../logic/import-row.ts'
import { sealFileName } from '../queries/imports.ts'
import { rowFacts } from '../queries/row-facts.ts'
import { subjectOfWhere } from '../queries/subject.ts'
import { writer } from './keep-version.ts'

const MEGABYTE = 1024 * 1024
const LARGEST_MEGABYTES = 5
const MOST_BODIES = 2000

/** A file read into rows, its headings known. */
export interface ReadFile {
  readonly layout: Layout
  /** Row numbers as people count them, the heading being 1; empty rows are left out. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[]
}

/**
 * Reads an upload, outside any transaction: a workbook takes a while.
 * @throws Refusal organisations.import_file_too_large, platform.sheet_…, organisations.import_columns_missing,
 *   organisations.import_file_empty
 */
export async function readImport(body: Readable, language: Language): Promise<ReadFile> {
  const content = await readWhole(body, LARGEST_MEGABYTES * MEGABYTE, 'organisations.import_file_too_large')
  const table = await readSheet(content, { maxRows: MOST_BODIES + 1, maxBytes: 50 * MEGABYTE })
  const headings = readHeadings(table[0] ?? [])
  if ('missing' in headings) {
    const columns = headings.missing.map((column) => word(language, 'organisations', `column.${column}`)).join('、')
    throw refuse('organisations.import_columns_missing', { columns })
  }
  const rows = table
    .map((cells, at) => ({ number: at + 1, cells }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw refuse('organisations.import_file_empty')
  return { layout: headings.layout, rows }
}

/** Judges every row and keeps the file with what is wrong; nothing is registered. Answers the id of the import. */
export async function checkImport(tx: Tx, actor: Actor, fileName: string, file: ReadFile): Promise<string> {
  const at = file.layout.get('credit_code') ?? 0
  const codes = file.rows.map(({ cells }) => normaliseCreditCode(cells[at] ?? ''))
  const facts = await rowFacts(tx, actor, file.layout, codes)
  const seen = new Map<string, number>()
  const good: RegisterInput[] = []
  const problems: (RowProblem & { row: number })[] = []
  let bad = 0
  for (const { number, cells } of file.rows) {
    const judged = judgeRow(cells, { ...facts, seen })
    if (!seen.has(judged.creditCode)) seen.set(judged.creditCode, number)
    problems.push(...judged.problems.map((problem) => ({ ...problem, row: number })))
    if (judged.problems.some((problem) => !problem.warning)) bad += 1
    else if (judged.row) good.push(judged.row)
  }
  const id = uuidv7(tx.now)
  const subject = await subjectOfWhere(tx, whereCan(actor, 'organisations.register'))
  const counts = { rows: file.rows.length, good: good.length, repeated: file.rows.length - good.length - bad, bad }
  await sql`
    insert into organisations.imports (id, name, state, row_count, good_count, repeated_count, bad_count, rows,
        divisions, started_by, started_at, updated_at)
    values (${id}, ${sealFileName(tx, fileName)}, 'checked', ${counts.rows}, ${counts.good}, ${counts.repeated}, ${bad},
        ${JSON.stringify(good.map((row) => registerInput.encode(row)))}::jsonb, ${subject.divisions ?? []}::text[],
        ${writer(actor)}, ${tx.now}, ${tx.now})`.execute(tx.db)
  await writeProblems(tx, id, problems)
  await record(tx, actor, {
    action: 'organisations.upload_import',
    subjectKind: 'organisation_import',
    subjectId: id,
    subject,
    details: counts,
  })
  return id
}

async function writeProblems(tx: Tx, id: string, problems: readonly (RowProblem & { row: number })[]): Promise<void> {
  if (problems.length === 0) return
  const rows = problems.map(({ row, column, code, params, warning }) => ({
    import_id: id,
    row,
    column_name: column,
    code: `organisations.${code}`,
    params,
    warning,
  }))
  await sql`
    insert into organisations.import_problems
    select * from json_populate_recordset(null::organisations.import_problems, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(tx.db)
}
