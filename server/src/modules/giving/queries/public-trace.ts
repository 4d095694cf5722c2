import type { GiftTrace, Spending } from '@shanju/contract/giving/shapes.ts'
import type { PageQuery } from '@shanju/contract/kit/page.ts'
import { sql } from 'kysely'
import { type PayerRow, spendingOf, traceOfGift } from '#modules/ledger/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type ProjectsOf, paidFor } from './paid-for.ts'

/** Where a gift went. A gift nobody has spent of yet is not in the trace: all of it is left. @throws Refusal giving.not_found, history_has_no_entry */
export async function tracePublicGift(
  tx: Tx,
  projectsOf: ProjectsOf,
  publicId: string,
  query: PageQuery,
): Promise<GiftTrace> {
  const { rows } = await sql<{ id: string; amountFen: bigint; state: string }>`
    select id, amount_fen as "amountFen", state from giving.pub_gifts where public_id = ${publicId}`.execute(tx.db)
  const [gift] = rows
  if (!gift) throw refuse('giving.not_found')
  if (gift.state === 'history') throw refuse('giving.history_has_no_entry')
  const { amountFen } = gift
  const nothing = { amountFen, spentFen: 0n, spent: { items: [], total: 0, more: false } }
  // What it had paid for is paid by others, as soon as its reversal is traced.
  if (gift.state === 'voided') return { ...nothing, backFen: amountFen, leftFen: 0n }
  const traced = await traceOfGift(tx, gift.id, query)
  if (!traced) return { ...nothing, backFen: 0n, leftFen: amountFen }
  const { spent } = traced
  const paidOf = await paidFor(
    tx,
    projectsOf,
    spent.items.map(({ entryId }) => entryId),
  )
  const items = spent.items.map((row) => ({ ...row, paid: paidOf(row.entryId) }))
  return { amountFen, ...traced, spent: { ...spent, items } }
}

/** @throws Refusal giving.spending_not_found */
export async function getSpending(
  tx: Tx,
  projectsOf: ProjectsOf,
  entryId: string,
  query: PageQuery,
): Promise<Spending> {
  const found = await spendingOf(tx, entryId, query)
  if (!found) throw refuse('giving.spending_not_found')
  const shown = await shownGifts(tx, found.paidBy.items)
  const items = found.paidBy.items.map(({ giftId, ...row }) => ({
    ...row,
    gift: giftId === null ? null : (shown.get(giftId) ?? null),
  }))
  const paid = (await paidFor(tx, projectsOf, [entryId]))(entryId)
  return { ...found, paid, funds: [...found.funds], paidBy: { ...found.paidBy, items } }
}

interface ShownGift {
  readonly id: string
  readonly publicId: string
  readonly shownName: string | null
}

/** As each donor wishes: the payer's name comes from nowhere else. */
async function shownGifts(tx: Tx, payers: readonly PayerRow[]): Promise<Map<string, Omit<ShownGift, 'id'>>> {
  const ids = payers.flatMap((row) => (row.giftId === null ? [] : [row.giftId]))
  const { rows } = await sql<ShownGift>`
    select id, public_id as "publicId", shown_name as "shownName" from giving.pub_gifts
     where id = any(${ids}::uuid[])`.execute(tx.db)
  return new Map(rows.map(({ id, ...gift }) => [id, gift]))
}
