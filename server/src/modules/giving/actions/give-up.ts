import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import type { Job, JobContext } from '#platform/jobs/worker.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfImport } from '../queries/imports.ts'
import { CHECK_IMPORT, LOAD_IMPORT, UNDO_IMPORT } from '../queries/job-names.ts'

/** About a minute and a half, with the worker's growing pauses: then somebody is told instead of waiting for a day. */
const MOST_ATTEMPTS = 5
/** Work that has not moved for so long was lost with its worker. */
const STALLED_MS = 10 * 60_000

interface Payload {
  readonly importId: string
}

/** The same job, which does not leave its file at work for ever: after some attempts the file fails, and may be retried. */
export const givingUp = <P extends Payload>({ name, run }: Job<P>): Job<P> => ({
  name,
  async run(context: JobContext, payload: P) {
    try {
      await run(context, payload)
    } catch (error) {
      if (context.attempt >= MOST_ATTEMPTS) await context.transact((tx) => giveUp(tx, payload.importId))
      throw error
    }
  },
})

async function giveUp(tx: Tx, importId: string): Promise<void> {
  await sql`update giving.imports set retry_state = state, state = 'failed', problem = ${'giving.work_failed'},
      problem_params = '{}', updated_at = ${tx.now}
    where id = ${importId} and state in ('checking', 'loading', 'undoing')`.execute(tx.db)
}

const JOBS = { checking: CHECK_IMPORT, loading: LOAD_IMPORT, undoing: UNDO_IMPORT } as const

/**
 * Takes up again what a file was at when the work on it gave up, or was lost with its worker. Each of these works knows what
 * it did before.
 * @throws Refusal giving.import_not_found, nothing_to_retry
 */
export async function retryImport(tx: Tx, actor: Actor, importId: string): Promise<void> {
  const { rows } = await sql<{ state: string; retry: keyof typeof JOBS | null; host_id: string; stalled: boolean }>`
    select state, coalesce(retry_state, case when state in ('checking', 'loading', 'undoing') then state end) as retry, host_id,
           updated_at < ${new Date(tx.now.getTime() - STALLED_MS)} as stalled
      from giving.imports where id = ${importId} for update`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('giving.import_not_found')
  if (!found.retry || (found.state !== 'failed' && !found.stalled)) throw refuse('giving.nothing_to_retry')
  await sql`update giving.imports set state = ${found.retry}, retry_state = null, problem = null, updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
  const name = JOBS[found.retry]
  const personId = actor.kind === 'person' ? actor.personId : null
  await addJob(tx, name, { importId, personId }, { key: `${name} ${importId}`, queue: found.host_id })
  await record(tx, actor, {
    action: 'giving.retry_import',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { work: found.retry },
  })
}
