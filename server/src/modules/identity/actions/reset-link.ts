import type { Actor } from '@shanju/contract/access.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tellOfPerson } from '../tell.ts'
import type { CreatedPerson } from './create-person.ts'
import { makeLink } from './make-link.ts'
import { getManagedForUpdate } from './manage.ts'

/**
 * A one-time link for a new password. The old password and the sessions hold until the link is used, so a link made by
 * mistake locks nobody out. Somebody who never set a password gets their invitation anew.
 * @throws Refusal platform.not_found, person_deactivated, wider_than_you
 */
export async function makeResetLink(
  tx: Tx,
  actor: Actor,
  personId: string,
  removeSecondFactor: boolean,
): Promise<CreatedPerson> {
  const { person } = await getManagedForUpdate(tx, actor, personId, { deactivated: false })
  const purpose = person.state === 'invited' ? 'new_person' : 'reset'
  const link = await makeLink(tx, actor, { purpose, personId, removeSecondFactor })
  await tellOfPerson(tx, actor, 'make_link', personId, { purpose, removeSecondFactor })
  return { personId, ...link }
}
