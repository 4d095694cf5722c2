import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/giving/routes.ts'
import type { ColumnMapping } from '@shanju/contract/giving/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import type { Remembered } from '../logic/plan.ts'
import { headingsHash, openHeadings, openRules } from './import-secrets.ts'

/** What a host remembers of these headings: looked up by keyed hash, one row of a table at a time. */
export async function rememberedBy(
  tx: Tx,
  hostId: string,
): Promise<(cells: readonly string[]) => { id: string; rules: Remembered } | undefined> {
  const { rows } = await sql<{ id: string; headings_hash: Buffer; rules: Buffer }>`
    select id, headings_hash, rules from giving.mappings where host_id = ${hostId}`.execute(tx.db)
  const byHash = new Map(rows.map((row) => [row.headings_hash.toString('hex'), row]))
  return (cells) => {
    const row = byHash.size > 0 ? byHash.get(headingsHash(tx.secrets, cells).toString('hex')) : undefined
    return row && { id: row.id, rules: openRules(tx.secrets, row.rules) }
  }
}

interface MappingRow extends Pick<ColumnMapping, 'id' | 'name' | 'host' | 'createdAt'> {
  readonly sealedHeadings: Buffer
  readonly sealedRules: Buffer
}

function selected(actor: Actor): RawBuilder<MappingRow> {
  const mine = reaches(whereCan(actor, 'giving.import'), sql`o.path`, sql`array[m.host_id]`)
  return sql<MappingRow>`
    select m.id, m.name, json_build_object('id', o.id, 'name', o.name) as host, m.created_at as "createdAt",
           m.headings as "sealedHeadings", m.rules as "sealedRules"
      from giving.mappings m join organisations.pub_organisations o on o.id = m.host_id
     where ${mine} order by m.name, m.id`
}

function opened(tx: Tx, { sealedHeadings, sealedRules, ...row }: MappingRow): ColumnMapping {
  const headings = openHeadings(tx.secrets, sealedHeadings)
  const rules = openRules(tx.secrets, sealedRules)
  const columns = Object.fromEntries(Object.entries(rules.columns).map(([name, at]) => [name, headings[at] ?? '']))
  return { ...row, headings, columns, unknown: rules.unknown }
}

export async function listMappings(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listMappings>,
): Promise<Page<ColumnMapping>> {
  const found = await page(tx, query, selected(actor))
  return { ...found, items: found.items.map((row) => opened(tx, row)) }
}

/** The same, all of them. */
export const allMappings = (tx: Tx, actor: Actor): Promise<Listed<ColumnMapping>> =>
  listed(tx, selected(actor), (rows) => rows.map((row) => opened(tx, row)))

/** @throws Refusal giving.mapping_not_found */
export async function subjectOfMapping(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ host_id: string }>`select host_id from giving.mappings where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.mapping_not_found')
  return subjectOfOrganisation(tx, rows[0].host_id)
}
