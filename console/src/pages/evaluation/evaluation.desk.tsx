import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Evaluation } from '@shanju/contract/evaluation/shapes.ts'
import { Alert, App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'
import { Answering, blankOf, bodyOf } from './evaluation.parts.tsx'

/** Sheets out of the box, keyed by two clerks, each at their own desk and without seeing what the other read. */
export function Desk({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const { misread, sheets } = evaluation
  const [open, setOpen] = useState(false)
  const subject = subjectOf(evaluation.whose)
  return (
    <Section
      title={t('evaluation.desk')}
      more={
        <ActionButton action="evaluation.manage" subject={subject} onClick={() => setOpen(true)}>
          {t('evaluation.key')}
        </ActionButton>
      }
    >
      <div className="stack">
        <p className="quiet">{t('evaluation.desk_help')}</p>
        {open && may('evaluation.manage', subject) && <Keying evaluation={evaluation} />}
        {misread.of > 0 && <p>{t('evaluation.misread', misread)}</p>}
        {sheets.length > 0 && (
          <Rows<Evaluation['sheets'][number]>
            label={t('evaluation.desk')}
            rows={sheets}
            keyOf={(row) => String(row.sheet)}
            columns={[
              { key: 'sheet', title: t('evaluation.sheet'), main: true, show: (row) => row.sheet },
              {
                key: 'state',
                title: t('evaluation.state'),
                show: (row) => <StatusTag module="evaluation" group="sheet_state" value={row.state} />,
              },
            ]}
          />
        )}
      </div>
    </Section>
  )
}

function Keying({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const key = useWrite(evaluations.keySheet)
  const { questions } = evaluation.questionnaire
  const [sheet, setSheet] = useState<number | null>(1)
  const [draft, setDraft] = useState(blankOf(questions))
  const send = async () => {
    if (sheet === null) return
    await key
      .mutateAsync({ input: { params: { id: evaluation.id }, body: { sheet, ...bodyOf(draft) } } })
      .then(() => {
        message.success(t('evaluation.keyed', { sheet }))
        setSheet(sheet + 1)
        setDraft(blankOf(questions))
      })
      .catch(() => undefined)
  }
  return (
    <div className="stack">
      <div>
        <label htmlFor="sheet">{t('evaluation.sheet')}</label>{' '}
        <InputNumber id="sheet" min={1} max={100_000} precision={0} value={sheet} onChange={setSheet} />
      </div>
      <Answering questions={questions} value={draft} onChange={setDraft} />
      {key.error && <Alert type="error" showIcon role="alert" title={errorText(key.error)} />}
      <div>
        <Button type="primary" loading={key.isPending} disabled={sheet === null} onClick={send}>
          {t('evaluation.key')}
        </Button>
      </div>
    </div>
  )
}
