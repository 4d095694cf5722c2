import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { Project } from '@shanju/contract/projects/shapes.ts'
import { stepRoutes } from '@shanju/contract/projects/step-routes.ts'
import { STEPS } from '@shanju/contract/projects/steps.ts'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { ActionButton } from '../../kit/action-button.tsx'
import { today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'
import { StepFields } from './project.fields.tsx'

type Step = Project['next'][number]

/** The route of every step; most take nothing but words. */
const ROUTES: Readonly<Record<Step, AnyRoute>> = {
  ...stepRoutes,
  propose: projects.propose,
  put_to_vote: projects.putToVote,
  agree: projects.agree,
  reach: projects.reach,
  ask_budget: projects.askBudget,
  claim_back: projects.claimBack,
  get_back: projects.getBack,
  submit: projects.submit,
  evaluate: projects.evaluate,
  close: projects.close,
}

/** Steps that lead off the way or cannot be taken back. */
const GRAVE: readonly Step[] = ['stop', 'decline', 'uphold']
/** Steps that lead on; they stand first. */
const AHEAD: readonly Step[] = [
  ...(['study', 'enlist', 'notify', 'propose', 'put_to_vote', 'announce', 'agree', 'start', 'submit'] as const),
  ...(['accept', 'evaluate', 'close', 'resume', 'reopen', 'appeal'] as const),
]
/** A second study is possible, but it is not what leads on. */
const rank = (step: Step, { steps }: Project): number => {
  if (GRAVE.includes(step)) return 2
  const again = step === 'study' && steps.some((taken) => taken.step === 'study')
  return AHEAD.includes(step) && !again ? 0 : 1
}

/** Whatever the status table lets come next; the first leads on. Why a step is refused, the server says in the window. */
export function ProjectActions({ project }: { project: Project }) {
  const { t, w } = useSpeech()
  const [open, setOpen] = useState<Step>()
  const subject = subjectOf(project.whose)
  const held = project.holdsUntil && t('project.holds', { day: project.holdsUntil })
  return (
    <>
      {project.next
        .toSorted((a, b) => rank(a, project) - rank(b, project))
        .map((step, at) => (
          <ActionButton
            key={step}
            action={STEPS[step].action}
            subject={subject}
            {...(at === 0 ? { type: 'primary' as const } : {})}
            {...(step === 'start' && held ? { why: held } : {})}
            danger={GRAVE.includes(step)}
            onClick={() => setOpen(step)}
          >
            {w('projects', `step.${step}`)}
          </ActionButton>
        ))}
      {open && <StepWindow key={open} step={open} project={project} close={() => setOpen(undefined)} />}
    </>
  )
}

function StepWindow({ step, project, close }: { step: Step; project: Project; close: () => void }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const route = ROUTES[step]
  const write = useWrite(route)
  const shape = route.body as z.ZodObject
  return (
    <Modal open onCancel={close} footer={null} width={720} title={w('projects', `step.${step}`)}>
      <ShapedForm
        name={`step-${step}`}
        shape={shape}
        initial={initialOf(step, project)}
        submit={w('projects', `step.${step}`)}
        send={async (body) => {
          await write.mutateAsync({ input: { params: { id: project.id }, body } as never })
          message.success(t('project.done'))
          close()
        }}
      >
        <Field of={shape} name="words" label={t('project.words')} help={t('project.words_help')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
        <StepFields step={step} project={project} />
      </ShapedForm>
    </Modal>
  )
}

function initialOf(step: Step, project: Project): Record<string, unknown> {
  const budget = project.budgets.find(({ state }) => state === 'in_force')
  const lines = budget?.lines.map(({ name, amountFen }) => ({ name, amountFen }))
  const { proposal } = project
  switch (step) {
    case 'propose':
      return proposal
        ? {
            ...{ words: proposal.words, field: proposal.field, startsOn: proposal.startsOn, endsOn: proposal.endsOn },
            ...{ risks: proposal.risks, lines, sumFen: budget?.sumFen },
            milestones: proposal.milestones.map(({ title, dueOn }) => ({ title, dueOn })),
            indicators: proposal.indicators.map(({ name, unit, target }) => ({ name, unit, target })),
          }
        : { lines: [{}], milestones: [{}], indicators: [{}] }
    case 'ask_budget':
      return { lines, sumFen: budget?.sumFen }
    case 'agree':
      return { signedOn: today(), surplus: 'return_to_limit' }
    case 'put_to_vote':
      return { payeeKind: 'body', secret: false }
    default:
      return {}
  }
}
