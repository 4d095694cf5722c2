import type { ImportState } from '@shanju/contract/giving/vocab.ts'
import { sql } from 'kysely'
import { readFile } from '#platform/files/index.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'
import { firstRows, unpackTable } from '#platform/sheets/index.ts'
import { findPlan, LOOKED_AT, type Plan } from '../logic/plan.ts'
import { openPlan } from './import-secrets.ts'

const CONTEXT = 'giving.imports.file'

export const sealFile = (secrets: Secrets, content: Buffer): Buffer => secrets.sealBytes(content, CONTEXT)

interface ImportFile {
  readonly hostId: string
  readonly state: ImportState
  /** The table, as CSV. */
  readonly content: Buffer
  /** How it is read; undefined while somebody has to say so. */
  readonly plan: Plan | undefined
}

export async function openImportFile(tx: Tx, importId: string): Promise<ImportFile> {
  const { rows } = await sql<{ host_id: string; state: ImportState; file_id: string; plan: Buffer | null }>`
    select host_id, state, file_id, plan from giving.imports where id = ${importId}`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Error(`import ${importId} is gone`)
  const file = await readFile(tx, row.file_id)
  const content = await unpackTable(tx.secrets.openBytes(file.content, CONTEXT))
  return {
    hostId: row.host_id,
    state: row.state,
    content,
    plan: row.plan ? openPlan(tx.secrets, row.plan) : await usualPlan(content),
  }
}

/** Files kept before plans were have the usual headings. */
const usualPlan = async (content: Buffer): Promise<Plan | undefined> =>
  findPlan(await firstRows(content, LOOKED_AT), () => undefined)?.plan
