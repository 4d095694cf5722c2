import type { Division, FormerCode, UrbanFact } from '@shanju/contract/divisions/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { rowColumns } from './columns.ts'
import { shownMongolianName } from './mongolian-names.ts'
import { resolve } from './resolve-division.ts'
import { treeUpdated } from './updated.ts'

type Core = Omit<Division, 'counts' | 'mongolianName' | 'urbanFact' | 'formerCodes' | 'successors' | 'updated'>

/**
 * All that is shown of one division, also of one that ended.
 * @throws Refusal platform.not_found when the code was never used
 */
export async function getDivision(tx: Tx, code: string): Promise<Division> {
  const { rows } = await sql<Core>`
    select ${rowColumns}, d.hidden, d.valid_from as "validFrom", d.valid_to as "validTo",
           (select o.official_name from divisions.divisions o where o.code = d.code) as "officialName"
      from divisions.pub_divisions d where d.code = ${code}`.execute(tx.db)
  const [core] = rows
  if (!core) throw refuse('platform.not_found')
  return {
    ...core,
    counts: await countBelow(tx, code),
    mongolianName: (await shownMongolianName(tx, code)) ?? null,
    urbanFact: (await latestUrbanFact(tx, code)) ?? null,
    formerCodes: await formerCodes(tx, code),
    successors: core.validTo === null ? [] : await resolve(tx, code),
    updated: await treeUpdated(tx),
  }
}

async function countBelow(tx: Tx, code: string): Promise<Division['counts']> {
  const { rows } = await sql<Division['counts']>`
    select count(*) filter (where level = 'banner')::int as banners,
           count(*) filter (where level = 'town')::int as towns,
           count(*) filter (where level = 'community')::int as communities,
           count(*) filter (where urban)::int as "urbanCommunities"
      from divisions.pub_divisions
     where path @> array[${code}::text] and code <> ${code} and not hidden and valid_to is null`.execute(tx.db)
  return rows[0] ?? { banners: 0, towns: 0, communities: 0, urbanCommunities: 0 }
}

async function latestUrbanFact(tx: Tx, code: string): Promise<UrbanFact | undefined> {
  const { rows } = await sql<UrbanFact>`
    select urban, source, since, recorded_at as "recordedAt" from divisions.urban_facts where code = ${code}
     order by number desc limit 1`.execute(tx.db)
  return rows[0]
}

/** Codes that ended and lead here, however many steps back, latest first. */
async function formerCodes(tx: Tx, code: string): Promise<FormerCode[]> {
  const { rows } = await sql<FormerCode>`
    with recursive back (old_code, change_id) as (
      select old_code, change_id from divisions.successions where new_code = ${code}
      union
      select s.old_code, s.change_id from back join divisions.successions s on s.new_code = back.old_code
    )
    select back.old_code as code, d.name, c.id as "changeId", c.kind, c.effective_on as "effectiveOn"
      from back join divisions.divisions d on d.code = back.old_code join divisions.changes c on c.id = back.change_id
     order by c.effective_on desc, back.old_code`.execute(tx.db)
  return rows
}
