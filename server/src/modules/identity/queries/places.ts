import type { Reach, Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { findDivision, subjectOfDivision } from '#modules/divisions/index.ts'
import { findOrganisation, subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** Where a reach lies. @throws Refusal reach_unknown for a division that is no more, or an unknown organisation */
export async function subjectOfReach(tx: Tx, reach: Reach): Promise<Subject> {
  if (reach.kind === 'organisation') {
    if (!(await findOrganisation(tx, reach.id))) throw refuse('identity.reach_unknown')
    return subjectOfOrganisation(tx, reach.id)
  }
  const division = await findDivision(tx, reach.code)
  if (!division || division.validTo !== null) throw refuse('identity.reach_unknown')
  return subjectOfDivision(tx, reach.code)
}

/** Key of a reach in a map. */
export const reachKey = (reach: Reach): string => (reach.kind === 'division' ? reach.code : reach.id)

/** What divisions and organisations are called today, by {@link reachKey}. */
export async function reachNames(tx: Tx, reaches: readonly Reach[]): Promise<Map<string, string>> {
  const codes = reaches.flatMap((reach) => (reach.kind === 'division' ? [reach.code] : []))
  const ids = reaches.flatMap((reach) => (reach.kind === 'organisation' ? [reach.id] : []))
  const { rows } = await sql<{ key: string; name: string }>`
    select code as key, name from divisions.pub_divisions where code = any(${codes}::text[])
    union all
    select id::text, name from organisations.pub_organisations where id = any(${ids}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.key, row.name]))
}

/** The one division with nothing above it. */
export async function wholeCity(tx: Tx): Promise<Reach> {
  const { rows } = await sql<{ code: string }>`
    select code from divisions.pub_divisions where cardinality(path) = 1`.execute(tx.db)
  const [city, another] = rows
  if (!city || another) throw new Error('the divisions have no single root')
  return { kind: 'division', code: city.code }
}
