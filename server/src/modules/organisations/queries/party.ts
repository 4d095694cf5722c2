import type { Actor } from '@shanju/contract/access.ts'
import type { PartyFile, PartyRecord } from '@shanju/contract/organisations/registry.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { judgeParty } from '../logic/party-file.ts'
import { withHistory } from './history.ts'
import { seePeople } from './people.ts'

/** A record without the name: what acts and judgements look at. */
export interface PartyRow extends Omit<PartyRecord, 'person'> {
  readonly personId: string | null
}

export async function partyRows(tx: Tx, organisationId: string): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`
    select record_id as id, revision, form, name, person_id as "personId", from_on as "fromOn", to_on as "toOn",
           in_step as "inStep", evidence, withdrawn, recorded_at as "recordedAt", recorded_by as "recordedBy"
      from organisations.party_records where organisation_id = ${organisationId}
     order by from_on desc, record_id`.execute(tx.db)
  return rows
}

type Members = NonNullable<PartyFile['members']>

export async function membersOf(tx: Tx, organisationId: string): Promise<Members | null> {
  const { rows } = await sql<Members>`
    select full_members as "fullMembers", as_of as "asOf", revision, recorded_at as "recordedAt",
           recorded_by as "recordedBy"
      from organisations.party_members where organisation_id = ${organisationId}
     order by revision desc limit 1`.execute(tx.db)
  return rows[0] ?? null
}

/** The whole file with names; that they were seen stands on the trail. */
export async function getPartyFile(tx: Tx, actor: Actor, organisationId: string): Promise<PartyFile> {
  const rows = await partyRows(tx, organisationId)
  const members = await membersOf(tx, organisationId)
  const ids = rows.map((row) => row.personId)
  const personOf = await seePeople(tx, actor, organisationId, 'party', ids)
  const records = withHistory(rows.map(({ personId, ...row }): PartyRecord => ({ ...row, person: personOf(personId) })))
  const { rows: bodies } = await sql<{ registered_on: string | null }>`
    select registered_on from organisations.organisations where id = ${organisationId}`.execute(tx.db)
  const { state, gaps } = judgeParty(
    {
      registeredOn: bodies[0]?.registered_on ?? null,
      fullMembers: members?.fullMembers ?? null,
      records: records.map(({ now }) => now),
    },
    tx.today,
  )
  return { state, gaps, members, records }
}
