import type { Actor } from '@shanju/contract/access.ts'
import type { FundState } from '@shanju/contract/funds/vocab.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'

/** Keeps that a fund moved; the reason stands here and never on the trail, because it is free text. */
export async function keepMove(
  tx: Tx,
  actor: Actor,
  move: { readonly fundId: string; readonly from: FundState; readonly to: FundState; readonly reason: string | null },
): Promise<void> {
  await tx.db
    .insertInto('funds.moves')
    .values({
      id: uuidv7(tx.now),
      fund_id: move.fundId,
      from_state: move.from,
      to_state: move.to,
      reason: move.reason,
      person_id: actor.kind === 'person' ? actor.personId : null,
      at: tx.now,
    })
    .execute()
}
