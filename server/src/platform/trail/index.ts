import type { Actor, Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { rowSet } from '#platform/pg/row-set.ts'

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

export async function recordAll(tx: Tx, actor: Actor, entries: readonly TrailRecord[]): Promise<void> {
  await recordActs(
    tx,
    entries.map((entry) => ({ ...entry, actor })),
  )
}

/** One act of several that share a transaction, each with its own actor and the request that asked for it. */
export interface TrailAct extends TrailRecord {
  readonly actor: Actor
  readonly requestId?: string
}

/** One statement, however many. */
export async function recordActs(tx: Tx, acts: readonly TrailAct[]): Promise<void> {
  if (acts.length === 0) return
  const rows = acts.map(({ actor, ...entry }) => ({
    id: uuidv7(tx.now),
    at: tx.now,
    person_id: actor.kind === 'person' ? actor.personId : null,
    actor_kind: actor.kind,
    actor_name: actor.kind === 'system' ? actor.name : '',
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    divisions: entry.subject?.divisions ?? [],
    organisation_ids: entry.subject?.organisationIds ?? [],
    details: JSON.stringify(entry.details ?? {}),
    request_id: entry.requestId ?? tx.requestId,
  }))
  const { names, select } = rowSet(COLUMNS, rows)
  await sql`insert into trail.records ${names} ${select}`.execute(tx.db)
}

const COLUMNS = {
  ...({ id: 'uuid', at: 'timestamptz', person_id: 'uuid', actor_kind: 'text', actor_name: 'text' } as const),
  ...({ action: 'text', subject_kind: 'text', subject_id: 'text', divisions: 'text[]' } as const),
  ...({ organisation_ids: 'uuid[]', details: 'jsonb', request_id: 'text' } as const),
}
