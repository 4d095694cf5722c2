import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type PostedEntry, reversalOf } from '../logic/index.ts'
import { entriesByIds } from '../queries/get-entry.ts'
import { lockBooks } from '../queries/lock-books.ts'
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
 * All or none. Answers stand in the order of the orders.
 * @throws Refusal ledger.entry_not_found, already_reversed, is_reversal, before_first_entry, earlier_year
 */
export async function reverseAll(tx: Tx, orders: readonly ReversalOrder[]): Promise<Posted[]> {
  const ids = orders.map((order) => order.entryId)
  // Under the lock of the books nobody else can undo the same entry meanwhile.
  await lockBooks(tx, await booksOf(tx, ids))
  const entries = new Map((await entriesByIds(tx, ids)).map((each) => [each.id, each]))
  const done = await keysOf(tx, [...entries.values()])
  const ordered = new Map<string, string>()
  const drafts = orders.map((order): KeyedDraft => {
    const entry = entries.get(order.entryId)
    if (!entry) throw refuse('ledger.entry_not_found')
    // The order was carried out before; `post` finds its entry by the key.
    const again = entry.reversedBy !== null && done.get(entry.reversedBy) === order.key
    const reversal = reversalOf(again ? { ...entry, reversedBy: null } : entry, {
      documentOn: tx.today,
      postedOn: tx.today,
      maker: order.maker,
      checker: null,
      reason: order.reason,
      papers: [],
    })
    if (reversal.refused) throw refuse(`ledger.${reversal.refused}`)
    if ((ordered.get(entry.id) ?? order.key) !== order.key) throw refuse('ledger.already_reversed')
    ordered.set(entry.id, order.key)
    return { key: order.key, draft: reversal.draft }
  })
  return post(tx, drafts)
}

async function booksOf(tx: Tx, entryIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct book_id as id from ledger.entries where id = any(${[...entryIds]}::uuid[])`.execute(tx.db)
  return rows.map((row) => row.id)
}

async function keysOf(tx: Tx, entries: readonly PostedEntry[]): Promise<Map<string, string>> {
  const ids = entries.flatMap((entry) => (entry.reversedBy ? [entry.reversedBy] : []))
  const { rows } = await sql<{ id: string; key: string }>`
    select id, key from ledger.entries where id = any(${ids}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row.key]))
}
