import type { Actor } from '@shanju/contract/access.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { recordAll } from '#platform/trail/index.ts'
import { getGiftFund } from '../queries/funds.ts'
import { answerForList } from './owe-together.ts'
import { type NewGift, recordGifts } from './record-gifts.ts'

/** A gift as a platform or bank reports it; without a number in an old list that has none. */
export interface GiftOrder extends Omit<NewGift, 'by' | 'fund' | 'handling' | 'importId'> {
  readonly fundId: string
}

/**
 * Records what one list reports, in the order of the list: all of it, each gift with its own row on the trail.
 * The caller makes sure that no order number among them is already recorded.
 * @returns the ids of the gifts
 * @throws Refusal funds.not_found; giving.<code> of the first gift that may not be recorded
 */
export async function recordOrders(tx: Tx, actor: Actor, orders: readonly GiftOrder[]): Promise<string[]> {
  const ids = [...new Set(orders.map(({ fundId }) => fundId))]
  const funds = new Map<string, Awaited<ReturnType<typeof fundOf>>>()
  for (const id of ids) funds.set(id, await fundOf(tx, id))
  const found = (id: string) => {
    const fund = funds.get(id)
    if (!fund) throw new Error('funds were loaded before')
    return fund
  }
  const gifts = orders.map((order) => ({ ...order, by: actor, fund: found(order.fundId).fund }))
  const recorded = await recordGifts(tx, gifts)
  await answerForList(tx, actor, gifts, recorded)
  const giftIds = recorded.map((each) => {
    if (each.refused) throw refuse(`giving.${each.refused.code}`, each.refused.params)
    return each.id
  })
  await recordAll(
    tx,
    actor,
    orders.map(({ fundId, amountFen, channel, givenOn }, index) => ({
      action: 'giving.record',
      subjectKind: 'gift',
      subjectId: giftIds[index] ?? '',
      subject: found(fundId).subject,
      details: { fund: fundId, amountFen: amountFen.toString(), channel, givenOn },
    })),
  )
  return giftIds
}

const fundOf = async (tx: Tx, id: string) => ({
  fund: await getGiftFund(tx, id),
  subject: await subjectOfFund(tx, id),
})
