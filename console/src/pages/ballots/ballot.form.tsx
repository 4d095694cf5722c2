import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import { planBallot } from '@shanju/contract/ballots/shapes.ts'
import { COUNT_RULES, ROLL_KINDS } from '@shanju/contract/ballots/vocab.ts'
import { addDays, plainDate } from '@shanju/contract/kit/dates.ts'
import type { ProjectListed } from '@shanju/contract/projects/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, InputNumber } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { FundPicker, ProjectPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { instantOf, WordSelect } from '../governance/parts.tsx'

/** As the form asks for it: the closing moment in two fields. */
const shape = planBallot
  .omit({ closesAt: true })
  .extend({ day: plainDate, time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/) })
const option = planBallot.shape.options.element
const DAYS_OPEN = 14

/** A ballot whole: what it is about, how it is counted, and what may be marked. */
export function BallotForm() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const plan = useWrite(ballots.plan)
  const initial = {
    ...{ rule: 'equal_shares_add1u' as const, rollKind: 'household' as const, mostMarks: 2 },
    ...{ day: addDays(today(), DAYS_OPEN), time: '18:00' },
    options: [{}, {}] as never,
  }
  return (
    <div className="page narrow">
      <PageHead title={t('ballot.plan')} lead={t('ballot.plan_lead')} />
      <ShapedForm
        name="plan-ballot"
        shape={shape}
        initial={initial}
        submit={t('ballot.plan')}
        send={async ({ day, time, ...body }) => {
          const closesAt = instantOf(day, time) ?? new Date(0)
          const made = await plan.mutateAsync({ input: { body: { ...body, closesAt } } })
          message.success(t('ballot.planned'))
          navigate({ to: paths.ballot(made.id) })
        }}
      >
        <Field of={shape} name="fundId" label={t('ballot.fund')}>
          <FundPicker />
        </Field>
        <Field of={shape} name="title" label={t('ballot.name')}>
          <Input maxLength={80} />
        </Field>
        <Field of={shape} name="words" label={t('ballot.words')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
        <Field of={shape} name="rule" label={t('ballot.rule')}>
          <WordSelect values={COUNT_RULES} group="rule" module="ballots" />
        </Field>
        <div className="pair">
          <Field of={shape} name="budgetFen" label={t('ballot.budget')}>
            <MoneyInput />
          </Field>
          <Field of={shape} name="mostMarks" label={t('ballot.most_marks')}>
            <InputNumber min={1} max={64} precision={0} />
          </Field>
          <Field of={shape} name="rollKind" label={t('ballot.roll_kind')}>
            <WordSelect values={ROLL_KINDS} group="roll" module="ballots" />
          </Field>
          <Field of={shape} name="day" label={t('ballot.closes_on')}>
            <DayInput first={today()} />
          </Field>
          <Field of={shape} name="time" label={t('ballot.closes_at')}>
            <Input inputMode="numeric" placeholder="18:00" maxLength={5} />
          </Field>
        </div>
        <Form.List name="options">
          {(rows, { add, remove }) => (
            <div className="stack many">
              {rows.map(({ key, name }) => (
                <section key={key} className="card">
                  <h3>{t('ballot.option', { number: name + 1 })}</h3>
                  <OptionFields under={[name]} />
                  {rows.length > 1 && (
                    <Button size="small" onClick={() => remove(name)}>
                      {t('ballot.option_drop')}
                    </Button>
                  )}
                </section>
              ))}
              <Button onClick={() => add({})}>{t('ballot.option_add')}</Button>
            </div>
          )}
        </Form.List>
      </ShapedForm>
    </div>
  )
}

function OptionFields({ under }: { readonly under: readonly number[] }) {
  const { t } = useSpeech()
  const form = Form.useFormInstance()
  const fundId: string | undefined = Form.useWatch('fundId')
  // A project brings its name and what it costs; both may be changed for the vote.
  const take = (project: ProjectListed | undefined) => {
    if (!project) return
    const [at] = under
    form.setFieldValue(['options', at, 'title'], project.name.slice(0, 80))
    if (project.sumFen !== null) form.setFieldValue(['options', at, 'costFen'], project.sumFen)
  }
  return (
    <>
      {fundId && (
        <Field of={option} under={under} name="projectId" label={t('ballot.option_project')}>
          <ProjectPicker fundId={fundId} onFound={take} />
        </Field>
      )}
      <div className="pair">
        <Field of={option} under={under} name="title" label={t('ballot.option_title')}>
          <Input maxLength={80} />
        </Field>
        <Field of={option} under={under} name="costFen" label={t('ballot.option_cost')}>
          <MoneyInput />
        </Field>
      </div>
      <Field of={option} under={under} name="words" label={t('ballot.option_words')}>
        <Input maxLength={1000} />
      </Field>
    </>
  )
}
