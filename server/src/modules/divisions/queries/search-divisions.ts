import type { exports } from '@shanju/contract/divisions/exports.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { DivisionRow } from '@shanju/contract/divisions/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Keys, searchKeys } from '../logic/search-keys.ts'
import { rowColumns } from './columns.ts'
import { treeUpdated } from './updated.ts'

type Query = Input<typeof routes.searchDivisions>['query']

/**
 * Divisions in force, best match first: exact code, exact name, beginning of the name, inside it, pinyin, initials,
 * those that took over a former name or code, beginning of the code. Equal ones from the city down, by code. Without a
 * search text all of them. A thousand rows are scanned in 2 ms, so no text index; only the page is then dressed.
 */
export async function searchDivisions(
  tx: Tx,
  _actor: unknown,
  { query }: Input<typeof routes.searchDivisions>,
): Promise<Page<DivisionRow> & { updated: Date }> {
  const { total, codes } = await matching(tx, query)
  const { rows } = await sql<DivisionRow>`
    select ${rowColumns} from divisions.pub_divisions d where d.code = any(${codes}::text[])
     order by array_position(${codes}::text[], d.code)`.execute(tx.db)
  return { items: rows, total, more: false, updated: await treeUpdated(tx) }
}

/** All that match, in the same order. */
export const allDivisions = (
  tx: Tx,
  _actor: unknown,
  { query }: Input<typeof exports.searchDivisionsExport>,
): Promise<Listed<DivisionRow>> =>
  listed(
    tx,
    sql<DivisionRow>`
      select ${rowColumns} from (${ranked(query)}) as r join divisions.pub_divisions d on d.code = r.code
       where r.rank is not null order by r.rank, r.depth, r.code`,
    (rows) => rows,
  )

/** The codes of the page asked for, in order, and how many match at all. */
async function matching(tx: Tx, query: Query): Promise<{ total: number; codes: string[] }> {
  const { rows } = await sql<{ total: number; codes: string[] }>`
    with ranked as materialized (${ranked(query)})
    select (select count(*)::int from ranked where rank is not null) as total,
           array(select code from ranked where rank is not null order by rank, depth, code
                  limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}) as codes`.execute(tx.db)
  return rows[0] ?? { total: 0, codes: [] }
}

/** Every division in force that may be listed; those that do not match have no rank. */
function ranked({ q, level, within }: Omit<Query, 'page' | 'pageSize'>) {
  const keys = searchKeys(q ?? '')
  return sql`
    select o.code, cardinality(o.path) as depth, ${keys ? rank(keys) : sql`0`} as rank
      from divisions.divisions o
     where not o.hidden and o.valid_to is null
       and (${level ?? null}::text is null or o.level = ${level ?? null})
       and (${within ?? null}::text is null or o.path @> array[${within ?? null}::text])`
}

const rank = ({ text, letters, digits }: Keys) => sql`
  case
    when o.code = ${text} then 0
    when ${text} in (o.name, o.official_name, lower(o.name_en)) then 1
    when starts_with(o.name, ${text}) or starts_with(lower(o.name_en), ${text}) then 2
    when strpos(o.name, ${text}) > 0 or strpos(o.official_name, ${text}) > 0 then 3
    when starts_with(o.pinyin, ${letters}) then 4
    when starts_with(o.initials, ${letters}) then 5
    when o.code in (${former(text)}) then 6
    when starts_with(o.code, ${digits}) then 7
  end`

/** Divisions that were called so, or that took over one that was. */
const former = (text: string) => sql`
  with recursive led (code) as (
    select e.code from divisions.divisions e
     where e.valid_to is not null and (e.code = ${text} or starts_with(e.name, ${text}))
    union
    select s.new_code from led join divisions.successions s on s.old_code = led.code
  )
  select led.code from led
  union all
  select unnest(h.new_codes) from divisions.changes h where h.kind = 'rename' and starts_with(h.name_before, ${text})`
