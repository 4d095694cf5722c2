import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import type { ImportState } from '@shanju/contract/giving/vocab.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { keepFile, LARGEST_FILE, readWhole } from '#platform/files/index.ts'
import { addJob } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type CsvRow, firstRows, OpenQuote, packTable, unpackTable } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { missingColumns } from '../logic/import-columns.ts'
import { findPlan, LOOKED_AT } from '../logic/plan.ts'
import { fundsOfHost } from '../queries/funds.ts'
import { sealName, sealPlan } from '../queries/import-secrets.ts'
import { CHECK_IMPORT } from '../queries/job-names.ts'
import { rememberedBy } from '../queries/mappings.ts'
import { sealFile } from '../queries/sealed-file.ts'
import { MOST_ROWS } from './read-rows.ts'

const MEGABYTE = 1024 * 1024
/** What a workbook of this many rows may unfold to. */
const MOST_UNPACKED = 256 * MEGABYTE
/** Order number, sum and day: with fewer columns nobody could say which is which. */
const FEWEST_COLUMNS = 3

/** A table that was read once: what is above and below its headings, packed, and its first rows. */
export interface ReadTable {
  readonly packed: Buffer
  readonly bytes: number
  readonly rows: readonly CsvRow[]
}

/**
 * Reads an upload into memory, at most 20 MB of it.
 * @throws Refusal giving.file_too_large, file_empty, quote_open, column_missing; platform.sheet_unreadable,
 *   sheet_too_large, sheet_too_many_rows
 */
export async function readUpload(body: Readable): Promise<ReadTable> {
  const content = await readWhole(body, LARGEST_FILE, 'giving.file_too_large')
  if (content.length === 0) throw refuse('giving.file_empty')
  const caps = { maxRows: MOST_ROWS + LOOKED_AT, maxBytes: MOST_UNPACKED }
  const packed = await packTable(content, caps)
  const rows = await beginning(await unpackTable(packed))
  if (rows.length === 0) throw refuse('giving.file_empty')
  if (rows.every(({ cells }) => cells.length < FEWEST_COLUMNS)) {
    throw refuse('giving.column_missing', { columns: missingColumns({}, false).join('、') })
  }
  return { packed, bytes: content.length, rows }
}

async function beginning(content: Buffer): Promise<CsvRow[]> {
  try {
    return await firstRows(content, LOOKED_AT)
  } catch (error) {
    throw error instanceof OpenQuote ? refuse('giving.quote_open', { row: error.row }) : error
  }
}

export interface NewImport {
  readonly hostId: string
  readonly fileName: string
  readonly table: ReadTable
}

/** Keeps the file and has it checked by a job, or waits for somebody to say which column is which. */
export async function startImport(tx: Tx, actor: Actor, file: NewImport): Promise<string> {
  const { id, state } = await keepImport(tx, actor, file)
  if (state === 'checking') await addJob(tx, CHECK_IMPORT, { importId: id }, { key: `${CHECK_IMPORT} ${id}` })
  return id
}

/**
 * Keeps the file, sealed: it names donors. Nothing is recorded yet.
 * @throws Refusal giving.host_without_funds
 */
export async function keepImport(
  tx: Tx,
  actor: Actor,
  { hostId, fileName, table }: NewImport,
): Promise<{ id: string; state: ImportState }> {
  if ((await fundsOfHost(tx, hostId)).length === 0) throw refuse('giving.host_without_funds')
  const personId = actor.kind === 'person' ? actor.personId : null
  const id = uuidv7(tx.now)
  const fileId = await keepFile(tx, {
    name: 'gifts',
    mediaType: 'application/octet-stream',
    content: sealFile(tx.secrets, table.packed),
    addedBy: personId,
  })
  const { state, plan, mappingId, refused } = await reading(tx, hostId, table)
  const params = refused ? { columns: refused.columns.join('、') } : {}
  await sql`insert into giving.imports (id, host_id, name, file_id, state, plan, mapping_id, problem, problem_params, started_by,
      started_at, updated_at)
    values (${id}, ${hostId}, ${sealName(tx.secrets, fileName)}, ${fileId}, ${state},
      ${plan ? sealPlan(tx.secrets, plan) : null}, ${mappingId}, ${refused ? `giving.${refused.code}` : null},
      ${JSON.stringify(params)}::jsonb, ${personId}, ${tx.now}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'giving.upload',
    subjectKind: 'import',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, hostId),
    details: { host: hostId, bytes: table.bytes },
  })
  return { id, state }
}

/** How the table is read, by what the host remembers or by the usual headings; else what is missing. */
async function reading(tx: Tx, hostId: string, { rows }: ReadTable) {
  const remembered = await rememberedBy(tx, hostId)
  const found = findPlan(rows, (cells) => remembered(cells)?.rules)
  if (!found?.plan) {
    return { state: 'mapping', plan: undefined, mappingId: null, refused: found?.refused } as const
  }
  const heading = rows.find(({ row }) => row === found.plan.headingRow)
  const mappingId = (found.remembered && heading && remembered(heading.cells)?.id) || null
  return { state: 'checking', plan: found.plan, mappingId, refused: undefined } as const
}
