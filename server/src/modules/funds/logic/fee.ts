import type { FeeRule } from '@shanju/contract/funds/vocab.ts'
import { splitExactly } from '@shanju/contract/kit/money.ts'

const WHOLE_BP = 10_000

export interface AgreedFee {
  readonly rule: FeeRule | null
  /** Basis points; null where nothing is agreed to be taken. */
  readonly bp: number | null
}

/**
 * The part of a gift that is free for the host at once (event E14 of the books, N24 art. 74). A fee by actual cost is
 * nothing at receipt (E15): it is booked when the cost arises. Half a fen stays with the fund.
 * @returns fen, zero where the whole gift stays with the fund
 */
export function feeOfGift(amountFen: bigint, { rule, bp }: AgreedFee): bigint {
  if (rule !== 'share' || bp === null) return 0n
  const [, fee = 0n] = splitExactly(amountFen, [BigInt(WHOLE_BP - bp), BigInt(bp)])
  return fee
}
