import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type Held, isOpen } from '../logic/assignment.ts'
import { tellOfPerson } from '../tell.ts'
import { refuseEndingLastGovernor, writeEnds } from './end-assignment.ts'
import { revokeLinks } from './make-link.ts'
import { getManagedForUpdate } from './manage.ts'
import { endSessions } from './sessions.ts'

/**
 * Ends all rights and sessions of a person. What they did stays under their name.
 * @throws Refusal platform.not_found, not_yourself, person_deactivated, wider_than_you, last_administrator
 */
export async function deactivatePerson(tx: Tx, actor: Actor, personId: string): Promise<void> {
  const { held } = await getManagedForUpdate(tx, actor, personId, { another: true, deactivated: false })
  const open = held.filter((each) => isOpen(each, tx.today))
  await refuseEndingLastGovernor(tx, open)
  await writeDeactivation(tx, actor, personId, open)
  await tellOfPerson(tx, actor, 'deactivate_person', personId, { ended: open.map((each) => each.id) })
}

export async function writeDeactivation(tx: Tx, actor: Actor, personId: string, open: readonly Held[]): Promise<void> {
  await writeEnds(tx, actor, open)
  await sql`
    update identity.people set state = 'deactivated', updated_at = ${tx.now} where id = ${personId}`.execute(tx.db)
  await endSessions(tx, personId)
  await revokeLinks(tx, personId)
}
