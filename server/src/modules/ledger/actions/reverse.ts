import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { reversalOf } from '../logic/index.ts'
import { entriesByIds } from '../queries/get-entry.ts'
import { type KeyedDraft, type Posted, post } from './post.ts'

export interface ReversalOrder {
  readonly entryId: string
  /** Names the act; the same act again finds its reversal. */
  readonly key: string
  readonly maker: string
  readonly reason: string
}

/**
 * Undoes entries by their mirror images, linked both ways. Today's date stands on them: the past stays as it was told.
 * @throws Refusal ledger.already_reversed, is_reversal, before_first_entry, earlier_year, entry_not_found
 */
export async function reverseAll(tx: Tx, orders: readonly ReversalOrder[]): Promise<Posted[]> {
  const entries = new Map(
    (
      await entriesByIds(
        tx,
        orders.map((order) => order.entryId),
      )
    ).map((each) => [each.id, each]),
  )
  const drafts = orders.map((order): KeyedDraft => {
    const entry = entries.get(order.entryId)
    if (!entry) throw refuse('ledger.entry_not_found')
    const reversal = reversalOf(entry, {
      documentOn: tx.today,
      postedOn: tx.today,
      maker: order.maker,
      checker: null,
      reason: order.reason,
      papers: [],
    })
    if (reversal.refused) throw refuse(`ledger.${reversal.refused}`)
    return { key: order.key, draft: reversal.draft }
  })
  return post(tx, drafts)
}
