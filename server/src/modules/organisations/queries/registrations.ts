import type { Registration } from '@shanju/contract/organisations/registry.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** How a body was registered and reached at each of its versions, latest first. */
export async function listRegistrations(tx: Tx, organisationId: string): Promise<Registration[]> {
  const { rows } = await sql<Registration>`
    select r.version, r.name, r.kind, r.charity, r.registered_on as "registeredOn", r.status,
           r.status_since as "statusSince", r.office_phone as "officePhone", r.address, r.email,
           r.recorded_at as "recordedAt", r.recorded_by as "recordedBy",
           json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) as "registeredIn"
      from organisations.registrations r join divisions.pub_divisions d on d.code = r.registered_in
     where r.organisation_id = ${organisationId} order by r.version desc`.execute(tx.db)
  return rows
}
