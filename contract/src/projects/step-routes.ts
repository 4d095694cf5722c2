import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import { taken, worded } from './shapes.ts'
import { STEPS } from './steps.ts'

/** Steps that say nothing but their words: the reason or the report that will be read in public. */
const WORDED = {
  study: ['Say what looking into the need found, and that it can be met', []],
  enlist: ['Put a project on the list of projects', []],
  notify: ['Publish the proposal for as many working days as the fund’s rules ask', ['no_group', 'rules_missing']],
  announce: ['Publish the result for as many working days as the fund’s rules ask', ['rules_missing']],
  start: ['Begin the work; where the rules let the result’s notice hold it up, after that notice', ['notice_running']],
  report: ['Publish how far a project is', []],
  pause: ['Let a project rest', []],
  resume: ['Let a resting project go on', []],
  stop: ['End a project before its time', []],
  send_back: ['Send what was handed in for acceptance back to its maker', ['own_work']],
  accept: ['Accept the work: somebody who handed in neither it nor its evidence', ['evidence_waiting', 'own_work']],
  decline: ['Refuse an application, with the reason in writing', []],
  appeal: ['Record the applicant’s appeal against a refusal', []],
  uphold: ['Hear an appeal and let the refusal stand', ['own_refusal']],
  reopen: ['Hear an appeal and put the project back on the list', ['own_refusal']],
} as const satisfies Partial<Record<keyof typeof STEPS, readonly [string, readonly string[]]>>
export type WordedStep = keyof typeof WORDED
export const WORDED_STEPS = Object.keys(WORDED) as readonly WordedStep[]

/** Every step may find the project elsewhere than it thought, or name a person in its words. */
export const ALWAYS = ['projects.project_not_found', 'projects.step_not_allowed', 'regulations.blocked'] as const

const stepRoute = (step: WordedStep) => {
  const [summary, refuses] = WORDED[step]
  return route({
    name: `projects.${step}`,
    method: 'POST',
    path: `/api/v1/projects/projects/:id/${step.replaceAll('_', '-')}`,
    access: { action: STEPS[step].action },
    summary,
    params: z.strictObject({ id: idOf('project') }),
    body: worded,
    output: taken,
    refuses: [...ALWAYS, ...refuses.map((code) => `projects.${code}`)],
  })
}

export const stepRoutes = Object.fromEntries(WORDED_STEPS.map((step) => [step, stepRoute(step)])) as Record<
  WordedStep,
  ReturnType<typeof stepRoute>
>
