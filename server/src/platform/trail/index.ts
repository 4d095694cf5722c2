import type { Actor, Subject } from '@shanju/contract/access.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'

export interface TrailRecord {
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Where the thing belongs: decides who may read this row. */
  readonly subject?: Subject
  /** Facts of the act without personal data: codes, ids, sums, states. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Writes who did what, in the transaction of the act: no act without its row, no row without its act. */
export async function record(tx: Tx, actor: Actor, entry: TrailRecord): Promise<void> {
  await recordAll(tx, actor, [entry])
}

/** PostgreSQL takes 65,535 parameters in one statement; a row here has twelve. */
const ROWS_AT_ONCE = 5000

export async function recordAll(tx: Tx, actor: Actor, entries: readonly TrailRecord[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    await insert(tx, actor, entries.slice(from, from + ROWS_AT_ONCE))
  }
}

async function insert(tx: Tx, actor: Actor, entries: readonly TrailRecord[]): Promise<void> {
  await tx.db
    .insertInto('trail.records')
    .values(
      entries.map((entry) => ({
        id: uuidv7(tx.now),
        at: tx.now,
        person_id: actor.kind === 'person' ? actor.personId : null,
        actor_kind: actor.kind,
        actor_name: actor.kind === 'system' ? actor.name : '',
        action: entry.action,
        subject_kind: entry.subjectKind,
        subject_id: entry.subjectId,
        divisions: [...(entry.subject?.divisions ?? [])],
        organisation_ids: [...(entry.subject?.organisationIds ?? [])],
        details: JSON.stringify(entry.details ?? {}),
        request_id: tx.requestId,
      })),
    )
    .execute()
}
