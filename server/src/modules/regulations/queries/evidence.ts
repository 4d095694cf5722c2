import { sql } from 'kysely'
import { readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

export const FILE_NAME = 'regulations.evidence_files.file_name'
export const FILE_CONTENT = 'regulations.evidence_files.file'

/** One file of a duty's evidence, opened. @throws Refusal platform.not_found, also for another duty's file */
export async function openEvidence(tx: Tx, dutyId: string, fileId: string): Promise<{ name: string; content: Buffer }> {
  const { rows } = await sql<{ name: Buffer }>`
    select file_name as name from regulations.evidence_files
     where duty_id = ${dutyId} and file_id = ${fileId}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  const file = await readFile(tx, fileId)
  return {
    name: tx.secrets.open(rows[0].name, FILE_NAME),
    content: tx.secrets.openBytes(file.content, FILE_CONTENT),
  }
}
