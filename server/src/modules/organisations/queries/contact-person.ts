import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type PrivatePerson, seePeople } from './people.ts'

export interface ContactRow {
  readonly personId: string | null
  readonly revision: number
}

/** Whom a bureau asks for, as last stated; revision 0 where nobody ever was. */
export async function contactRow(tx: Tx, organisationId: string): Promise<ContactRow> {
  const { rows } = await sql<ContactRow>`
    select person_id as "personId", revision from organisations.contact_persons
     where organisation_id = ${organisationId} order by revision desc limit 1`.execute(tx.db)
  return rows[0] ?? { personId: null, revision: 0 }
}

/** With the name; that it was seen stands on the trail. */
export async function getContactPerson(
  tx: Tx,
  actor: Actor,
  organisationId: string,
): Promise<{ person: PrivatePerson | null; revision: number }> {
  const { personId, revision } = await contactRow(tx, organisationId)
  const personOf = await seePeople(tx, actor, organisationId, 'contact', [personId])
  return { person: personOf(personId), revision }
}
