import type { Child } from '@shanju/contract/divisions/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refColumns } from './columns.ts'
import { treeUpdated } from './updated.ts'

/**
 * What lies directly below a division and is in force, by code.
 * @throws Refusal platform.not_found when the code was never used
 */
export async function listChildren(tx: Tx, code: string): Promise<{ items: Child[]; updated: Date }> {
  const known = await sql`select 1 from divisions.divisions where code = ${code}`.execute(tx.db)
  if (known.rows.length === 0) throw refuse('platform.not_found')
  const { rows } = await sql<Child>`
    select ${refColumns}, d.level, d.kind, d.parent_code as "parentCode", d.urban,
           (select count(*)::int from divisions.divisions c
             where c.parent_code = d.code and not c.hidden and c.valid_to is null) as "childCount"
      from divisions.pub_divisions d
     where d.parent_code = ${code} and not d.hidden and d.valid_to is null
     order by d.code`.execute(tx.db)
  return { items: rows, updated: await treeUpdated(tx) }
}
