import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/**
 * Where reaches lie is copied into the assignments, so that lists can be narrowed in one statement; what moved in the
 * tree of divisions moves here too. Harmless to repeat.
 */
export async function refreshReach(tx: Tx): Promise<void> {
  await sql`
    update identity.role_assignments a set divisions = d.path from divisions.pub_divisions d
    where d.code = a.division_code and a.divisions is distinct from d.path`.execute(tx.db)
  await sql`
    update identity.role_assignments a set divisions = o.path from organisations.pub_organisations o
    where o.id = a.organisation_id and a.divisions is distinct from o.path`.execute(tx.db)
}
