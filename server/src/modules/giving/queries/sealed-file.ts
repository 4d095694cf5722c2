import { sql } from 'kysely'
import { readFile } from '#platform/files/index.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'

const CONTEXT = 'giving.imports.file'

export const sealFile = (secrets: Secrets, content: Buffer): Buffer => secrets.sealBytes(content, CONTEXT)

interface ImportFile {
  readonly hostId: string
  readonly state: string
  readonly content: Buffer
}

export async function openImportFile(tx: Tx, importId: string): Promise<ImportFile> {
  const { rows } = await sql<{ host_id: string; state: string; file_id: string }>`
    select host_id, state, file_id from giving.imports where id = ${importId}`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Error(`import ${importId} is gone`)
  const file = await readFile(tx, row.file_id)
  return { hostId: row.host_id, state: row.state, content: tx.secrets.openBytes(file.content, CONTEXT) }
}
