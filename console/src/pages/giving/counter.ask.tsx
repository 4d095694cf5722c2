import { recordGift } from '@shanju/contract/giving/shapes.ts'
import { Alert, Button, Input } from 'antd'
import { z } from 'zod'
import { Field } from '../../kit/field.tsx'
import { useSpeech } from '../../text/language.tsx'

/** What the form or the server asks back: look again at the sum, is it another gift, why go on despite a warning. */
export interface Asked {
  readonly kind: 'large' | 'again' | 'reason'
  readonly sentence: string
}

const REASON = recordGift.extend({ reason: z.string().trim().min(2).max(300) })

/** The question above the button, with what answers it; or what went wrong. */
export function CounterQuestion({
  trouble,
  asked,
  onAgain,
}: {
  readonly trouble: string | undefined
  readonly asked: Asked | undefined
  readonly onAgain: () => void
}) {
  const { t } = useSpeech()
  if (trouble) return <Alert type="error" showIcon role="alert" title={trouble} className="form-trouble" />
  if (!asked) return null
  return (
    <div className="form-trouble stack">
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={asked.sentence}
        {...(asked.kind === 'again'
          ? {
              action: (
                <Button autoFocus onClick={onAgain}>
                  {t('counter.again')}
                </Button>
              ),
            }
          : {})}
      />
      {asked.kind === 'reason' && (
        <Field of={REASON} name="reason" label={t('counter.reason')} help={t('counter.reason_help')}>
          <Input autoFocus maxLength={300} />
        </Field>
      )}
    </div>
  )
}
