import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Whether a sequencer has anything to do; asked often, so it only reads. */
export async function workWaits(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from transparency.staged)
        or exists (select from transparency.logs where closed_at is null and (size = 0 or size > published)) as waits`.execute(
    tx.db,
  )
  return rows[0]?.waits ?? false
}

/** Which of these rows have a leaf, placed or waiting. */
export async function loggedAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select subject_id as id from transparency.openings where subject_id = any(${[...ids]}::uuid[])`.execute(tx.db)
  const waiting = await stagedSubjects(tx)
  return new Set([...rows.map(({ id }) => id), ...ids.filter((id) => waiting.has(id))])
}

/** Rows whose leaves wait for their place. */
async function stagedSubjects(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ subject: string }>`
    select unnest(subjects) as subject from transparency.staged`.execute(tx.db)
  return new Set(rows.map(({ subject }) => subject))
}
