import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** For somebody who lost phone and recovery codes: signing in asks for no code until they set up a new authenticator. */
export async function removeSecondFactor(tx: Tx, personId: string): Promise<void> {
  await sql`delete from identity.second_factors where person_id = ${personId}`.execute(tx.db)
  await sql`update identity.people set second_factor = false, updated_at = ${tx.now} where id = ${personId}`.execute(
    tx.db,
  )
}
