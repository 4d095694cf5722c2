import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Refused, Registered } from '../logic/decide-registration.ts'

/**
 * Takes a body for this transaction: changes of one body, of whatever kind, come one after another.
 * @throws Refusal platform.not_found
 */
export async function lockOrganisation(tx: Tx, id: string): Promise<Registered> {
  const { rows } = await sql<Registered>`
    select version, registered_in as "registeredIn", status, status_since as "statusSince"
      from organisations.organisations where id = ${id} for update`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return rows[0]
}

/** @throws Refusal where a rule spoke */
export function obey(refused: Refused | undefined): void {
  if (refused) throw refuse(`organisations.${refused.code}`, refused.params)
}
