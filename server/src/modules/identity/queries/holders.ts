import type { Role, Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Whom to tell: people who can sign in and hold this role today where it reaches the thing. In order of their ids. */
export async function findHolders(tx: Tx, role: Role, subject: Subject): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct a.person_id
      from identity.role_assignments a join identity.people p on p.id = a.person_id
     where a.role = ${role} and p.state = 'active' and a.ended_at is null
       and a.from_on <= ${tx.today} and (a.to_on is null or a.to_on >= ${tx.today})
       and (a.division_code = any(${[...(subject.divisions ?? [])]}::text[])
         or a.organisation_id = any(${[...(subject.organisationIds ?? [])]}::uuid[]))
     order by a.person_id`.execute(tx.db)
  return rows.map(({ person_id }) => person_id)
}
