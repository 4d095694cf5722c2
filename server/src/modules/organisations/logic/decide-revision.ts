import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { PARTY_ORGANISATIONS, type PartyForm } from '@shanju/contract/organisations/vocab.ts'
import type { Refused } from './decide-registration.ts'

/** May a further revision follow the one somebody looked at? */
export function refuseRevision(
  now: { readonly revision: number; readonly withdrawn: string | null },
  seen: number,
): Refused | undefined {
  if (now.withdrawn !== null) return { code: 'withdrawn_stays' }
  return now.revision === seen ? undefined : { code: 'changed_meanwhile' }
}

interface Term {
  readonly fromOn: PlainDate
  readonly toOn: PlainDate | null
}

/** A term may begin and end whenever its paper says, but not end before it begins. */
export const refuseTerm = ({ fromOn, toOn }: Term): Refused | undefined =>
  toOn !== null && toOn < fromOn ? { code: 'ends_before_start' } : undefined

/** A record of what is there: not of what is planned. */
export function refuseParty(
  wanted: Term & { readonly form: PartyForm; readonly inStep: boolean },
  today: PlainDate,
): Refused | undefined {
  if (wanted.fromOn > today) return { code: 'day_in_future', params: { on: wanted.fromOn } }
  const term = refuseTerm(wanted)
  if (term) return term
  return wanted.inStep && !isPartyOrganisation(wanted.form) ? { code: 'in_step_only_for_organisations' } : undefined
}

export const isPartyOrganisation = (form: PartyForm): boolean =>
  (PARTY_ORGANISATIONS as readonly PartyForm[]).includes(form)
