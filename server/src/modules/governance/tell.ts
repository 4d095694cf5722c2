import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from './logic/refused.ts'
import { subjectOfGroup } from './queries/subject.ts'

export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

export function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`governance.${refused.code}`, refused.params)
}

/** One trail row about a group or what belongs to it. */
export async function tell(
  tx: Tx,
  actor: Actor,
  act: string,
  about: { readonly groupId: string; readonly kind: 'group' | 'meeting' | 'motion'; readonly id: string },
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await record(tx, actor, {
    action: `governance.${act}`,
    subjectKind: about.kind,
    subjectId: about.id,
    subject: await subjectOfGroup(tx, about.groupId),
    details,
  })
}

/** One after the other: opening, voting, declaring and closing of one motion; the database takes the same lock. */
export async function holdMotion(tx: Tx, id: string): Promise<void> {
  await sql`select governance.hold_motion(${id})`.execute(tx.db)
}
