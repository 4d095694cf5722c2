import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { DivisionRef } from '@shanju/contract/divisions/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/organisations/exports.ts'
import type { PartyCount, PartyListed } from '@shanju/contract/organisations/registry.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { sql } from 'kysely'
import type { Listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { reaches } from '#platform/pg/reach.ts'
import { judgeParty, type PartyFact } from '../logic/party-file.ts'
import { fromOrganisations } from './columns.ts'

type Filters = Omit<Input<typeof routes.listPartyBuilding>['query'], 'page' | 'pageSize'>

/** Active bodies in reach; those that lack most come first. */
export async function listPartyBuilding(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listPartyBuilding>,
): Promise<Page<PartyListed>> {
  const all = await judged(tx, actor, query)
  const from = (query.page - 1) * query.pageSize
  return { items: all.slice(from, from + query.pageSize), total: all.length, more: false }
}

/** All of them. */
export async function allPartyBuilding(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listPartyBuildingExport>,
): Promise<Listed<PartyListed>> {
  const all = await judged(tx, actor, query)
  return {
    count: all.length,
    batches: (async function* () {
      yield all
    })(),
  }
}

/** By city and banner of the registering authority, the city first. */
export async function countPartyBuilding(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.countPartyBuilding>,
): Promise<PartyCount[]> {
  const all = await judged(tx, actor, query)
  const byPlace = Map.groupBy(all, ({ organisation }) => organisation.registeredIn.code)
  return [...byPlace]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, rows]) => (rows[0] ? [countOf(rows[0].organisation.registeredIn, rows)] : []))
}

function countOf(division: DivisionRef, rows: readonly PartyListed[]): PartyCount {
  const having = (holds: (row: PartyListed) => boolean): number => rows.filter(holds).length
  return {
    division,
    total: rows.length,
    organisation: having((row) => row.state === 'organisation'),
    fallback: having((row) => row.state === 'fallback'),
    none: having((row) => row.state === 'none'),
    ripe: having((row) => row.gaps.includes('ripe')),
    notInStep: having((row) => row.gaps.includes('not_in_step')),
  }
}

interface Row {
  readonly organisation: PartyListed['organisation']
  readonly fullMembers: number | null
  readonly records: PartyFact[]
}

/**
 * What a file lacks is said in one place, which is code; so the registry is judged as a whole and narrowed then. It has
 * some hundreds of bodies a city.
 */
async function judged(tx: Tx, actor: Actor, { q, kind, within, state, gap }: Filters): Promise<PartyListed[]> {
  const { rows } = await sql<Row>`
    select json_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'registeredOn', o.registered_on,
             'registeredIn', json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en)) as organisation,
           (select m.full_members from organisations.party_members m where m.organisation_id = o.id
             order by m.revision desc limit 1) as "fullMembers",
           coalesce((select json_agg(json_build_object('form', p.form, 'fromOn', p.from_on, 'toOn', p.to_on,
                       'inStep', p.in_step, 'evidence', p.evidence, 'withdrawn', p.withdrawn))
                       from organisations.pub_party_records p where p.organisation_id = o.id), '[]'::json) as records
      from ${fromOrganisations}
     where o.status = 'active' and ${reaches(whereCan(actor, 'organisations.read'), sql`d.path`, sql`array[o.id]`)}
       and (${q ?? null}::text is null or strpos(lower(o.name), lower(${q ?? null})) > 0)
       and (${kind ?? null}::text is null or o.kind = ${kind ?? null})
       and (${within ?? null}::text is null or d.path @> array[${within ?? null}::text])
     order by o.name collate "zh-Hans-x-icu", o.id`.execute(tx.db)
  return rows
    .map(({ organisation, fullMembers, records }) => ({
      organisation,
      ...judgeParty({ registeredOn: organisation.registeredOn, fullMembers, records }, tx.today),
    }))
    .filter((row) => (state === undefined || row.state === state) && (gap === undefined || row.gaps.includes(gap)))
    .toSorted((a, b) => weight(b) - weight(a))
}

/** Nothing at all weighs most, then what is ripe, then how much is missing. */
const weight = ({ state, gaps }: PartyListed): number =>
  (state === 'none' ? 100 : 0) +
  (gaps.includes('ripe') ? 50 : 0) +
  (gaps.includes('not_in_step') ? 25 : 0) +
  gaps.length
