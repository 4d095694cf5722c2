import { ground } from '@shanju/contract/divisions/shapes.ts'
import { Input } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useText } from '../../text/language.tsx'

const shape = z.strictObject(ground)

/** Since when a change holds and which document says so: the last two fields of every change of the tree. */
export function Ground() {
  const t = useText()
  return (
    <>
      <Field of={shape} name="effectiveOn" label={t('division.effective_on')}>
        <DayInput last={today()} />
      </Field>
      <Field of={shape} name="source" label={t('division.source')} help={t('division.source_help')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </>
  )
}
