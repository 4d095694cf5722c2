import type { Channel } from '@shanju/contract/giving/vocab.ts'

export interface GiftEvent {
  /** Row and step of the ledger's catalogue of events. */
  readonly recipe: 'E01.post' | 'E04.post' | 'E14.post' | 'E07.identify'
  /** Account of own money the gift arrives on. */
  readonly cash: '1001' | '1002' | '100907'
}

/**
 * Which event of the books a gift of money is. Cash and bank are gifts to a fund (E01); what comes through a payment
 * institution or a designated platform stands on 其他货币资金—非银行支付机构网络支付款 until it settles (E04), gross.
 * Where the fund's agreement leaves a share free for the host, the entry splits (E14), whatever way the gift came.
 * Source: 财会〔2024〕25号 arts. 67, 74, notes 1009, 4101.
 * Money held as of unknown origin until then is in the books already, and only leaves 其他应付款 (E07, note 2209).
 * @param feeFen the host's share; zero where there is none
 * @param heldSince the day on which money of unknown origin came
 */
export function eventOf(channel: Channel, feeFen = 0n, heldSince?: string): GiftEvent {
  const cash = channel === 'cash' ? '1001' : channel === 'bank' ? '1002' : '100907'
  if (heldSince !== undefined) return { recipe: 'E07.identify', cash }
  if (feeFen > 0n) return { recipe: 'E14.post', cash }
  return { recipe: cash === '100907' ? 'E04.post' : 'E01.post', cash }
}
