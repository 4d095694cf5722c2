import type { Channel } from '@shanju/contract/giving/vocab.ts'

export interface GiftEvent {
  /** Row and step of the ledger's catalogue of events. */
  readonly recipe: 'E01.post' | 'E04.post'
  /** Account of own money the gift arrives on. */
  readonly cash: '1001' | '1002' | '100907'
}

/**
 * Which event of the books a gift of money is. Cash and bank are gifts to a fund (E01); what comes through a payment
 * institution or a designated platform stands on 其他货币资金—非银行支付机构网络支付款 until it settles (E04), gross.
 * Source: 财会〔2024〕25号 arts. 67, 74, notes 1009, 4101.
 */
export function eventOf(channel: Channel): GiftEvent {
  if (channel === 'cash') return { recipe: 'E01.post', cash: '1001' }
  if (channel === 'bank') return { recipe: 'E01.post', cash: '1002' }
  return { recipe: 'E04.post', cash: '100907' }
}
