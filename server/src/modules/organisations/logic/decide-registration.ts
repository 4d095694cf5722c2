import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { isCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { refusals } from '@shanju/contract/organisations/refusals.ts'
import { mayMove, type OrganisationStatus } from '@shanju/contract/organisations/vocab.ts'

export interface Refused {
  readonly code: keyof typeof refusals
  readonly params?: Readonly<Record<string, string | number>>
}

/** A division as far as a registry looks at it; undefined for a code never used. */
type Place = { readonly validTo: PlainDate | null } | undefined

const refusePlace = (code: string, place: Place): Refused | undefined =>
  place?.validTo === null ? undefined : { code: 'division_not_in_force', params: { code } }

/** How the name of every demonstration body ends, so that a page torn out of its frame still says what it is. */
const DEMONSTRATION_NAME = /[(（]演示[)）]$/

/**
 * May this body be entered? A demonstration takes only bodies nobody could take for real ones, and no others.
 * @param existing how to name the one that has the code already, as far as the asker may know; undefined if none has
 */
export function refuseNew(
  wanted: {
    readonly name: string
    readonly creditCode: string
    readonly registeredIn: string
    readonly registeredOn?: PlainDate | null | undefined
  },
  facts: {
    readonly existing: string | undefined
    readonly place: Place
    readonly demonstration: boolean
    readonly today: PlainDate
  },
): Refused | undefined {
  const { creditCode } = wanted
  const holds = isCreditCode(creditCode)
  if (!facts.demonstration && !holds) return { code: 'credit_code_wrong', params: { creditCode } }
  if (facts.demonstration && holds) return { code: 'demonstration_needs_wrong_code' }
  if (facts.demonstration && !DEMONSTRATION_NAME.test(wanted.name)) return { code: 'demonstration_needs_name' }
  if (facts.existing !== undefined) {
    return { code: 'exists_with_same_credit_code', params: { existing: facts.existing } }
  }
  return refusePlace(wanted.registeredIn, facts.place) ?? refuseFounding(wanted.registeredOn, facts.today)
}

const refuseFounding = (on: PlainDate | null | undefined, today: PlainDate): Refused | undefined =>
  on && on > today ? { code: 'day_in_future', params: { on } } : undefined

export interface Registered {
  readonly version: number
  readonly registeredIn: string
  readonly status: OrganisationStatus
  readonly statusSince: PlainDate | null
}

/** May the registration change so? A place that no longer stands may stay, but none such may be chosen. */
export function refuseChange(
  now: Registered,
  wanted: Registered & { readonly registeredOn?: PlainDate | null | undefined },
  facts: { readonly today: PlainDate; readonly place: Place },
): Refused | undefined {
  const moved = wanted.registeredIn !== now.registeredIn
  const misplaced = moved ? refusePlace(wanted.registeredIn, facts.place) : undefined
  const unfounded = misplaced ?? refuseFounding(wanted.registeredOn, facts.today)
  if (unfounded) return unfounded
  if (wanted.version !== now.version) return { code: 'changed_meanwhile' }
  if (wanted.status === now.status) return undefined
  if (!mayMove(now.status, wanted.status)) return { code: 'status_step_not_open' }
  if (wanted.statusSince === null) return { code: 'status_needs_day' }
  if (wanted.statusSince > facts.today) return { code: 'status_in_future', params: { on: wanted.statusSince } }
  return undefined
}
