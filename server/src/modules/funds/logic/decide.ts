import { FUND_STEPS, type FundState, type FundStep } from '@shanju/contract/funds/vocab.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'

type Code = keyof typeof import('@shanju/contract/funds/refusals.ts').refusals

export interface Refused {
  readonly code: Code
  readonly params?: Readonly<Record<string, string | number>>
}

export interface MakingFacts {
  readonly host: { readonly charity: boolean; readonly active: boolean } | undefined
  /** Undefined for a code that is unknown or no longer in force. */
  readonly place: { readonly level: string } | undefined
}

export interface OpeningFacts extends MakingFacts {
  readonly today: string
}

/**
 * May this fund be made? The plan (鄂民发〔2024〕92号 二(一)3) puts community funds under a foundation or another
 * charity, at a town-level unit or a village or community. Returns the first refusal in the module's order.
 */
export function refuseMaking(placeCode: string, { host, place }: MakingFacts): Refused | undefined {
  if (!host) return { code: 'host_unknown' }
  if (!host.charity) return { code: 'host_no_charity' }
  if (!host.active) return { code: 'host_not_active' }
  if (!place) return { code: 'place_unknown', params: { code: placeCode } }
  if (place.level !== 'town' && place.level !== 'community') return { code: 'place_not_below_city' }
  return undefined
}

/** May it be opened on that day? */
export function refuseOpening(
  wanted: { readonly placeCode: string; readonly opensOn: string },
  facts: OpeningFacts,
): Refused | undefined {
  const refused = refuseMaking(wanted.placeCode, facts)
  if (refused) return refused
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

/**
 * Nothing may be left when a fund closes: its rest goes by the agreement to the same or a near purpose (CL art. 58)
 * before, in the books.
 */
export const refuseClosing = (leftFen: bigint): Refused | undefined =>
  leftFen === 0n ? undefined : { code: 'money_left', params: { sum: formatYuan(leftFen) } }

/** A place that may be served: one in force. `path` runs from the city down to the place itself. */
export interface ServedPlace {
  readonly code: string
  readonly path: readonly string[]
}

/**
 * A fund serves towns and communities of its own town-level unit: what lies elsewhere has a fund, or a host, of its own
 * there. @param town the town-level unit the fund lies in, or itself is
 */
export function refuseServed(
  codes: readonly string[],
  known: ReadonlyMap<string, ServedPlace>,
  town: string,
): Refused | undefined {
  for (const code of codes) {
    const place = known.get(code)
    if (!place) return { code: 'served_unknown', params: { code } }
    if (!place.path.includes(town)) return { code: 'served_elsewhere', params: { code } }
  }
  return undefined
}
