import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { shownNames } from '#modules/identity/index.ts'
import { blockedBy, judgeOf, reasonNeeded } from '#modules/regulations/index.ts'
import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseAtCounter } from '../logic/decide-counter.ts'
import { alikeKey, findAlike } from '../queries/alike.ts'
import type { Decide } from '../queries/decider.ts'
import { findTakenOrders, lockAll } from '../queries/orders.ts'
import { findTakenReceipts } from '../queries/receipts.ts'
import type { FundedGift } from './record-gift.ts'

/**
 * What stands against gifts at counters before they are written: who counted, numbers that stand already, gifts that look
 * the same, warnings nobody answered. Locks what it looks at until the end of the transaction, so that of two who record
 * the same at once the second is asked; and looks back in the batch itself, for the same reason.
 * @returns by position why not, or undefined
 */
export async function checkCounter(
  tx: Tx,
  asked: readonly FundedGift[],
  decide: Decide,
): Promise<(Refusal | undefined)[]> {
  await lockAll(tx, asked.flatMap(locksOf))
  const nameOf = await recorderNames(tx, asked)
  const judge = await judgeOf(tx)
  const seen = {
    orders: await findTakenOrders(tx, asked.filter(numbered).map(orderOf)),
    alike: await findAlike(
      tx,
      asked.filter(askedAgain).map(({ gift }) => gift),
    ),
    receipts: await findTakenReceipts(tx, asked.filter(receipted).map(receiptOf)),
  }
  const check = (each: FundedGift): Refusal | undefined => {
    const { gift, fund } = each
    const refused = refuseAtCounter(gift, nameOf(each))
    if (refused) return refuse(`giving.${refused}`)
    if (numbered(each) && seen.orders.has(keyOf(orderOf(each)))) return refuse('giving.order_recorded')
    const alike = askedAgain(each) ? seen.alike.get(alikeKey(tx.secrets, gift)) : undefined
    if (alike !== undefined) return refuse('giving.looks_recorded', { code: codeOf(alike) })
    if (receipted(each)) {
      const [block] = judge({ receipt: { nature: gift.nature } }).blocks
      if (block) return blockedBy(block)
      const taken = seen.receipts.get(keyOf(receiptOf(each)))
      if (taken !== undefined) return refuse('giving.receipt_taken', { code: codeOf(taken) })
    }
    const decision = decide(gift, fund)
    const warnings = decision.refused ? [] : decision.judgement.warnings
    return warnings.length > 0 && gift.reason === '' ? reasonNeeded(warnings) : undefined
  }
  return asked.map((each) => {
    const refused = check(each)
    if (!refused) remember(tx, each, seen)
    return refused
  })
}

interface Seen {
  readonly orders: Set<string>
  readonly alike: Map<string, string>
  readonly receipts: Map<string, string>
}

/** One of the same batch has no code yet. */
const NOT_YET = ''
const codeOf = (publicId: string): string => (publicId === NOT_YET ? '' : formatPublicId(publicId))

function remember(tx: Tx, each: FundedGift, seen: Seen): void {
  if (numbered(each)) seen.orders.add(keyOf(orderOf(each)))
  else if (each.gift.donorName !== '') seen.alike.set(alikeKey(tx.secrets, each.gift), NOT_YET)
  if (receipted(each)) seen.receipts.set(keyOf(receiptOf(each)), NOT_YET)
}

const numbered = ({ gift }: FundedGift): boolean => gift.orderNo !== ''
const receipted = ({ gift }: FundedGift): boolean => gift.receipt === 'issued'
/** A payment's own number tells it from every other; two from nobody known are two gifts: a box is emptied more than once. */
const askedAgain = ({ gift }: FundedGift): boolean => gift.orderNo === '' && gift.donorName !== '' && !gift.again

const orderOf = ({ gift, fund }: FundedGift) => ({ hostId: fund.hostId, number: gift.orderNo })
const receiptOf = ({ gift, fund }: FundedGift) => ({ hostId: fund.hostId, number: gift.receiptNo })
const keyOf = ({ hostId, number }: { hostId: string; number: string }): string => `${hostId} ${number}`

const locksOf = (each: FundedGift): string[] => [
  ...(numbered(each) || each.gift.donorName === '' ? [] : [`giving counter ${each.fund.id}`]),
  ...(numbered(each) ? [`giving orders ${each.fund.hostId}`] : []),
  ...(receipted(each) ? [`giving receipts ${each.fund.hostId}`] : []),
]

/** Names of those who record cash: they took it where no handler is named. */
async function recorderNames(tx: Tx, asked: readonly FundedGift[]): Promise<(each: FundedGift) => string> {
  const people = asked.flatMap(({ by, gift }) =>
    by.kind === 'person' && gift.channel === 'cash' && gift.handler === '' ? [by.personId] : [],
  )
  const names = people.length > 0 ? await shownNames(tx, [...new Set(people)]) : new Map<string, string>()
  return ({ by }) => (by.kind === 'person' ? (names.get(by.personId) ?? '') : '')
}
