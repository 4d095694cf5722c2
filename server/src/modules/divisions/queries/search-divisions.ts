import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { DivisionRow } from '@shanju/contract/divisions/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { type Keys, searchKeys } from '../logic/search-keys.ts'
import { rowColumns } from './columns.ts'
import { treeUpdated } from './updated.ts'

/**
 * Divisions in force, best match first: exact code, exact name, beginning of the name, inside it, pinyin, initials,
 * beginning of the code; then those that took over a former name or code. Equal ones from the city down, by code.
 * Without a search text all of them. Thousands of rows at most, so the plain scan (a few ms) needs no text index.
 */
export async function searchDivisions(
  tx: Tx,
  _actor: unknown,
  { query }: Input<typeof routes.searchDivisions>,
): Promise<Page<DivisionRow> & { updated: Date }> {
  const keys = searchKeys(query.q ?? '')
  const found = await page<DivisionRow>(
    tx,
    query,
    sql<DivisionRow>`
      with ranked as materialized (
        select o.code, ${keys ? rank(keys) : sql`0`} as rank
          from divisions.divisions o
         where not o.hidden and o.valid_to is null
           and (${query.level ?? null}::text is null or o.level = ${query.level ?? null})
           and (${query.within ?? null}::text is null or o.path @> array[${query.within ?? null}::text])
      )
      select ${rowColumns} from ranked join divisions.pub_divisions d using (code)
       where ranked.rank is not null order by ranked.rank, cardinality(d.path), d.code`,
  )
  return { ...found, updated: await treeUpdated(tx) }
}

const rank = ({ text, letters, digits }: Keys) => sql`
  case
    when o.code = ${text} then 0
    when ${text} in (o.name, o.official_name, lower(o.name_en)) then 1
    when starts_with(o.name, ${text}) or starts_with(lower(o.name_en), ${text}) then 2
    when strpos(o.name, ${text}) > 0 or strpos(o.official_name, ${text}) > 0 then 3
    when starts_with(o.pinyin, ${letters}) then 4
    when starts_with(o.initials, ${letters}) then 5
    when starts_with(o.code, ${digits}) then 6
    when o.code in (${former(text)}) then 7
  end`

/** Divisions that were called so, or that took over one that was. */
const former = (text: string) => sql`
  select c.current_code from divisions.pub_current_codes c join divisions.divisions e on e.code = c.code
   where e.valid_to is not null and (e.code = ${text} or starts_with(e.name, ${text}))
  union all
  select unnest(h.new_codes) from divisions.changes h where h.kind = 'rename' and starts_with(h.name_before, ${text})`
