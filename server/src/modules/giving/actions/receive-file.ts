import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { keepFile, LARGEST_FILE } from '#platform/files/index.ts'
import { addJob } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { firstRow, looksLikeText, OpenQuote } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { readHeadings } from '../logic/import-columns.ts'
import { CHECK_IMPORT } from '../queries/job-names.ts'
import { sealFile } from '../queries/sealed-file.ts'

const MEGABYTE = 1024 * 1024
/** Sealing adds 29 bytes; the limit people are told is a round number below what a blob holds. */
const LARGEST_MEGABYTES = Math.floor(LARGEST_FILE / MEGABYTE) - 1

/**
 * Reads an upload into memory, at most 19 MB of it. What comes beyond is thrown away as it arrives, so that the sender
 * gets an answer instead of a broken pipe.
 * @throws Refusal giving.file_too_large, file_empty, file_not_text, quote_open, column_missing, column_twice
 */
export async function readUpload(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size <= LARGEST_MEGABYTES * MEGABYTE) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  if (size > LARGEST_MEGABYTES * MEGABYTE) throw refuse('giving.file_too_large', { megabytes: LARGEST_MEGABYTES })
  const content = Buffer.concat(chunks)
  if (content.length === 0) throw refuse('giving.file_empty')
  if (!looksLikeText(content)) throw refuse('giving.file_not_text')
  const heading = await headingOf(content)
  if (!heading) throw refuse('giving.file_empty')
  const { refused } = readHeadings(heading)
  if (refused) throw refuse(`giving.${refused.code}`, { columns: refused.columns.join('、') })
  return content
}

async function headingOf(content: Buffer): Promise<readonly string[] | undefined> {
  try {
    return (await firstRow(content))?.cells
  } catch (error) {
    throw error instanceof OpenQuote ? refuse('giving.quote_open', { row: error.row }) : error
  }
}

export interface NewImport {
  readonly hostId: string
  readonly fileName: string
  readonly content: Buffer
}

/** Keeps the file and has it checked by a job. */
export async function startImport(tx: Tx, actor: Actor, file: NewImport): Promise<string> {
  const id = await keepImport(tx, actor, file)
  await addJob(tx, CHECK_IMPORT, { importId: id }, { key: `${CHECK_IMPORT} ${id}` })
  return id
}

/**
 * Keeps the file, sealed: it names donors. Nothing is recorded yet.
 * @throws Refusal platform.not_found when there is no such host
 */
export async function keepImport(tx: Tx, actor: Actor, file: NewImport): Promise<string> {
  const subject = await subjectOfOrganisation(tx, file.hostId)
  const personId = actor.kind === 'person' ? actor.personId : null
  const id = uuidv7(tx.now)
  const fileId = await keepFile(tx, {
    name: 'gifts',
    mediaType: 'application/octet-stream',
    content: sealFile(tx.secrets, file.content),
    addedBy: personId,
  })
  await sql`insert into giving.imports (id, host_id, file_name, file_id, state, started_by, started_at, updated_at)
    values (${id}, ${file.hostId}, ${file.fileName}, ${fileId}, 'checking', ${personId}, ${tx.now}, ${tx.now})`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: 'giving.upload',
    subjectKind: 'import',
    subjectId: id,
    subject,
    details: { host: file.hostId, bytes: file.content.length },
  })
  return id
}
