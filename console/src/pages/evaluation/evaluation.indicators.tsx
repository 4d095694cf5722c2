import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { addReading, type Evaluation, type Indicator } from '@shanju/contract/evaluation/shapes.ts'
import { App, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Nothing } from '../../kit/show.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'

const shape = addReading.omit({ indicator: true })

/** What was promised, what the project reported, what was found; a reading is corrected by another. */
export function Indicators({ evaluation }: { evaluation: Evaluation }) {
  const { t, w } = useSpeech()
  const [reading, setReading] = useState<Indicator>()
  const over = evaluation.state === 'closed' || evaluation.state === 'cancelled'
  const nameOf = ({ number, name }: Indicator): string => (number === 0 ? w('evaluation', 'indicator.persons') : name)
  return (
    <Section title={t('evaluation.indicators')}>
      <Rows<Indicator>
        label={t('evaluation.indicators')}
        rows={evaluation.indicators}
        keyOf={({ number }) => String(number)}
        columns={[
          { key: 'name', title: t('evaluation.indicator'), main: true, show: nameOf },
          {
            key: 'target',
            title: t('evaluation.target'),
            align: 'right',
            show: ({ target, unit }) => `${target} ${unit}`,
          },
          {
            key: 'claimed',
            title: t('evaluation.claimed'),
            align: 'right',
            show: ({ claimed }) => claimed ?? <Nothing />,
          },
          {
            key: 'found',
            title: t('evaluation.found'),
            align: 'right',
            show: ({ readings: [newest, ...earlier] }) =>
              newest ? (
                <>
                  {newest.value}
                  <small>
                    {newest.source} · {newest.on}
                    {newest.why && ` · ${newest.why}`}
                  </small>
                  {earlier.map(({ value, on, recordedAt }) => (
                    <small key={recordedAt.getTime()}>{t('evaluation.earlier', { value, day: on })}</small>
                  ))}
                </>
              ) : (
                <Nothing />
              ),
          },
          {
            key: 'act',
            title: '',
            show: (row) =>
              !over && (
                <ActionButton
                  action="evaluation.manage"
                  subject={subjectOf(evaluation.whose)}
                  onClick={() => setReading(row)}
                >
                  {t(row.readings.length > 0 ? 'evaluation.correct' : 'evaluation.read')}
                </ActionButton>
              ),
          },
        ]}
      />
      {reading && (
        <ReadWindow
          evaluation={evaluation}
          indicator={reading}
          title={nameOf(reading)}
          close={() => setReading(undefined)}
        />
      )}
    </Section>
  )
}

interface ReadProps {
  readonly evaluation: Evaluation
  readonly indicator: Indicator
  readonly title: string
  readonly close: () => void
}

function ReadWindow({ evaluation, indicator, title, close }: ReadProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(evaluations.addReading)
  return (
    <Modal open onCancel={close} footer={null} title={title}>
      <ShapedForm
        name="reading"
        shape={shape}
        initial={{ on: today() }}
        submit={t(indicator.readings.length > 0 ? 'evaluation.correct' : 'evaluation.read')}
        send={async (body) => {
          await add.mutateAsync({
            input: { params: { id: evaluation.id }, body: { ...body, indicator: indicator.number } },
          })
          message.success(t('evaluation.read_done'))
          close()
        }}
      >
        <Field of={shape} name="value" label={t('evaluation.value')}>
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Field>
        <Field of={shape} name="on" label={t('evaluation.on')}>
          <DayInput last={today()} />
        </Field>
        <Field of={shape} name="source" label={t('evaluation.source')}>
          <Input maxLength={200} />
        </Field>
        {indicator.readings.length > 0 && (
          <Field of={shape} name="why" label={t('evaluation.why')}>
            <Input maxLength={300} />
          </Field>
        )}
      </ShapedForm>
    </Modal>
  )
}
