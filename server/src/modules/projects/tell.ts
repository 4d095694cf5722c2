import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from './logic/refused.ts'
import { subjectOfProject } from './queries/subject.ts'

export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

export function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`projects.${refused.code}`, refused.params)
}

/** One trail row about a project. */
export async function tell(
  tx: Tx,
  actor: Actor,
  act: string,
  projectId: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await record(tx, actor, {
    action: `projects.${act}`,
    subjectKind: 'project',
    subjectId: projectId,
    subject: await subjectOfProject(tx, projectId),
    details,
  })
}

/** What will be read in public holds no personal data (X13). @throws Refusal regulations.blocked */
export async function checkWords(
  tx: Tx,
  texts: Readonly<Partial<Record<'name' | 'text' | 'reason', string>>>,
): Promise<void> {
  const given = Object.entries(texts).map(([field, text]) => ({ field: field as 'name' | 'text' | 'reason', text }))
  refuseIfBlocked(await judge(tx, 'text', { texts: given }))
}

/** One after the other; the database takes the same lock. */
export async function holdProject(tx: Tx, id: string): Promise<void> {
  await sql`select projects.hold(${id})`.execute(tx.db)
}
