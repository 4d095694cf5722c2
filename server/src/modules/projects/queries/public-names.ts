import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

interface Named {
  readonly code: string
  readonly name: string
}

/** Address and name of projects by id; what was never on notice is not public and is left out. */
export async function publicProjects(tx: Tx, ids: readonly string[]): Promise<Map<string, Named>> {
  const { rows } = await sql<Named & { id: string }>`
    select id, code, name from projects.pub_projects
     where id = any(${[...ids]}::uuid[]) and notice_until is not null`.execute(tx.db)
  return new Map(rows.map(({ id, ...named }) => [id, named]))
}
