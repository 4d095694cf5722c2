import type { Actor } from '@shanju/contract/access.ts'
import type { NewAssignment } from '@shanju/contract/identity/shapes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideAssignment, type Held } from '../logic/assignment.ts'
import { listHeld } from '../queries/held.ts'
import { getPersonForUpdate } from '../queries/person.ts'
import { subjectOfReach } from '../queries/places.ts'
import { tellOfPerson } from '../tell.ts'
import { refuseUnfit } from './manage.ts'

/**
 * Gives a person a role for a reach. Nobody gives one to themselves: rights come from another.
 * @throws Refusal platform.not_found, not_yourself, person_deactivated, reach_unknown … exists_with_same_reach
 */
export async function assignRole(tx: Tx, actor: Actor, personId: string, wanted: NewAssignment): Promise<string> {
  refuseUnfit(actor, await getPersonForUpdate(tx, personId), { another: true, deactivated: false })
  const granted = await decideGrant(tx, actor, personId, wanted)
  await insertGrants(tx, [granted])
  await tellOfGrant(tx, actor, granted)
  return granted.id
}

/** The assignment as it would be granted now. @throws Refusal of `decideAssignment` */
export async function decideGrant(tx: Tx, actor: Actor, personId: string, wanted: NewAssignment): Promise<Held> {
  const subject = await subjectOfReach(tx, wanted.reach)
  const decision = decideAssignment(actor, wanted, subject, await listHeld(tx, [personId]), tx.today)
  if (decision.refused) throw refuse(`identity.${decision.refused}`)
  return {
    id: uuidv7(tx.now),
    personId,
    role: wanted.role,
    reach: wanted.reach,
    subject,
    fromOn: decision.fromOn,
    toOn: decision.toOn,
    grantedBy: actor.kind === 'person' ? actor.personId : null,
    grantedAt: tx.now,
    endedBy: null,
    endedAt: null,
  }
}

export async function insertGrants(tx: Tx, grants: readonly Held[]): Promise<void> {
  for (const held of grants) {
    await sql`
      insert into identity.role_assignments (id, person_id, role, division_code, organisation_id, divisions,
        organisation_ids, from_on, to_on, granted_by, granted_at)
      values (${held.id}, ${held.personId}, ${held.role}, ${held.reach.kind === 'division' ? held.reach.code : null},
        ${held.reach.kind === 'organisation' ? held.reach.id : null}, ${[...(held.subject.divisions ?? [])]}::text[],
        ${[...(held.subject.organisationIds ?? [])]}::uuid[], ${held.fromOn}, ${held.toOn}, ${held.grantedBy},
        ${held.grantedAt})`.execute(tx.db)
  }
}

export const tellOfGrant = (tx: Tx, actor: Actor, held: Held): Promise<void> =>
  tellOfPerson(tx, actor, 'assign_role', held.personId, {
    assignment: held.id,
    role: held.role,
    reach: held.reach,
    fromOn: held.fromOn,
    toOn: held.toOn,
  })
