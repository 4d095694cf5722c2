import type { Actor } from '@shanju/contract/access.ts'
import type { NewAssignment } from '@shanju/contract/identity/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { tellOfPerson } from '../tell.ts'
import { decideGrant, insertGrants, tellOfGrant } from './assign-role.ts'
import type { CreatedPerson } from './create-person.ts'
import { makeLink } from './make-link.ts'
import { getManagedForUpdate } from './manage.ts'
import { removeSecondFactor } from './remove-second-factor.ts'

/**
 * Lets somebody back in with one role, a new password and no second factor: neither may be theirs alone any longer.
 * @throws Refusal platform.not_found, not_yourself, person_not_deactivated, wider_than_you, reach_unknown …
 */
export async function reactivatePerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  wanted: NewAssignment,
): Promise<CreatedPerson> {
  await getManagedForUpdate(tx, actor, personId, { another: true, deactivated: true })
  const granted = await decideGrant(tx, actor, personId, wanted)
  await sql`delete from identity.credentials where person_id = ${personId}`.execute(tx.db)
  await removeSecondFactor(tx, personId)
  await sql`update identity.people set state = 'invited', updated_at = ${tx.now} where id = ${personId}`.execute(tx.db)
  await insertGrants(tx, [granted])
  const link = await makeLink(tx, actor, { purpose: 'new_person', personId })
  await tellOfPerson(tx, actor, 'reactivate_person', personId)
  await tellOfGrant(tx, actor, granted)
  return { personId, ...link }
}
