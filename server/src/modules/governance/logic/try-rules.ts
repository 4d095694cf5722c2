import type { TrialCause, TrialEnd } from '@shanju/contract/governance/trial.ts'
import type { Choice, MotionKind, Outcome } from '@shanju/contract/governance/vocab.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { type Tried, tryRules } from '@shanju/contract/kit/trial.ts'
import { isReferred, type Needs, needsOf, outcomeOf, type RuleFigures } from './decide-close.ts'
import { refuseCap, refuseNotice } from './decide-motion.ts'

/** The figures of rules on which a decision of the group rests; the others bind projects and the host. */
export interface TriedFigures extends RuleFigures {
  readonly noticeDays: number
  readonly emergencyCapFen: bigint
  readonly ratifyDays: number
}

/** A closed motion as its resolution and its meeting have it. */
export interface ClosedMotion {
  readonly kind: MotionKind
  readonly amountFen: bigint | null
  readonly seats: number
  readonly recused: number
  readonly present: number
  readonly counts: Readonly<Record<Choice, number>>
  readonly notifiedOn: PlainDate
  readonly heldOn: PlainDate
  readonly urgentReason: string | null
  /** The party organisation was heard, or a day for it was named, before the vote closed. */
  readonly gateHeard: boolean
  readonly outcome: Outcome
  readonly closedOn: PlainDate
  /** Of an emergency: when a resolution ratified it. */
  readonly ratifiedOn: PlainDate | null
  /** The rules its vote was opened under; null before the first. */
  readonly rules: TriedFigures | null
}

export interface Verdict {
  readonly end: TrialEnd
  readonly cause: TrialCause | null
  readonly needs: Needs
}

/** What a closed motion comes to by these figures, with the same code by which votes are closed. */
export function verdictOf(motion: ClosedMotion, rules: TriedFigures): Verdict {
  const needs = needsOf(motion.kind, motion.amountFen, rules, motion.seats - motion.recused)
  const ends = (end: TrialEnd, cause: TrialCause | null): Verdict => ({ end, cause, needs })
  if (refuseNotice(motion, motion.heldOn, rules.noticeDays)) return ends('not_called', 'notice')
  if (refuseCap(motion.kind, motion.amountFen, rules.emergencyCapFen)) return ends('above_cap', 'cap')
  if (isReferred(motion)) return ends('referred', null)
  if (needs.special && !motion.gateHeard) return ends('not_heard', 'party')
  const outcome = outcomeOf(motion, { ...needs, present: motion.present })
  if (outcome !== 'passed') return ends(outcome, outcome === 'no_quorum' ? 'quorum' : 'majority')
  const late = motion.ratifiedOn !== null && addDays(motion.closedOn, rules.ratifyDays) < motion.ratifiedOn
  return late ? ends('ratified_late', 'ratify') : ends('passed', null)
}

/** Why a motion is left aside: no rules bound it, or its own rules do not lead to what is recorded. */
export type Untried = 'before_rules' | 'unlike'

export interface RulesTried<M> {
  readonly tried: readonly Tried<M, Verdict>[]
  readonly untried: Readonly<Record<Untried, number>>
}

/** Every motion under the rules it was decided by and under the draft. */
export function tryDraft<M extends ClosedMotion>(motions: readonly M[], draft: TriedFigures): RulesTried<M> {
  const bound = motions.filter(({ rules }) => rules !== null)
  const like = bound.filter((motion) => {
    const { end } = boundVerdict(motion)
    return (end === 'ratified_late' ? 'passed' : end) === motion.outcome
  })
  const tried = tryRules(
    like,
    boundVerdict,
    (motion) => verdictOf(motion, draft),
    (was, now) => was.end === now.end,
  )
  return {
    tried,
    untried: { before_rules: motions.length - bound.length, unlike: bound.length - like.length },
  }
}

function boundVerdict(motion: ClosedMotion): Verdict {
  if (motion.rules === null) throw new Error('a motion without rules is not tried')
  return verdictOf(motion, motion.rules)
}

/** What turned it: of the verdict that is not a pass, the draft's before that of then. */
export const causeOf = ({ was, wouldBe, differs }: Tried<unknown, Verdict>): TrialCause | null =>
  differs ? (wouldBe.cause ?? was.cause) : null
