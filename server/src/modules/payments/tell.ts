import type { Actor } from '@shanju/contract/access.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from './logic/decide-payment.ts'

export function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`payments.${refused.code}`, refused.params)
}

/** Who acts, where only people may: money moves by somebody who can be asked. @throws Refusal payments.no_person */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw refuse('payments.no_person')
  return actor.personId
}

/** One trail row about a pay-out, a payee or a proof; all are the business of a fund. */
export async function tell(
  tx: Tx,
  actor: Actor,
  act: string,
  about: { readonly kind: 'payment' | 'payee' | 'proof'; readonly id: string; readonly fundId: string },
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await record(tx, actor, {
    action: `payments.${act}`,
    subjectKind: about.kind,
    subjectId: about.id,
    subject: await subjectOfFund(tx, about.fundId),
    details,
  })
}
