import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { openPeople, type PrivatePerson, sealed } from '../queries/people.ts'

/**
 * Keeps somebody's name and number, sealed, and answers the id to point to; the one there is where nothing changed, so
 * that a term corrected in its dates does not write the name again.
 * @param kept whom the revision before points to
 */
export async function keepPerson(
  tx: Tx,
  organisationId: string,
  person: PrivatePerson | null,
  kept: string | null = null,
): Promise<string | null> {
  if (person === null) return null
  const before = (await openPeople(tx, [kept])).get(kept ?? '')
  if (before && before.name === person.name && before.phone === person.phone) return kept
  const id = uuidv7(tx.now)
  const { name, nameHash, phone } = sealed(tx, person)
  await sql`
    insert into organisations.private_people (id, organisation_id, name, name_hash, phone, recorded_at)
    values (${id}, ${organisationId}, ${name}, ${nameHash}, ${phone}, ${tx.now})`.execute(tx.db)
  return id
}
