import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/**
 * Where a body is registered, all above that, and the body itself.
 * @throws Refusal platform.not_found when there is none
 */
export async function subjectOfOrganisation(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from organisations.pub_organisations where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return { divisions: rows[0].path, organisationIds: [id] }
}
