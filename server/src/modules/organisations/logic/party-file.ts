import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { PARTY_FORMS, type PartyForm, type PartyGap, type PartyState } from '@shanju/contract/organisations/vocab.ts'
import { isPartyOrganisation } from './decide-revision.ts'

export interface PartyFact {
  readonly form: PartyForm
  readonly fromOn: PlainDate
  readonly toOn: PlainDate | null
  readonly inStep: boolean
  readonly evidence: string
  readonly withdrawn: string | null
}

export interface PartyFacts {
  /** When the body was founded; null where nobody said. */
  readonly registeredOn: PlainDate | null
  /** Full party members working there; null where nobody said. */
  readonly fullMembers: number | null
  readonly records: readonly PartyFact[]
}

export interface PartyJudgement {
  readonly state: PartyState
  readonly gaps: PartyGap[]
  /** What is there today, strongest first. */
  readonly forms: PartyForm[]
}

/** Where three full members work, a primary organisation is formed (中国共产党章程, art. 30; mark R). */
const RIPE_MEMBERS = 3
/** The plan 鄂民发〔2024〕92号 begins here; bodies founded earlier are no new bodies of it. */
const NEW_SINCE: PlainDate = '2024-07-01'
/** "In step" with registration, in days: our own reading (A), as the plan names no number. */
const IN_STEP_DAYS = 90

/**
 * How party work stands at a body, and what its file lacks, by the plan's 二(一)1: party organisations first; where there
 * cannot be one yet, an instructor, a liaison, a union or the youth league; formed in good time once there can be;
 * new bodies in step with their registration. A remedied delay is no longer a gap.
 */
export function judgeParty(facts: PartyFacts, today: PlainDate): PartyJudgement {
  const standing = facts.records.filter((each) => each.withdrawn === null)
  const current = standing.filter((each) => each.fromOn <= today && (each.toOn === null || today <= each.toOn))
  const forms = PARTY_FORMS.filter((form) => current.some((each) => each.form === form))
  const state = forms.some(isPartyOrganisation) ? 'organisation' : forms.length > 0 ? 'fallback' : 'none'
  const gaps: PartyGap[] = []
  if (state === 'none') gaps.push('none')
  if (state !== 'organisation') {
    if ((facts.fullMembers ?? 0) >= RIPE_MEMBERS) gaps.push('ripe')
    if (missedStep(facts.registeredOn, standing, today)) gaps.push('not_in_step')
    if (facts.fullMembers === null) gaps.push('members_unknown')
  }
  if (current.some((each) => each.evidence === '')) gaps.push('no_evidence')
  return { state, gaps, forms }
}

function missedStep(registeredOn: PlainDate | null, records: readonly PartyFact[], today: PlainDate): boolean {
  if (registeredOn === null || registeredOn < NEW_SINCE) return false
  const last = addDays(registeredOn, IN_STEP_DAYS)
  return today > last && !records.some((each) => each.inStep || each.fromOn <= last)
}
