import type { Actor } from '@shanju/contract/access.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from './logic/decide.ts'

export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

export function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`ballots.${refused.code}`, refused.params)
}

/** One trail row about a ballot; never who voted what. */
export async function tell(
  tx: Tx,
  actor: Actor,
  act: string,
  about: { readonly id: string; readonly fundId: string },
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await record(tx, actor, {
    action: `ballots.${act}`,
    subjectKind: 'ballot',
    subjectId: about.id,
    subject: await subjectOfFund(tx, about.fundId),
    details,
  })
}
