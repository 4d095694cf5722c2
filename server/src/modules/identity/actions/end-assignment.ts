import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { governsAll, type Held } from '../logic/assignment.ts'
import { findHeld, listGovernorsForUpdate } from '../queries/held.ts'
import { getPersonForUpdate } from '../queries/person.ts'
import { tellOfPerson } from '../tell.ts'

/** Ends one role assignment, at once. @throws Refusal platform.not_found, assignment_ended, last_administrator */
export async function endAssignment(tx: Tx, actor: Actor, assignmentId: string): Promise<void> {
  const found = await findHeld(tx, assignmentId)
  if (!found) throw refuse('platform.not_found')
  await getPersonForUpdate(tx, found.personId)
  const held = (await findHeld(tx, assignmentId)) ?? found
  if (held.endedAt) throw refuse('identity.assignment_ended')
  await refuseEndingLastGovernor(tx, [held])
  await writeEnds(tx, actor, [held])
  await tellOfPerson(tx, actor, 'end_assignment', held.personId, { assignment: held.id, role: held.role })
}

/**
 * Somebody must be left who governs the whole city.
 * @param ending the assignments about to end, of people who stay active or not
 * @throws Refusal last_administrator
 */
export async function refuseEndingLastGovernor(tx: Tx, ending: readonly Held[]): Promise<void> {
  if (!ending.some(governsAll)) return
  const ids = new Set(ending.map((held) => held.id))
  const governors = await listGovernorsForUpdate(tx)
  const touched = governors.some((governor) => ids.has(governor.assignmentId))
  if (touched && governors.every((governor) => ids.has(governor.assignmentId))) {
    throw refuse('identity.last_administrator')
  }
}

export async function writeEnds(tx: Tx, actor: Actor, ending: readonly Held[]): Promise<void> {
  await sql`
    update identity.role_assignments set ended_at = ${tx.now}, ended_by = ${actor.kind === 'person' ? actor.personId : null}
    where id = any(${ending.map((held) => held.id)}::uuid[]) and ended_at is null`.execute(tx.db)
}
