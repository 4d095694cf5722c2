import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { contactRow, getContactPerson } from '../queries/contact-person.ts'
import { keepPerson } from './keep-person.ts'
import { writer } from './keep-version.ts'
import { lockOrganisation } from './lock.ts'
import { tell } from './tell.ts'

/** @throws Refusal platform.not_found, organisations.changed_meanwhile */
export async function setContactPerson(tx: Tx, actor: Actor, { params, body }: Input<typeof routes.setContactPerson>) {
  await lockOrganisation(tx, params.id)
  const now = await contactRow(tx, params.id)
  if (now.revision !== body.revision) throw refuse('organisations.changed_meanwhile')
  const personId = await keepPerson(tx, params.id, body.person, now.personId)
  await sql`
    insert into organisations.contact_persons (organisation_id, revision, person_id, recorded_at, recorded_by)
    values (${params.id}, ${now.revision + 1}, ${personId}, ${tx.now}, ${writer(actor)})`.execute(tx.db)
  await tell(tx, actor, params.id, 'organisations.set_contact_person', { named: personId !== null })
  return getContactPerson(tx, actor, params.id)
}
