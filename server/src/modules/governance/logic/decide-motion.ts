import type { AddGate, AddMotion, BoardDecision } from '@shanju/contract/governance/motions.ts'
import type { CallMeeting } from '@shanju/contract/governance/shapes.ts'
import { isMoney, type MotionKind, type MotionState, type Outcome } from '@shanju/contract/governance/vocab.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { no, type Refused } from './refused.ts'

/** Notice as the rules in force ask, unless somebody says why it is urgent. Before the first rules nothing asks for it. */
export function refuseNotice(
  { notifiedOn, urgentReason }: Pick<CallMeeting, 'notifiedOn' | 'urgentReason'>,
  heldOn: PlainDate,
  noticeDays: number | null,
): Refused | undefined {
  if (noticeDays === null || urgentReason !== null) return undefined
  return addDays(notifiedOn, noticeDays) > heldOn ? no('notice_too_short', { days: noticeDays }) : undefined
}

type Money = Pick<AddMotion, 'kind' | 'amountFen' | 'eachCapFen' | 'field' | 'payeeKind' | 'payeeName' | 'validTo'> & {
  readonly rulesId: string | null
  readonly aboutMotionId: string | null
}

/** Whether the parts of a motion fit its kind; names the first that does not. */
export function refuseParts(motion: Money, today: PlainDate): Refused | undefined {
  const money = isMoney(motion.kind)
  const wrong = (what: string) => no('money_incomplete', { what })
  for (const part of ['amountFen', 'field', 'payeeKind', 'validTo'] as const)
    if ((motion[part] !== null) !== money) return wrong(part)
  if ((motion.kind === 'standing') !== (motion.eachCapFen !== null)) return wrong('eachCapFen')
  if (motion.eachCapFen !== null && motion.amountFen !== null && motion.eachCapFen > motion.amountFen)
    return wrong('eachCapFen')
  if (motion.payeeKind === 'open' && motion.kind !== 'standing') return wrong('payeeKind')
  const named = motion.payeeName !== ''
  if (named !== (motion.payeeKind !== null && motion.payeeKind !== 'open')) return wrong('payeeName')
  if (motion.validTo !== null && motion.validTo < today) return wrong('validTo')
  if ((motion.kind === 'rules') !== (motion.rulesId !== null)) return wrong('rulesId')
  if ((motion.kind === 'ratify' || motion.kind === 'revoke') !== (motion.aboutMotionId !== null))
    return wrong('aboutMotionId')
  return undefined
}

/** What may be ratified is an emergency that binds; what may be revoked is any decision that binds. */
export function refuseAbout(
  kind: MotionKind,
  about: { readonly kind: MotionKind; readonly state: MotionState; readonly ratified: boolean },
): Refused | undefined {
  if (about.state !== 'carried') return no('about_unfit', { why: about.state })
  if (kind !== 'ratify') return undefined
  return about.kind === 'emergency' && !about.ratified ? undefined : no('about_unfit', { why: about.kind })
}

export function refuseCap(kind: MotionKind, amountFen: bigint | null, capFen: bigint | null): Refused | undefined {
  const above = kind === 'emergency' && amountFen !== null && capFen !== null && amountFen > capFen
  return above ? no('above_emergency_cap', { cap: formatYuan(capFen) }) : undefined
}

export interface OpenFacts {
  readonly kind: MotionKind
  readonly amountFen: bigint | null
  readonly withdrawn: boolean
  readonly opened: boolean
  /** Of the rules in force now; null before the first. */
  readonly emergencyCapFen: bigint | null
}

/** May the vote be opened? Only rules themselves are voted on while none are in force. */
export function refuseOpening(facts: OpenFacts): Refused | undefined {
  if (facts.withdrawn) return no('withdrawn')
  if (facts.opened) return no('already_open')
  if (facts.emergencyCapFen === null && facts.kind !== 'rules') return no('rules_not_in_force')
  return refuseCap(facts.kind, facts.amountFen, facts.emergencyCapFen)
}

/** Heard with a day and a view; or later, with a reason and a day. */
export function refuseGate({ route, invitedOn, view, remarks, dueOn }: AddGate): Refused | undefined {
  const whole =
    route === 'later'
      ? dueOn !== null && view === null && remarks.length >= 2
      : dueOn === null && view !== null && invitedOn !== null
  return whole ? undefined : no('gate_incomplete')
}

interface BoardFacts {
  readonly kind: MotionKind
  readonly outcome: Outcome | null
  readonly boardFor: readonly string[]
  readonly decided: boolean
  readonly today: PlainDate
}

/**
 * What the host's board may record. It approves with two thirds present and more than half of them in favour
 * (基金会管理条例 art. 21); investment with two thirds of all its members (CL art. 55). It refuses with a rule.
 */
export function refuseBoard(facts: BoardFacts, wanted: BoardDecision): Refused | undefined {
  if (facts.outcome !== 'passed' && facts.outcome !== 'referred') return no('nothing_for_board')
  if (facts.decided) return no('board_decided')
  if (wanted.decidedOn > facts.today) return no('decided_in_future')
  if (!wanted.approves && wanted.ruleCited === null) return no('rule_not_cited')
  const { members, present, yes } = wanted
  if (present > members || yes > present) return no('board_majority_missing')
  if (!wanted.approves) return undefined
  if (facts.boardFor.length === 0) return no('board_not_needed')
  const enough = facts.kind === 'invest' ? yes * 3 >= members * 2 : yes * 2 > present
  return present * 3 >= members * 2 && enough ? undefined : no('board_majority_missing')
}

interface StateFacts {
  readonly opened: boolean
  readonly withdrawn: boolean
  readonly outcome: Outcome | null
  readonly boardFor: readonly string[]
  readonly boardApproves: boolean | null
}

/** The state follows from what was written, so it cannot disagree with it. */
export function motionState(facts: StateFacts): MotionState {
  if (facts.outcome === null) return facts.withdrawn ? 'withdrawn' : facts.opened ? 'open' : 'draft'
  if (facts.outcome === 'failed' || facts.outcome === 'no_quorum') return facts.outcome
  if (facts.boardApproves === false) return 'refused'
  return facts.boardFor.length > 0 && facts.boardApproves === null ? 'awaiting_board' : 'carried'
}
