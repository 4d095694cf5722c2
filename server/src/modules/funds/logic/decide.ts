import { FUND_STEPS, type FundState, type FundStep } from '@shanju/contract/funds/vocab.ts'

type Code = keyof typeof import('@shanju/contract/funds/refusals.ts').refusals

export interface Refused {
  readonly code: Code
  readonly params?: Readonly<Record<string, string | number>>
}

export interface OpeningFacts {
  readonly today: string
  readonly host: { readonly charity: boolean; readonly active: boolean } | undefined
  /** Undefined for a code that is unknown or no longer in force. */
  readonly place: { readonly level: string } | undefined
}

/**
 * May this fund be opened? The plan (鄂民发〔2024〕92号 二(一)3) puts community funds under a foundation or another
 * charity, at a town-level unit or a village or community. Returns the first refusal in the module's order.
 */
export function refuseOpening(
  wanted: { readonly placeCode: string; readonly opensOn: string },
  facts: OpeningFacts,
): Refused | undefined {
  if (!facts.host) return { code: 'host_unknown' }
  if (!facts.host.charity) return { code: 'host_no_charity' }
  if (!facts.host.active) return { code: 'host_not_active' }
  if (!facts.place) return { code: 'place_unknown', params: { code: wanted.placeCode } }
  if (facts.place.level !== 'town' && facts.place.level !== 'community') return { code: 'place_not_below_city' }
  if (wanted.opensOn > facts.today) return { code: 'opens_in_future', params: { day: wanted.opensOn } }
  return undefined
}

/** The state a step leads to, or why it cannot be taken from here. */
export function decideStep(
  state: FundState,
  step: FundStep,
): { readonly to: FundState } | { readonly refused: Refused } {
  const { from, to } = FUND_STEPS[step]
  if (!(from as readonly FundState[]).includes(state))
    return { refused: { code: 'step_not_from_here', params: { state } } }
  return { to }
}
