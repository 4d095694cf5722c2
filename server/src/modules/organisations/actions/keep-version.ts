import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Writes down how a body stands after a change; the rows of one body are its history, its status history among it. */
export async function keepVersion(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`
    insert into organisations.registrations (organisation_id, version, name, kind, charity, registered_in, registered_on,
        status, status_since, office_phone, address, email, recorded_at, recorded_by)
    select id, version, name, kind, charity, registered_in, registered_on, status, status_since, office_phone, address,
        email, ${tx.now}, ${writer(actor)}
      from organisations.organisations where id = ${id}`.execute(tx.db)
}

/** Who is written down beside a row: a person; nobody for the system. */
export const writer = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)
