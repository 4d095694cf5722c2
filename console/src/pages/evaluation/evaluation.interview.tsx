import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Evaluation, Respondent } from '@shanju/contract/evaluation/shapes.ts'
import { INTERVIEW_MODES } from '@shanju/contract/evaluation/vocab.ts'
import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from '../governance/parts.tsx'
import { Answering, blankOf, bodyOf } from './evaluation.parts.tsx'

interface InterviewProps {
  readonly evaluation: Evaluation
  readonly respondent: Respondent
  readonly close: () => void
}

/** The questions read out to somebody; once sent nothing joins the answers to their name. */
export function InterviewWindow({ evaluation, respondent, close }: InterviewProps) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const take = useWrite(evaluations.interview)
  const { questions } = evaluation.questionnaire
  const [draft, setDraft] = useState(blankOf(questions))
  const [mode, setMode] = useState<(typeof INTERVIEW_MODES)[number]>('visit')
  const send = () =>
    take
      .mutateAsync({
        input: { params: { id: evaluation.id }, body: { respondentId: respondent.id, mode, ...bodyOf(draft) } },
      })
      .then(() => {
        message.success(t('evaluation.interviewed'))
        close()
      })
      .catch(() => undefined)
  return (
    <Modal open onCancel={close} footer={null} title={t('evaluation.interview_with', { name: respondent.name })}>
      <div className="stack">
        <WordSelect
          module="evaluation"
          group="mode"
          label={t('evaluation.mode')}
          values={INTERVIEW_MODES}
          value={mode}
          onChange={(next) => setMode(INTERVIEW_MODES.find((each) => each === next) ?? 'visit')}
        />
        <Answering questions={questions} value={draft} onChange={setDraft} />
        {take.error && <Alert type="error" showIcon role="alert" title={errorText(take.error)} />}
        <div>
          <Button type="primary" loading={take.isPending} onClick={send}>
            {t('evaluation.interview')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
