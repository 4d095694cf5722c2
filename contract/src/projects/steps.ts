import type { Action } from '../access.ts'
import type { ProjectState } from './vocab.ts'

interface Step {
  readonly action: Action
  /** From which state to which; what is not named is not allowed. */
  readonly moves: Partial<Readonly<Record<ProjectState, ProjectState>>>
}

const stays = <const S extends ProjectState>(...states: readonly S[]): Partial<Record<ProjectState, ProjectState>> =>
  Object.fromEntries(states.map((state) => [state, state]))

const into = (to: ProjectState, ...states: readonly ProjectState[]): Partial<Record<ProjectState, ProjectState>> =>
  Object.fromEntries(states.map((state) => [state, to]))

/**
 * The status table. The database holds the same rows (`projects.moves`) and lets no other step be written; a test holds the
 * two equal. Putting to the vote leads to `voting`; from there the decision leads on, never a step.
 */
export const STEPS = {
  study: { action: 'projects.manage', moves: { idea: 'studied', listed: 'listed' } },
  enlist: { action: 'projects.manage', moves: { studied: 'listed' } },
  propose: { action: 'projects.manage', moves: into('proposed', 'listed', 'proposed', 'voted_down') },
  notify: { action: 'projects.manage', moves: { proposed: 'noticed' } },
  put_to_vote: { action: 'projects.manage', moves: { noticed: 'voting' } },
  announce: { action: 'projects.manage', moves: { approved: 'announced' } },
  agree: { action: 'projects.host', moves: { announced: 'agreed' } },
  start: { action: 'projects.manage', moves: { agreed: 'running' } },
  reach: { action: 'projects.manage', moves: stays('running') },
  report: { action: 'projects.manage', moves: stays('running', 'paused') },
  ask_budget: { action: 'projects.manage', moves: stays('running', 'paused') },
  pause: { action: 'projects.host', moves: { running: 'paused' } },
  resume: { action: 'projects.host', moves: { paused: 'running' } },
  stop: {
    action: 'projects.host',
    moves: into('stopped', 'approved', 'announced', 'agreed', 'running', 'paused', 'submitted'),
  },
  claim_back: {
    action: 'projects.host',
    moves: stays('running', 'paused', 'submitted', 'accepted', 'evaluated', 'stopped'),
  },
  get_back: {
    action: 'projects.get_back',
    moves: stays('running', 'paused', 'submitted', 'accepted', 'evaluated', 'stopped'),
  },
  submit: { action: 'projects.manage', moves: { running: 'submitted' } },
  send_back: { action: 'projects.accept', moves: { submitted: 'running' } },
  accept: { action: 'projects.accept', moves: { submitted: 'accepted' } },
  evaluate: { action: 'projects.accept', moves: { accepted: 'evaluated' } },
  close: { action: 'projects.host', moves: into('closed', 'evaluated', 'stopped') },
  decline: { action: 'projects.manage', moves: into('declined', 'idea', 'studied', 'listed', 'proposed', 'noticed') },
  appeal: { action: 'projects.manage', moves: into('appealed', 'declined', 'voted_down') },
  uphold: { action: 'projects.hear', moves: { appealed: 'declined' } },
  reopen: { action: 'projects.hear', moves: { appealed: 'listed' } },
} as const satisfies Readonly<Record<string, Step>>

export type ProjectStep = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as readonly ProjectStep[]

/** Where a step leads from a state; undefined where it may not be taken. */
export const leadsTo = (step: ProjectStep, from: ProjectState): ProjectState | undefined =>
  (STEPS[step].moves as Step['moves'])[from]

/** What may come next from a state, in the order of the table. */
export const stepsFrom = (state: ProjectState): readonly ProjectStep[] =>
  STEP_NAMES.filter((step) => leadsTo(step, state) !== undefined)
