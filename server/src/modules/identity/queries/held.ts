import type { Reach, Role } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { Held } from '../logic/assignment.ts'

interface Row {
  id: string
  person_id: string
  role: Role
  division_code: string | null
  organisation_id: string | null
  divisions: string[]
  organisation_ids: string[]
  from_on: string
  to_on: string | null
  granted_by: string | null
  granted_at: Date
  ended_by: string | null
  ended_at: Date | null
}

const reachOf = (row: Pick<Row, 'division_code' | 'organisation_id'>): Reach => {
  if (row.division_code !== null) return { kind: 'division', code: row.division_code }
  if (row.organisation_id !== null) return { kind: 'organisation', id: row.organisation_id }
  throw new Error('a role assignment without a reach')
}

const asHeld = (row: Row): Held => ({
  id: row.id,
  personId: row.person_id,
  role: row.role,
  reach: reachOf(row),
  subject: { divisions: row.divisions, organisationIds: row.organisation_ids },
  fromOn: row.from_on,
  toOn: row.to_on,
  grantedBy: row.granted_by,
  grantedAt: row.granted_at,
  endedBy: row.ended_by,
  endedAt: row.ended_at,
})

/** Every assignment of these people, ended ones too, oldest first. */
export async function listHeld(tx: Tx, personIds: readonly string[]): Promise<Held[]> {
  const { rows } = await sql<Row>`
    select * from identity.role_assignments where person_id = any(${[...personIds]}::uuid[])
    order by granted_at, id`.execute(tx.db)
  return rows.map(asHeld)
}

export async function findHeld(tx: Tx, assignmentId: string): Promise<Held | undefined> {
  const { rows } = await sql<Row>`select * from identity.role_assignments where id = ${assignmentId}`.execute(tx.db)
  return rows.map(asHeld)[0]
}

/**
 * Administrators of the whole city in force today who can sign in. Takes the lock under which their number may
 * shrink, so that two of them cannot end each other at once.
 */
export async function listGovernorsForUpdate(tx: Tx): Promise<{ assignmentId: string; personId: string }[]> {
  await sql`select pg_advisory_xact_lock(hashtext('identity: administrators of the whole city'))`.execute(tx.db)
  const { rows } = await sql<{ assignment_id: string; person_id: string }>`
    select a.id as assignment_id, a.person_id
    from identity.role_assignments a join identity.people p on p.id = a.person_id
    where a.role = 'administrator' and cardinality(a.divisions) = 1 and a.ended_at is null
      and a.from_on <= ${tx.today} and (a.to_on is null or a.to_on >= ${tx.today}) and p.state = 'active'`.execute(
    tx.db,
  )
  return rows.map((row) => ({ assignmentId: row.assignment_id, personId: row.person_id }))
}
