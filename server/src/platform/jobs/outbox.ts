import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** A published fact. One event may speak of many things: a batch is one event with many ids. */
export interface Event {
  readonly type: string
  readonly ids: readonly string[]
  readonly [fact: string]: unknown
}

export const DELIVER = 'outbox.deliver'

/** Tells later modules of a fact, once the caller's transaction is committed; at least once. */
export const publish = (tx: Tx, event: Event): Promise<void> => addJob(tx, DELIVER, event)

export interface JobOptions {
  readonly runAt?: Date
  /** A second job of this key replaces the first while that has not started. */
  readonly key?: string
  /** Jobs of one queue run one after another. */
  readonly queue?: string
}

/** Adds a job in the caller's transaction; it runs after the commit, and again until it succeeds (12 attempts). */
export async function addJob(tx: Tx, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select outbox.add_job(${task}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz,
    ${options.key ?? null}::text, ${options.queue ?? null}::text)`.execute(tx.db)
}
