import type { Actor } from '@shanju/contract/access.ts'
import { subjectOfProject } from '#modules/projects/index.ts'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from './logic/decide.ts'

export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

export function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`evaluation.${refused.code}`, refused.params)
}

/** One trail row about an evaluation; never who answered what. */
export async function tell(
  tx: Tx,
  actor: Actor,
  act: string,
  about: { readonly id: string; readonly projectId: string },
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await record(tx, actor, {
    action: `evaluation.${act}`,
    subjectKind: 'evaluation',
    subjectId: about.id,
    subject: await subjectOfProject(tx, about.projectId),
    details,
  })
}

/** Words hold no number that tells who somebody is (X13): those that are public, and those people write to us. */
export async function checkWords(tx: Tx, texts: readonly string[]): Promise<void> {
  const given = texts.filter((text) => text !== '').map((text) => ({ field: 'text' as const, text }))
  if (given.length > 0) refuseIfBlocked(await judge(tx, 'text', { texts: given }))
}
