import type { exports } from '@shanju/contract/divisions/exports.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { Change } from '@shanju/contract/divisions/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { treeUpdated } from './updated.ts'

/** Changes by the day they took effect, latest first; with a code, those that name it. Who recorded them stays inside. */
export async function listChanges(
  tx: Tx,
  _actor: unknown,
  { query }: Input<typeof routes.listChanges>,
): Promise<Page<Change> & { updated: Date }> {
  return { ...(await page<Change>(tx, query, about(query.code))), updated: await treeUpdated(tx) }
}

/** The same, all of them. */
export const allChanges = (
  tx: Tx,
  _actor: unknown,
  { query }: Input<typeof exports.listChangesExport>,
): Promise<Listed<Change>> => listed(tx, about(query.code), (rows) => rows)

const about = (code: string | undefined): RawBuilder<Change> => sql<Change>`
  select id, kind, effective_on as "effectiveOn", old_codes as "oldCodes", new_codes as "newCodes",
         name_before as "nameBefore", name_after as "nameAfter", source, recorded_at as "recordedAt"
    from divisions.changes
   where ${code ? sql`(old_codes @> array[${code}::text] or new_codes @> array[${code}::text])` : sql`true`}
   order by effective_on desc, id desc`
