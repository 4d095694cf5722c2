import { type Actor, can } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import type { ManagedOrganisation } from '@shanju/contract/organisations/shapes.ts'
import { findDivision } from '#modules/divisions/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseChange } from '../logic/decide-registration.ts'
import { getManagedOrganisation } from '../queries/get-organisation.ts'
import { keepVersion } from './keep-version.ts'
import { lockOrganisation, obey } from './lock.ts'
import { tell } from './tell.ts'

/**
 * What the body keeps up itself: how its office is reached.
 * @throws Refusal organisations.changed_meanwhile
 */
export async function changeContact(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.changeContact>,
): Promise<ManagedOrganisation> {
  const now = await lockOrganisation(tx, params.id)
  if (now.version !== body.version) throw refuse('organisations.changed_meanwhile')
  await tx.db
    .updateTable('organisations.organisations')
    .set({
      office_phone: body.officePhone,
      ...(body.address === undefined ? {} : { address: body.address }),
      ...(body.email === undefined ? {} : { email: body.email }),
      version: now.version + 1,
      updated_at: tx.now,
    })
    .where('id', '=', params.id)
    .execute()
  await keepVersion(tx, actor, params.id)
  await tell(tx, actor, params.id, 'organisations.change_contact', { version: now.version + 1 })
  return getManagedOrganisation(tx, params.id)
}

/**
 * What the registering authority decides. Whoever moves a body to another division needs the right there as well: else
 * one banner could hand its bodies to a neighbour who never agreed.
 * @throws Refusal platform.not_permitted, organisations.division_not_in_force … organisations.status_in_future
 */
export async function changeRegistration(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.changeRegistration>,
): Promise<ManagedOrganisation> {
  const now = await lockOrganisation(tx, params.id)
  const place = await findDivision(tx, body.registeredIn)
  if (place && !can(actor, 'organisations.register', { divisions: place.path })) throw refuse('platform.not_permitted')
  const refused = refuseChange(now, body, { today: tx.today, place })
  obey(refused)
  await tx.db
    .updateTable('organisations.organisations')
    .set({
      name: body.name,
      kind: body.kind,
      charity: body.charity,
      registered_in: body.registeredIn,
      ...(body.registeredOn === undefined ? {} : { registered_on: body.registeredOn }),
      status: body.status,
      status_since: body.status === now.status ? now.statusSince : body.statusSince,
      remark: body.remark,
      version: now.version + 1,
      updated_at: tx.now,
    })
    .where('id', '=', params.id)
    .execute()
  await keepVersion(tx, actor, params.id)
  await tell(tx, actor, params.id, 'organisations.change_registration', {
    version: now.version + 1,
    status: body.status,
    charity: body.charity,
    registeredIn: body.registeredIn,
  })
  return getManagedOrganisation(tx, params.id)
}
