import type { FundField, FundState } from '@shanju/contract/funds/vocab.ts'
import type { Finding, Judgement } from '#modules/regulations/index.ts'

/** Books begin here for every host (财会〔2024〕25号, in force 2026-01-01); older gifts are history without entries. */
export const BOOKS_BEGIN = '2026-01-01'

export interface DecidedGift {
  readonly givenOn: string
  readonly purposeField?: FundField | undefined
}

export interface GiftFacts {
  readonly fund: { readonly state: FundState; readonly opensOn: string; readonly fields: readonly FundField[] }
  readonly today: string
  /** What the rule book says of the gift, once it is known to be history or not. */
  readonly judged: (history: boolean) => Judgement
  /** What stands against it, in words. */
  readonly wordsOf: (block: Finding) => GiftRefusal['params']
}

export interface GiftRefusal {
  readonly code:
    | 'fund_takes_no_gifts'
    | 'given_in_future'
    | 'given_before_fund'
    | 'purpose_outside_fund'
    | 'rule_blocks'
  readonly params: Readonly<Record<string, string>>
}

export type GiftDecision =
  | { readonly refused: GiftRefusal }
  | { readonly refused?: undefined; readonly history: boolean; readonly judgement: Judgement }

/** May the fund take this gift, does the rule book let it, and does it enter the books or the history? */
export function decideGift(
  { givenOn, purposeField }: DecidedGift,
  { fund, today, judged, wordsOf }: GiftFacts,
): GiftDecision {
  if (fund.state !== 'open') return { refused: { code: 'fund_takes_no_gifts', params: { state: fund.state } } }
  if (givenOn > today) return { refused: { code: 'given_in_future', params: { day: givenOn } } }
  if (givenOn < fund.opensOn) {
    return { refused: { code: 'given_before_fund', params: { day: givenOn, opens: fund.opensOn } } }
  }
  if (purposeField && !fund.fields.includes(purposeField)) {
    return { refused: { code: 'purpose_outside_fund', params: { field: purposeField } } }
  }
  const history = givenOn < BOOKS_BEGIN
  const judgement = judged(history)
  const [block] = judgement.blocks
  return block ? { refused: { code: 'rule_blocks', params: wordsOf(block) } } : { history, judgement }
}
