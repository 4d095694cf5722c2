import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Projects by id, as the public knows them; those that are not public are left out. A later module knows them. */
export type ProjectsOf = (
  tx: Tx,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, { readonly code: string; readonly name: string }>>

interface PaidFor {
  readonly purpose: string
  readonly project: { readonly code: string; readonly name: string } | null
}

/** What the payments behind these entries were for, by entry. */
export async function paidFor(
  tx: Tx,
  projectsOf: ProjectsOf,
  entries: readonly (string | null)[],
): Promise<(entry: string | null) => PaidFor | null> {
  const ids = entries.filter((id) => id !== null)
  const { rows } = await sql<{ entry: string; purpose: string; project: string | null }>`
    select entry_id as entry, purpose, project_id as project from payments.pub_paid
     where entry_id = any(${ids}::uuid[])`.execute(tx.db)
  const projects = await projectsOf(
    tx,
    rows.flatMap(({ project }) => project ?? []),
  )
  const found = new Map(
    rows.map(({ entry, purpose, project }) => [entry, { purpose, project: projects.get(project ?? '') ?? null }]),
  )
  return (entry) => found.get(entry ?? '') ?? null
}
