import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { StaffMember } from '@shanju/contract/organisations/registry.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseRevision, refuseTerm } from '../logic/decide-revision.ts'
import { type WithHistory, withHistory } from '../queries/history.ts'
import { getStaff, type StaffRow, staffRows } from '../queries/staff.ts'
import { keepPerson } from './keep-person.ts'
import { writer } from './keep-version.ts'
import { lockOrganisation, obey } from './lock.ts'
import { tell } from './tell.ts'

type Answer = Promise<WithHistory<StaffMember>>

/** @throws Refusal organisations.ends_before_start */
export async function addStaff(tx: Tx, actor: Actor, { params, body }: Input<typeof routes.addStaff>): Answer {
  await lockOrganisation(tx, params.id)
  obey(refuseTerm(body))
  const id = uuidv7(tx.now)
  const personId = await keepPerson(tx, params.id, body)
  await write(tx, actor, params.id, { ...body, id, revision: 1, personId, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.add_staff', { staff: id, duty: body.duty })
  return getStaff(tx, actor, params.id, id)
}

/** @throws Refusal platform.not_found, organisations.ends_before_start, withdrawn_stays, changed_meanwhile */
export async function changeStaff(tx: Tx, actor: Actor, { params, body }: Input<typeof routes.changeStaff>): Answer {
  await lockOrganisation(tx, params.id)
  const now = await current(tx, params)
  obey(refuseTerm(body))
  obey(refuseRevision(now, body.revision))
  const personId = await keepPerson(tx, params.id, body, now.personId)
  await write(tx, actor, params.id, { ...body, id: now.id, revision: now.revision + 1, personId, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.change_staff', { staff: now.id, duty: body.duty })
  return getStaff(tx, actor, params.id, now.id)
}

/** @throws Refusal platform.not_found, organisations.withdrawn_stays, organisations.changed_meanwhile */
export async function withdrawStaff(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.withdrawStaff>,
): Answer {
  await lockOrganisation(tx, params.id)
  const now = await current(tx, params)
  obey(refuseRevision(now, body.revision))
  await write(tx, actor, params.id, { ...now, revision: now.revision + 1, withdrawn: body.reason })
  await tell(tx, actor, params.id, 'organisations.withdraw_staff', { staff: now.id })
  return getStaff(tx, actor, params.id, now.id)
}

async function current(tx: Tx, params: { id: string; staffId: string }): Promise<StaffRow> {
  const found = withHistory(await staffRows(tx, params.id)).find(({ now }) => now.id === params.staffId)
  if (!found) throw refuse('platform.not_found')
  return found.now
}

async function write(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  row: Omit<StaffRow, 'recordedAt' | 'recordedBy'>,
): Promise<void> {
  await sql`
    insert into organisations.staff (record_id, revision, organisation_id, person_id, duty, title, full_time, from_on,
        to_on, withdrawn, recorded_at, recorded_by)
    values (${row.id}, ${row.revision}, ${organisationId}, ${row.personId}, ${row.duty}, ${row.title}, ${row.fullTime},
        ${row.fromOn}, ${row.toOn}, ${row.withdrawn}, ${tx.now}, ${writer(actor)})`.execute(tx.db)
}
