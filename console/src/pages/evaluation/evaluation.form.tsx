import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { planEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import { LEAST_ANSWERS, LEAST_CELL, READY_STATES, SAMPLINGS } from '@shanju/contract/evaluation/vocab.ts'
import { addDays, plainDate } from '@shanju/contract/kit/dates.ts'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { SearchPicker } from '../../kit/search-picker.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { instantOf, WordSelect } from '../governance/parts.tsx'

/** As the form asks for it: the closing moment in two fields. */
const shape = planEvaluation
  .omit({ closesAt: true })
  .extend({ day: plainDate, time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/) })
const DAYS_OPEN = 14
const MARGINS = [30, 50, 70, 100, 150] as const

/** Which project, by which questionnaire, asking whom. */
export function EvaluationForm() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const plan = useWrite(evaluations.plan)
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const asked = idOf('project').safeParse(search.project)
  const initial = {
    ...{ sampling: 'all' as const, margin: 50, leastCell: LEAST_CELL, leastAnswers: LEAST_ANSWERS },
    ...{ day: addDays(today(), DAYS_OPEN), time: '18:00' },
    ...(asked.success ? { projectId: asked.data } : {}),
  }
  return (
    <div className="page narrow">
      <PageHead title={t('evaluation.plan')} lead={t('evaluation.plan_lead')} />
      <ShapedForm
        name="plan-evaluation"
        shape={shape}
        initial={initial}
        submit={t('evaluation.plan')}
        send={async ({ day, time, ...body }) => {
          const closesAt = instantOf(day, time) ?? new Date(0)
          const made = await plan.mutateAsync({ input: { body: { ...body, closesAt } } })
          message.success(t('evaluation.planned'))
          navigate({ to: paths.evaluation(made.id) })
        }}
      >
        <Field of={shape} name="projectId" label={t('evaluation.project')}>
          <ProjectPicker />
        </Field>
        <Field of={shape} name="questionnaireId" label={t('evaluation.questionnaire')}>
          <QuestionnairePicker />
        </Field>
        <div className="pair">
          <Field of={shape} name="sampling" label={t('evaluation.sampling')}>
            <WordSelect values={SAMPLINGS} group="sampling" module="evaluation" />
          </Field>
          <Field of={shape} name="margin" label={t('evaluation.margin')}>
            <Select
              options={MARGINS.map((tenths) => ({
                value: tenths,
                label: t('evaluation.margin_is', { margin: tenths / 10 }),
              }))}
            />
          </Field>
          <Field of={shape} name="leastCell" label={t('evaluation.least_cell')}>
            <InputNumber min={LEAST_CELL} max={20} precision={0} />
          </Field>
          <Field of={shape} name="leastAnswers" label={t('evaluation.least_answers')}>
            <InputNumber min={LEAST_ANSWERS} max={100} precision={0} />
          </Field>
          <Field of={shape} name="day" label={t('evaluation.closes_on')}>
            <DayInput first={today()} />
          </Field>
          <Field of={shape} name="time" label={t('evaluation.closes_at')}>
            <Input inputMode="numeric" placeholder="18:00" maxLength={5} />
          </Field>
        </div>
      </ShapedForm>
    </div>
  )
}

interface PickerProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
}

/** Projects in a state in which they may be evaluated. */
function ProjectPicker(props: PickerProps) {
  const { t } = useSpeech()
  const [words, onWords] = useState('')
  const q = useSettled(words, 200)
  const found = useRead(projects.list, { query: { ...(q ? { q } : {}), pageSize: 100 } }, { keep: true })
  const chosen = useRead(projects.get, props.value ? { params: { id: props.value } } : undefined)
  const choices = (found.data?.items ?? [])
    .filter(({ state }) => (READY_STATES as readonly string[]).includes(state))
    .map(({ id, name, fund }) => ({ value: id, label: name, more: fund.name }))
  const hint = t('evaluation.project_pick')
  return (
    <SearchPicker
      {...props}
      hint={hint}
      choices={choices}
      busy={found.isFetching}
      onWords={onWords}
      name={chosen.data?.name}
    />
  )
}

function QuestionnairePicker({ id, value, onChange }: PickerProps) {
  const { language } = useSpeech()
  const found = useRead(evaluations.listQuestionnaires, {})
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      loading={found.isPending}
      options={(found.data?.items ?? []).map((each) => ({
        value: each.id,
        label: `${each.title[language]} · v${each.version}`,
      }))}
      onChange={(next) => onChange?.(next ?? undefined)}
    />
  )
}
