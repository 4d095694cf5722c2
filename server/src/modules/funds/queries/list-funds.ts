import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/funds/exports.ts'
import type { routes } from '@shanju/contract/funds/routes.ts'
import type { FundListed } from '@shanju/contract/funds/shapes.ts'
import type { FUND_LACKS } from '@shanju/contract/funds/vocab.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { type FundRow, fundOf, selectFunds } from './columns.ts'

interface Filters {
  readonly within?: string | undefined
  readonly hostId?: string | undefined
  readonly state?: string | undefined
  readonly field?: string | undefined
  readonly sourceKind?: string | undefined
  readonly serves?: string | undefined
  readonly lacks?: (typeof FUND_LACKS)[number] | undefined
  readonly q?: string | undefined
}

export const listFunds = (tx: Tx, _actor: Actor, { query }: Input<typeof routes.list>): Promise<Page<FundListed>> =>
  fundsWhere(tx, query, conditions(query))

/** All of them. */
export const allFunds = (
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof exports.listExport>,
): Promise<Listed<FundListed>> => listed(tx, selected(conditions(query)), (rows) => rows.map(fundOf))

/** The same list, only where the caller may see funds as staff. */
export const listMyFunds = (tx: Tx, actor: Actor, { query }: Input<typeof routes.mine>): Promise<Page<FundListed>> =>
  fundsWhere(tx, query, mine(actor, query, tx.today))

/** All of them. */
export const allMyFunds = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.mineExport>,
): Promise<Listed<FundListed>> => listed(tx, selected(mine(actor, query, tx.today)), (rows) => rows.map(fundOf))

const mine = (actor: Actor, filters: Filters, today: string): RawBuilder<unknown>[] => [
  reaches(whereCan(actor, 'funds.read'), sql`d.path`, sql`array[f.host_id]`),
  ...conditions(filters),
  ...(filters.lacks ? [lacking(filters.lacks, today)] : []),
]

function lacking(what: NonNullable<Filters['lacks']>, today: string): RawBuilder<unknown> {
  const missing = {
    agreement: sql`s.agreed_on is null`,
    delegation: sql`coalesce(s.delegated_to_on < ${today}::date, true)`,
    complaint_line: sql`not s.complaint_line`,
  }[what]
  return sql`f.state = 'open' and exists (select 1 from funds.pub_standing s where s.fund_id = f.id and ${missing})`
}

function conditions(filters: Filters): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [sql`f.withdrawn_at is null`]
  if (filters.within) found.push(sql`${filters.within} = any(d.path)`)
  if (filters.hostId) found.push(sql`f.host_id = ${filters.hostId}`)
  if (filters.state) found.push(sql`f.state = ${filters.state}`)
  if (filters.field) found.push(sql`${filters.field} = any(f.fields)`)
  if (filters.sourceKind) found.push(sql`f.source_kind = ${filters.sourceKind}`)
  if (filters.serves)
    found.push(sql`exists (select 1 from funds.served v
      where v.fund_id = f.id and v.place_code = ${filters.serves} and v.to_on is null)`)
  if (filters.q) found.push(sql`position(lower(${filters.q}) in lower(f.name)) > 0`)
  return found
}

async function fundsWhere(
  tx: Tx,
  query: { page: number; pageSize: number },
  found: readonly RawBuilder<unknown>[],
): Promise<Page<FundListed>> {
  const shown = await page(tx, query, selected(found))
  return { ...shown, items: shown.items.map(fundOf) }
}

const selected = (found: readonly RawBuilder<unknown>[]): RawBuilder<FundRow> => sql<FundRow>`
  ${selectFunds} where ${sql.join([...found], sql` and `)} order by f.place_code, f.name`
