import type { FundState } from '@shanju/contract/funds/vocab.ts'

/** Books begin here for every host (财会〔2024〕25号, in force 2026-01-01); older gifts are history without entries. */
const BOOKS_BEGIN = '2026-01-01'

export interface GiftFacts {
  readonly fund: { readonly state: FundState; readonly opensOn: string }
  readonly today: string
}

export interface GiftRefusal {
  readonly code: 'fund_takes_no_gifts' | 'given_in_future' | 'given_before_fund'
  readonly params: Readonly<Record<string, string>>
}

export type GiftDecision =
  | { readonly refused: GiftRefusal }
  | { readonly refused?: undefined; readonly history: boolean }

/** May the fund take this gift, and does it enter the books or the history? */
export function decideGift(givenOn: string, { fund, today }: GiftFacts): GiftDecision {
  if (fund.state !== 'open') return { refused: { code: 'fund_takes_no_gifts', params: { state: fund.state } } }
  if (givenOn > today) return { refused: { code: 'given_in_future', params: { day: givenOn } } }
  if (givenOn < fund.opensOn) {
    return { refused: { code: 'given_before_fund', params: { day: givenOn, opens: fund.opensOn } } }
  }
  return { history: givenOn < BOOKS_BEGIN }
}
