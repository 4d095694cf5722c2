import { Alert, App, Input, Modal } from 'antd'
import { createContext, type ReactNode, use, useState } from 'react'
import { useText } from '../text/language.tsx'
import { useErrorText } from './states.tsx'

interface Question {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly danger?: boolean
  /** Asks for a reason of at least two characters, which is kept with the act. */
  readonly reason?: boolean
  readonly act: (reason: string) => Promise<unknown>
  readonly done?: string
}

const AskContext = createContext<(question: Question) => void>(() => {})

/** Asks once more before an act that cannot simply be taken back. */
export const useAsk = (): ((question: Question) => void) => use(AskContext)

/** One window for all such questions; it stays open, with what was typed, when the server refuses. */
export function AskProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>()
  return (
    <AskContext value={setQuestion}>
      {children}
      {question && <Asked question={question} close={() => setQuestion(undefined)} />}
    </AskContext>
  )
}

function Asked({ question, close }: { question: Question; close: () => void }) {
  const t = useText()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const act = async () => {
    if (question.reason && reason.trim().length < 2) return setTrouble(t('ask.reason_missing'))
    setBusy(true)
    setTrouble(undefined)
    try {
      await question.act(reason.trim())
      if (question.done) message.success(question.done)
      close()
    } catch (error) {
      setTrouble(errorText(error as Error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={question.title}
      width={460}
      okText={question.confirm}
      okButtonProps={{ danger: question.danger ?? false, loading: busy }}
      cancelText={t('ask.cancel')}
      onOk={act}
      onCancel={close}
    >
      <div className="stack">
        <p className="ask-text">{question.text}</p>
        {question.reason && (
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={300}
            aria-label={t('ask.reason')}
            placeholder={t('ask.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {trouble && <Alert type="error" showIcon role="alert" title={trouble} />}
      </div>
    </Modal>
  )
}
