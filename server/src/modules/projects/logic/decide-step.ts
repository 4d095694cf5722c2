import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { leadsTo, type ProjectStep } from '@shanju/contract/projects/steps.ts'
import type { ProjectState } from '@shanju/contract/projects/vocab.ts'
import type { Refused } from './refused.ts'

/** What a step depends on, as it stands under the project's lock. */
export interface StepFacts {
  readonly state: ProjectState
  readonly today: PlainDate
  /** Who takes the step; null for the system, which accepts nothing and hears no appeal. */
  readonly person: string | null
  readonly studied: boolean
  readonly hasGroup: boolean
  readonly hasRules: boolean
  /** The rules let the notice of the result hold the work up. */
  readonly noticeHolds: boolean
  readonly noticeUntil: PlainDate | null
  readonly resultUntil: PlainDate | null
  readonly openObjections: number
  readonly budgetAsked: boolean
  readonly openMilestones: number
  readonly waitingEvidence: number
  /** People are still being asked what they think of it. */
  readonly evaluationRunning: boolean
  /** Payments under its decisions that are under way, or not yet shown to have arrived. */
  readonly openPayments: number
  /** Who handed in the work or any of its evidence. */
  readonly makers: readonly (string | null)[]
  readonly refusers: readonly (string | null)[]
}

type Need = (facts: StepFacts) => Refused | undefined

const unless = (holds: boolean, code: Refused['code'], params?: Refused['params']): Refused | undefined =>
  holds ? undefined : { code, ...(params ? { params } : {}) }

const passed = (until: PlainDate | null, { today }: StepFacts): Refused | undefined =>
  unless(until === null || until < today, 'notice_running', { day: until ?? '' })

const ownWork: Need = ({ person, makers }) => unless(person !== null && !makers.includes(person), 'own_work')
const ownRefusal: Need = ({ person, refusers }) => unless(person !== null && !refusers.includes(person), 'own_refusal')
const rules: Need = ({ hasRules }) => unless(hasRules, 'rules_missing')

/** What each step asks beside the state it starts from, in the order in which it is asked. */
const NEEDS: Partial<Readonly<Record<ProjectStep, readonly Need[]>>> = {
  propose: [({ studied }) => unless(studied, 'study_missing')],
  notify: [({ hasGroup }) => unless(hasGroup, 'no_group'), rules],
  put_to_vote: [
    (facts) => passed(facts.noticeUntil, facts),
    ({ openObjections }) => unless(openObjections === 0, 'objections_open', { count: openObjections }),
  ],
  announce: [rules],
  start: [(facts) => (facts.noticeHolds ? passed(facts.resultUntil, facts) : undefined)],
  ask_budget: [({ budgetAsked }) => unless(!budgetAsked, 'budget_asked')],
  submit: [
    ({ budgetAsked }) => unless(!budgetAsked, 'budget_asked'),
    ({ openMilestones }) => unless(openMilestones === 0, 'milestones_open', { count: openMilestones }),
  ],
  send_back: [ownWork],
  accept: [
    ({ waitingEvidence }) => unless(waitingEvidence === 0, 'evidence_waiting', { count: waitingEvidence }),
    ownWork,
  ],
  evaluate: [({ evaluationRunning }) => unless(!evaluationRunning, 'evaluation_running'), ownWork],
  close: [({ openPayments }) => unless(openPayments === 0, 'payments_open', { count: openPayments })],
  uphold: [ownRefusal],
  reopen: [ownRefusal],
}

/** Where a step leads, or why it may not be taken. The database decides the same (`projects.before_step`). */
export function decideStep(step: ProjectStep, facts: StepFacts): { to: ProjectState } | { refused: Refused } {
  const to = leadsTo(step, facts.state)
  if (to === undefined) return { refused: { code: 'step_not_allowed', params: { state: facts.state, step } } }
  for (const need of NEEDS[step] ?? []) {
    const refused = need(facts)
    if (refused) return { refused }
  }
  return { to }
}
