import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfImport } from '../queries/imports.ts'
import { LOAD_IMPORT } from '../queries/job-names.ts'

export interface LoadingOrder {
  readonly importId: string
  readonly goodRowsOnly: boolean
  /** When the job may begin; at once unless said. Whoever loads by other means sets it as a net below them. */
  readonly runAt?: Date
}

/**
 * Starts loading a checked file. The change of state is the lock: of two people pressing at once one is refused.
 * @throws Refusal giving.import_not_found, import_not_checked, import_has_bad_rows
 */
export async function startLoading(tx: Tx, actor: Actor, order: LoadingOrder): Promise<void> {
  const { importId, goodRowsOnly, runAt } = order
  const { rows } = await sql<{ state: string; bad_count: number; host_id: string }>`
    select state, bad_count, host_id from giving.imports where id = ${importId} for update`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('giving.import_not_found')
  if (found.state !== 'checked') throw refuse('giving.import_not_checked')
  if (found.bad_count > 0 && !goodRowsOnly) throw refuse('giving.import_has_bad_rows', { count: found.bad_count })
  await sql`update giving.imports set state = 'loading', done_count = 0, updated_at = ${tx.now} where id = ${importId}`.execute(
    tx.db,
  )
  const personId = actor.kind === 'person' ? actor.personId : null
  const key = `${LOAD_IMPORT} ${importId}`
  // One file of a host after another: a second one would only wait for the first one's lock, and hold a worker.
  const options = { key, queue: found.host_id, ...(runAt ? { runAt } : {}) }
  await addJob(tx, LOAD_IMPORT, { importId, personId }, options)
  await record(tx, actor, {
    action: 'giving.load_import',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { goodRowsOnly },
  })
}
