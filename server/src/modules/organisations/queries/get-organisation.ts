import type { ManagedOrganisation, Organisation } from '@shanju/contract/organisations/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { fromOrganisations, managedColumns, publicColumns } from './columns.ts'

/** A body as anybody may see it; undefined when there is none. */
export async function findOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    select ${publicColumns(tx.today)} from ${fromOrganisations} where o.id = ${id}`.execute(tx.db)
  return rows[0]
}

/** @throws Refusal platform.not_found */
export async function getOrganisation(tx: Tx, id: string): Promise<Organisation> {
  const found = await findOrganisation(tx, id)
  if (!found) throw refuse('platform.not_found')
  return found
}

/** @throws Refusal platform.not_found */
export async function getManagedOrganisation(tx: Tx, id: string): Promise<ManagedOrganisation> {
  const { rows } = await sql<ManagedOrganisation>`
    select ${managedColumns(tx.today)} from ${fromOrganisations} where o.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return rows[0]
}

/** The body under a credit code, as far as a refusal needs it. */
export async function findByCreditCode(
  tx: Tx,
  creditCode: string,
): Promise<{ id: string; name: string; path: string[] } | undefined> {
  const { rows } = await sql<{ id: string; name: string; path: string[] }>`
    select id, name, path from organisations.pub_organisations where credit_code = ${creditCode}`.execute(tx.db)
  return rows[0]
}
