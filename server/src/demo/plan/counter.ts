import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { PlannedGift, SaidAtCounter } from './shapes.ts'

const SECOND_COUNTER = '演示复点人'
/** From this sum on donors and hosts of the demonstration sign an agreement (D07). */
const AGREED_FROM_FEN = 10_000_00n
const RECEIPTS_TAKE_DAYS = 12

/** The receipts of one host count on through the year; made of the gift's key, so that no number stands twice. */
export const receiptNo = (gift: PlannedGift): string => `150600${String(gift.key).padStart(8, '0')}`

/** Receipts of the last days are still to be issued. */
export const receiptsIssued = (day: PlainDate, until: PlainDate): boolean => day < addDays(until, -RECEIPTS_TAKE_DAYS)

const MISHEARD = '听错的名字'
const MISHEARD_IN = 60

/** A few names are typed as they were heard. */
export const misheard = (gift: PlannedGift): boolean => gift.donorKind === 'person' && gift.key % MISHEARD_IN === 9

/** What a counter of the demonstration adds to a gift: two count, most want a receipt, some do not. */
export function saidAtCounter(gift: PlannedGift, until: PlainDate): SaidAtCounter {
  const agreement = gift.amountFen >= AGREED_FROM_FEN ? 'signed' : 'none'
  const heard = misheard(gift) ? { misheard: MISHEARD } : {}
  const said = { secondCounter: SECOND_COUNTER, agreement, ...heard } as const
  if (gift.donorKind === 'anonymous') return { ...said, receipt: 'none', receiptNo: '' }
  if (gift.key % 9 === 0) return { ...said, receipt: 'waived', receiptNo: '' }
  const issued = receiptsIssued(gift.givenOn, until) || gift.key % 3 !== 0
  return issued
    ? { ...said, receipt: 'issued', receiptNo: receiptNo(gift) }
    : { ...said, receipt: 'none', receiptNo: '' }
}
