import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { PartyFile } from '@shanju/contract/organisations/registry.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseParty, refuseRevision } from '../logic/decide-revision.ts'
import { withHistory } from '../queries/history.ts'
import { getPartyFile, membersOf, type PartyRow, partyRows } from '../queries/party.ts'
import { keepPerson } from './keep-person.ts'
import { writer } from './keep-version.ts'
import { lockOrganisation, obey } from './lock.ts'
import { tell } from './tell.ts'

/** @throws Refusal organisations.day_in_future, ends_before_start, in_step_only_for_organisations */
export async function addPartyRecord(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.addPartyRecord>,
): Promise<PartyFile> {
  await lockOrganisation(tx, params.id)
  obey(refuseParty(body, tx.today))
  const id = uuidv7(tx.now)
  const personId = await keepPerson(tx, params.id, body.person)
  await write(tx, actor, params.id, { ...body, id, revision: 1, personId, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.add_party_record', { record: id, form: body.form })
  return getPartyFile(tx, actor, params.id)
}

/** @throws Refusal platform.not_found, those above, organisations.withdrawn_stays, organisations.changed_meanwhile */
export async function changePartyRecord(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.changePartyRecord>,
): Promise<PartyFile> {
  await lockOrganisation(tx, params.id)
  const now = await current(tx, params)
  obey(refuseParty(body, tx.today))
  obey(refuseRevision(now, body.revision))
  const personId = await keepPerson(tx, params.id, body.person, now.personId)
  await write(tx, actor, params.id, { ...body, id: now.id, revision: now.revision + 1, personId, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.change_party_record', { record: now.id, form: body.form })
  return getPartyFile(tx, actor, params.id)
}

/** @throws Refusal platform.not_found, organisations.withdrawn_stays, organisations.changed_meanwhile */
export async function withdrawPartyRecord(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.withdrawPartyRecord>,
): Promise<PartyFile> {
  await lockOrganisation(tx, params.id)
  const now = await current(tx, params)
  obey(refuseRevision(now, body.revision))
  await write(tx, actor, params.id, { ...now, revision: now.revision + 1, withdrawn: body.reason })
  await tell(tx, actor, params.id, 'organisations.withdraw_party_record', { record: now.id, form: now.form })
  return getPartyFile(tx, actor, params.id)
}

/** How many full members work there: decides whether an organisation can be formed. */
export async function stateMembers(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.stateMembers>,
): Promise<PartyFile> {
  await lockOrganisation(tx, params.id)
  const now = await membersOf(tx, params.id)
  if (body.asOf > tx.today) throw refuse('organisations.day_in_future', { on: body.asOf })
  if ((now?.revision ?? 0) !== body.revision) throw refuse('organisations.changed_meanwhile')
  await sql`
    insert into organisations.party_members (organisation_id, revision, full_members, as_of, recorded_at, recorded_by)
    values (${params.id}, ${body.revision + 1}, ${body.fullMembers}, ${body.asOf}, ${tx.now}, ${writer(actor)})`.execute(
    tx.db,
  )
  await tell(tx, actor, params.id, 'organisations.state_members', { fullMembers: body.fullMembers, asOf: body.asOf })
  return getPartyFile(tx, actor, params.id)
}

async function current(tx: Tx, params: { id: string; recordId: string }): Promise<PartyRow> {
  const found = withHistory(await partyRows(tx, params.id)).find(({ now }) => now.id === params.recordId)
  if (!found) throw refuse('platform.not_found')
  return found.now
}

async function write(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  row: Omit<PartyRow, 'recordedAt' | 'recordedBy'>,
): Promise<void> {
  await sql`
    insert into organisations.party_records (record_id, revision, organisation_id, form, name, person_id, from_on, to_on,
        in_step, evidence, withdrawn, recorded_at, recorded_by)
    values (${row.id}, ${row.revision}, ${organisationId}, ${row.form}, ${row.name}, ${row.personId}, ${row.fromOn},
        ${row.toOn}, ${row.inStep}, ${row.evidence}, ${row.withdrawn}, ${tx.now}, ${writer(actor)})`.execute(tx.db)
}
