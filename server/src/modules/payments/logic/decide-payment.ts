import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { PaymentRefusal } from '@shanju/contract/payments/refusals.ts'
import { PAYMENT_STEPS, type PaidKind, type PaymentStep, type RequestState } from '@shanju/contract/payments/vocab.ts'

/** Why not, with what the sentence names. */
export interface Refused {
  readonly code: PaymentRefusal
  readonly params?: Readonly<Record<string, string | number>>
}

const no = (code: PaymentRefusal, params?: Refused['params']): Refused =>
  params === undefined ? { code } : { code, params }

export interface AuthorityFacts {
  readonly ended: boolean
  readonly validFrom: PlainDate
  readonly validTo: PlainDate
  readonly ratifyBy: PlainDate | null
  readonly ratified: boolean
}

/** Whether an authority carries a payment on a day. What was paid under it stands, whatever becomes of it. */
export function refuseAuthority(authority: AuthorityFacts, today: PlainDate): Refused | undefined {
  if (authority.ended) return no('authority_ended')
  if (today < authority.validFrom) return no('authority_not_begun', { day: authority.validFrom })
  if (today > authority.validTo) return no('authority_over', { day: authority.validTo })
  if (!authority.ratified && authority.ratifyBy !== null && today > authority.ratifyBy)
    return no('authority_unratified', { day: authority.ratifyBy })
  return undefined
}

export interface PayeeFacts {
  readonly kind: PaidKind
  readonly verified: boolean
  readonly ended: boolean
  /** Of the host that pays. */
  readonly ofHost: boolean
  /** The very name the authority was given for; true where it leaves the payee open. */
  readonly approved: boolean
}

/** U04: paid is whom the decision names, or any verified payee within the terms of a standing one. */
export function refusePayee(payee: PayeeFacts): Refused | undefined {
  if (!payee.ofHost || payee.ended) return no('payee_ended')
  if (!payee.verified) return no('payee_not_verified')
  return payee.approved ? undefined : no('payee_not_approved')
}

export interface RequestFacts {
  readonly amountFen: bigint
  readonly authority: AuthorityFacts
  readonly payee: PayeeFacts
  readonly mostEachFen: bigint
  readonly leftFen: bigint
  /** The same payee was paid under this authority, and nothing shows yet that it arrived. */
  readonly earlierUnproven: boolean
  /** The project that the decision is about was closed or stopped. */
  readonly projectOver: boolean
  /** Budget line and milestone are the project's, or none is named. */
  readonly lineKnown: boolean
}

/** May it be asked for? In the order of the refusals; the database asks the same in the same order. */
export function refuseRequest(facts: RequestFacts, today: PlainDate): Refused | undefined {
  const { amountFen, mostEachFen, leftFen } = facts
  if (amountFen <= 0n) return no('amount_missing')
  const stopped = refuseAuthority(facts.authority, today)
  if (stopped) return stopped
  if (facts.projectOver) return no('project_over')
  const unfit = refusePayee(facts.payee)
  if (unfit) return unfit
  if (amountFen > mostEachFen) return no('above_each_cap', { cap: formatYuan(mostEachFen) })
  if (amountFen > leftFen) return no('above_left', { left: formatYuan(leftFen) })
  if (facts.earlierUnproven) return no('earlier_unproven')
  return facts.lineKnown ? undefined : no('line_unknown')
}

export interface StandingRequest {
  readonly state: RequestState
  readonly requestedBy: string
  readonly checkedBy: string | null
  readonly sentBy: string | null
  /** Who handed in the proof that waits. */
  readonly provedBy: string | null
}

/** Whom a step may not be done by, because they did another: separation of duties is no setting (U05). */
function mayNot(request: StandingRequest, step: PaymentStep): readonly (string | null)[] {
  switch (step) {
    case 'checked':
    case 'sent':
      return [request.requestedBy]
    case 'approved':
      return [request.requestedBy, request.checkedBy]
    case 'paid':
    case 'failed':
    case 'returned':
      return [request.sentBy]
    case 'reached':
    case 'proof_refused':
      return [request.provedBy]
    default:
      return []
  }
}

/** May this person take this step now? The authority and the payee are asked beside it, where money goes on. */
export function refuseStep(request: StandingRequest, step: PaymentStep, personId: string | null): Refused | undefined {
  if (personId === null) return no('no_person')
  if (!(PAYMENT_STEPS[step].from as readonly RequestState[]).includes(request.state))
    return no('wrong_step', { state: request.state })
  return mayNot(request, step).includes(personId) ? no('same_person') : undefined
}

/** Steps after which money is nearer to leaving: each looks at authority and payee again. */
export const GOES_ON: ReadonlySet<PaymentStep> = new Set(['checked', 'approved', 'sent'])

export interface AnswerFacts {
  readonly today: PlainDate
  readonly sentOn: PlainDate
  readonly on: PlainDate
  readonly amountFen: bigint
  readonly mostFen: bigint
}

/** What a bank may have answered: not before the order, not tomorrow, not more than there is. */
export function refuseAnswer({ today, sentOn, on, amountFen, mostFen }: AnswerFacts): Refused | undefined {
  if (on < sentOn || on > today) return no('day_wrong', { from: sentOn, to: today })
  return amountFen <= 0n || amountFen > mostFen ? no('amount_wrong', { most: formatYuan(mostFen) }) : undefined
}
