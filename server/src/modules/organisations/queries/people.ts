import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfOrganisation } from './subject.ts'

const NAME = 'organisations.private_people.name'
const PHONE = 'organisations.private_people.phone'

export interface PrivatePerson {
  readonly name: string
  readonly phone: string | null
}

/** Opens names for staff who may see them, and writes the trail row that says so; nothing where nobody is named. */
export async function seePeople(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  where: 'staff' | 'party' | 'contact',
  ids: readonly (string | null)[],
): Promise<(id: string | null) => PrivatePerson | null> {
  const people = await openPeople(tx, ids)
  if (people.size > 0) {
    await record(tx, actor, {
      action: 'organisations.see_names',
      subjectKind: 'organisation',
      subjectId: organisationId,
      subject: await subjectOfOrganisation(tx, organisationId),
      details: { where, people: people.size },
    })
  }
  return (id) => (id === null ? null : (people.get(id) ?? null))
}

/** Opens names without a word to the trail: for an act that writes its own. */
export async function openPeople(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, PrivatePerson>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: Buffer; phone: Buffer | null }>`
    select id, name, phone from organisations.private_people where id = any(${wanted}::uuid[])`.execute(tx.db)
  return new Map(
    rows.map((row) => [
      row.id,
      { name: tx.secrets.open(row.name, NAME), phone: row.phone && tx.secrets.open(row.phone, PHONE) },
    ]),
  )
}

/** The sealed columns of a person. */
export const sealed = (tx: Tx, person: PrivatePerson) => ({
  name: tx.secrets.seal(person.name, NAME),
  nameHash: tx.secrets.keyedHash(person.name.replace(/\s+/g, ''), NAME),
  phone: person.phone && tx.secrets.seal(person.phone, PHONE),
})
