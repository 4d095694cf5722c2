import { propose } from '@shanju/contract/projects/shapes.ts'
import { Button, Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useSpeech } from '../../text/language.tsx'

const line = propose.shape.lines.element
const milestone = propose.shape.milestones.element
const indicator = propose.shape.indicators.element

interface ManyProps {
  readonly name: string
  readonly title: string
  readonly more: string
  readonly children: (under: readonly (string | number)[]) => ReactNode
}

/** As many rows of the same fields as are wanted. */
function Many({ name, title, more, children }: ManyProps) {
  const { t } = useSpeech()
  return (
    <fieldset className="plain">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <div className="stack many">
            {rows.map(({ key, name: at }) => (
              <div key={key} className="pair">
                {children([at])}
                {rows.length > 1 && (
                  <Button size="small" onClick={() => remove(at)}>
                    {t('project.remove')}
                  </Button>
                )}
              </div>
            ))}
            <Button onClick={() => add({})}>{more}</Button>
          </div>
        )}
      </Form.List>
    </fieldset>
  )
}

export function BudgetLines() {
  const { t } = useSpeech()
  return (
    <>
      <Many name="lines" title={t('project.lines')} more={t('project.line_more')}>
        {(under) => (
          <>
            <Field of={line} under={under} name="name" label={t('project.line')}>
              <Input maxLength={60} />
            </Field>
            <Field of={line} under={under} name="amountFen" label={t('project.line_fen')}>
              <MoneyInput />
            </Field>
          </>
        )}
      </Many>
      <Field of={propose} name="sumFen" label={t('project.total')}>
        <MoneyInput />
      </Field>
    </>
  )
}

export function Milestones() {
  const { t } = useSpeech()
  return (
    <Many name="milestones" title={t('project.milestones')} more={t('project.milestone_more')}>
      {(under) => (
        <>
          <Field of={milestone} under={under} name="title" label={t('project.milestone')}>
            <Input maxLength={60} />
          </Field>
          <Field of={milestone} under={under} name="dueOn" label={t('project.due')}>
            <DayInput />
          </Field>
        </>
      )}
    </Many>
  )
}

export function Indicators() {
  const { t } = useSpeech()
  return (
    <Many name="indicators" title={t('project.indicators')} more={t('project.indicator_more')}>
      {(under) => (
        <>
          <Field of={indicator} under={under} name="name" label={t('project.indicator')}>
            <Input maxLength={60} />
          </Field>
          <Field of={indicator} under={under} name="target" label={t('project.target')}>
            <InputNumber min={0} precision={0} />
          </Field>
          <Field of={indicator} under={under} name="unit" label={t('project.unit')}>
            <Input maxLength={10} />
          </Field>
        </>
      )}
    </Many>
  )
}
