import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/funds/routes.ts'
import type { FundImport } from '@shanju/contract/funds/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

const selected = sql`
  select i.id, i.host_id as "hostId", i.file_name as "fileName", i.state, i.fund_count as "fundCount",
         i.loaded_at as "loadedAt", i.undone_at as "undoneAt"
    from funds.imports i join organisations.pub_organisations o on o.id = i.host_id`

/** @throws Refusal funds.not_found */
export async function getImport(tx: Tx, id: string): Promise<FundImport> {
  const { rows } = await sql<FundImport>`${selected} where i.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('funds.not_found')
  return rows[0]
}

/** An import is its host's business. @throws Refusal funds.not_found */
export const subjectOfImport = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfOrganisation(tx, (await getImport(tx, id)).hostId)

export const listImports = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listImports>,
): Promise<Page<FundImport>> =>
  page(
    tx,
    query,
    sql<FundImport>`${selected} where ${reaches(whereCan(actor, 'funds.open'), sql`o.path`, sql`array[o.id]`)}
      order by i.loaded_at desc, i.id`,
  )
