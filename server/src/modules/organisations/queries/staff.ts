import type { Actor } from '@shanju/contract/access.ts'
import type { StaffMember } from '@shanju/contract/organisations/registry.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type WithHistory, withHistory } from './history.ts'
import { seePeople } from './people.ts'

/** A term without the name: what acts look at. */
export interface StaffRow extends Omit<StaffMember, 'name' | 'phone'> {
  readonly personId: string | null
}

export async function staffRows(tx: Tx, organisationId: string): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select record_id as id, revision, person_id as "personId", duty, title, full_time as "fullTime", from_on as "fromOn",
           to_on as "toOn", withdrawn, recorded_at as "recordedAt", recorded_by as "recordedBy"
      from organisations.staff where organisation_id = ${organisationId} order by from_on desc, record_id`.execute(
    tx.db,
  )
  return rows
}

/** Responsible staff with names; that they were seen stands on the trail. Those who serve now come first. */
export async function listStaff(tx: Tx, actor: Actor, organisationId: string): Promise<WithHistory<StaffMember>[]> {
  const rows = await staffRows(tx, organisationId)
  const ids = rows.map((row) => row.personId)
  const personOf = await seePeople(tx, actor, organisationId, 'staff', ids)
  const all = withHistory(
    rows.map(({ personId, ...row }): StaffMember => {
      const person = personOf(personId)
      return { ...row, name: person?.name ?? null, phone: person?.phone ?? null }
    }),
  )
  const serves = ({ now }: WithHistory<StaffMember>): number =>
    now.withdrawn === null && (now.toOn === null || now.toOn >= tx.today) ? 0 : 1
  return all.toSorted((a, b) => serves(a) - serves(b))
}

/** @throws Refusal platform.not_found where the body has no such term */
export async function getStaff(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  id: string,
): Promise<WithHistory<StaffMember>> {
  const found = (await listStaff(tx, actor, organisationId)).find(({ now }) => now.id === id)
  if (!found) throw refuse('platform.not_found')
  return found
}
