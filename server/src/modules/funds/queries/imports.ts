import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/funds/routes.ts'
import type { FundImport } from '@shanju/contract/funds/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

const selected = sql`
  select i.id, i.host_id as "hostId", i.name, i.state, i.fund_count as "fundCount",
         i.loaded_at as "loadedAt", i.undone_at as "undoneAt"
    from funds.imports i join organisations.pub_organisations o on o.id = i.host_id`

type Row = Omit<FundImport, 'fileName'> & { readonly name: Buffer | null }

/** A file's own name may name a person: it stands sealed. */
const NAME = 'funds.imports.name'
export const sealFileName = (tx: Tx, name: string): Buffer => tx.secrets.seal(name, NAME)
const named = (tx: Tx, { name, ...row }: Row): FundImport => ({
  ...row,
  fileName: name ? tx.secrets.open(name, NAME) : '',
})

/** @throws Refusal funds.not_found */
export async function getImport(tx: Tx, id: string): Promise<FundImport> {
  const { rows } = await sql<Row>`${selected} where i.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('funds.not_found')
  return named(tx, rows[0])
}

/** An import is its host's business. @throws Refusal funds.not_found */
export const subjectOfImport = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfOrganisation(tx, (await getImport(tx, id)).hostId)

const mine = (actor: Actor): RawBuilder<Row> =>
  sql<Row>`${selected} where ${reaches(whereCan(actor, 'funds.open'), sql`o.path`, sql`array[o.id]`)}
    order by i.loaded_at desc, i.id`

export async function listImports(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listImports>,
): Promise<Page<FundImport>> {
  const found = await page(tx, query, mine(actor))
  return { ...found, items: found.items.map((row) => named(tx, row)) }
}

/** The same, all of them. */
export const allImports = (tx: Tx, actor: Actor): Promise<Listed<FundImport>> =>
  listed(tx, mine(actor), (rows) => rows.map((row) => named(tx, row)))
