import type { Certificate } from '@shanju/contract/organisations/registry.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { holdsOn } from '../logic/decide-certificate.ts'
import { type WithHistory, withHistory } from './history.ts'

type Row = Omit<Certificate, 'holdsToday'> & { readonly holdsTo: string | null }

const select = sql`
  select record_id as id, revision, kind, number, level, issuer, document, from_on as "fromOn", to_on as "toOn",
         ended_on as "endedOn", end_reason as "endReason", least(to_on, ended_on - 1) as "holdsTo", withdrawn,
         recorded_at as "recordedAt", recorded_by as "recordedBy"
    from organisations.certificates`

/** All certificates of a body, those that began last first. @throws Refusal platform.not_found for no such body */
export async function listCertificates(tx: Tx, organisationId: string): Promise<WithHistory<Certificate>[]> {
  const { rows: bodies } = await sql`select 1 from organisations.organisations where id = ${organisationId}`.execute(
    tx.db,
  )
  if (bodies.length === 0) throw refuse('platform.not_found')
  const { rows } = await sql<Row>`${select} where organisation_id = ${organisationId} order by revision`.execute(tx.db)
  const all = withHistory(rows.map((row) => shown(row, tx.today)))
  return all.toSorted((a, b) => (a.now.fromOn === b.now.fromOn ? 0 : a.now.fromOn < b.now.fromOn ? 1 : -1))
}

const shown = ({ holdsTo, ...row }: Row, today: string): Certificate => ({
  ...row,
  holdsToday: holdsOn({ fromOn: row.fromOn, holdsTo, withdrawn: row.withdrawn }, today),
})

/** @throws Refusal platform.not_found where the body has no such certificate */
export async function getCertificate(tx: Tx, organisationId: string, id: string): Promise<WithHistory<Certificate>> {
  const found = (await listCertificates(tx, organisationId)).find(({ now }) => now.id === id)
  if (!found) throw refuse('platform.not_found')
  return found
}
