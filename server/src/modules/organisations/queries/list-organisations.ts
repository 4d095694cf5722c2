import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { normaliseCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { exports } from '@shanju/contract/organisations/exports.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import type { ManagedOrganisation, Organisation } from '@shanju/contract/organisations/shapes.ts'
import { sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { fromOrganisations, managedColumns, publicColumns } from './columns.ts'

type Filters = Omit<Input<typeof routes.listOrganisations>['query'], 'page' | 'pageSize'>

/** Every body, as anybody may see it; by name in the order of pinyin. */
export const listOrganisations = (
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof routes.listOrganisations>,
): Promise<Page<Organisation>> => page<Organisation>(tx, query, open(tx, query))

/** The same, all of them. */
export const allOrganisations = (
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof exports.listOrganisationsExport>,
): Promise<Listed<Organisation>> => listed(tx, open(tx, query), (rows) => rows)

const open = (tx: Tx, filters: Filters) =>
  sql<Organisation>`select ${publicColumns(tx.today)} from ${fromOrganisations} where ${matches(filters)} ${byName}`

/** Those in the reader's reach, with what is for staff. */
export const listManagedOrganisations = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listManagedOrganisations>,
): Promise<Page<ManagedOrganisation>> => page<ManagedOrganisation>(tx, query, managed(tx, actor, query))

/** The same, all of them. */
export const allManagedOrganisations = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listManagedOrganisationsExport>,
): Promise<Listed<ManagedOrganisation>> => listed(tx, managed(tx, actor, query), (rows) => rows)

const managed = (tx: Tx, actor: Actor, filters: Filters) => sql<ManagedOrganisation>`
  select ${managedColumns(tx.today)} from ${fromOrganisations}
   where ${reaches(whereCan(actor, 'organisations.read'), sql`d.path`, sql`array[o.id]`)} and ${matches(filters)}
   ${byName}`

const byName = sql`order by o.name collate "zh-Hans-x-icu", o.id`

const matches = ({ q, kind, status, within }: Filters) => sql<boolean>`(
  (${q ?? null}::text is null or strpos(lower(o.name), lower(${q ?? null})) > 0
    or starts_with(o.credit_code, ${q ? normaliseCreditCode(q) || null : null}))
  and (${kind ?? null}::text is null or o.kind = ${kind ?? null})
  and (${status ?? null}::text is null or o.status = ${status ?? null})
  and (${within ?? null}::text is null or d.path @> array[${within ?? null}::text]))`
