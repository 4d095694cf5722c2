import { App, Input } from 'antd'
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

/** Asks once more before an act that cannot simply be taken back; keeps the question open when the server refuses. */
export function useAsk(): (question: Question) => void {
  const { modal, message } = App.useApp()
  const t = useText()
  const errorText = useErrorText()
  return ({ title, text, confirm, danger, reason, act, done }) => {
    let typed = ''
    const content = (trouble?: string) => (
      <div className="ask">
        <p>{text}</p>
        {reason && (
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={300}
            aria-label={t('ask.reason')}
            placeholder={t('ask.reason')}
            onChange={(event) => {
              typed = event.target.value.trim()
            }}
          />
        )}
        {trouble && (
          <p role="alert" className="trouble">
            {trouble}
          </p>
        )}
      </div>
    )
    const asked = modal.confirm({
      title,
      content: content(),
      okText: confirm,
      okButtonProps: { danger: danger ?? false },
      cancelText: t('ask.cancel'),
      onOk: async () => {
        try {
          if (reason && typed.length < 2) throw new Error(t('ask.reason_missing'))
          await act(typed)
          if (done) message.success(done)
        } catch (error) {
          const trouble = error instanceof Error && error.name === 'Error' ? error.message : errorText(error as Error)
          asked.update({ content: content(trouble) })
          throw error
        }
      },
    })
  }
}
