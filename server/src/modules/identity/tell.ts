import type { Actor, Subject } from '@shanju/contract/access.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOf } from './logic/assignment.ts'
import { listHeld } from './queries/held.ts'

/** Trail row about a person, readable by whoever oversees a place where they hold or held a role. */
export async function tellOfPerson(
  tx: Tx,
  actor: Actor,
  act: string,
  personId: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const subject: Subject = subjectOf(await listHeld(tx, [personId]))
  await record(tx, actor, { action: `identity.${act}`, subjectKind: 'person', subjectId: personId, subject, details })
}

/** The person as actor of an act by which they prove who they are: their rights play no part in it. */
export const themselves = (personId: string): Actor => ({ kind: 'person', personId, assignments: [] })

/** Whose act about themselves this is. @throws Refusal platform.not_signed_in */
export function themselvesOf(actor: Actor): string {
  if (actor.kind !== 'person') throw refuse('platform.not_signed_in')
  return actor.personId
}
