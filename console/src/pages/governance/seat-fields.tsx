import { addSeat } from '@shanju/contract/governance/shapes.ts'
import { CHOSEN_BY, SEAT_KINDS } from '@shanju/contract/governance/vocab.ts'
import { Checkbox, Form, Input } from 'antd'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from './parts.tsx'

/** One person's seat; used for a whole group and for one more. */
export function SeatFields({ under = [] }: { readonly under?: readonly (string | number)[] }) {
  const { t } = useSpeech()
  const of = addSeat
  return (
    <div className="pair">
      <Field of={of} under={under} name="kind" label={t('seat.kind')}>
        <WordSelect values={SEAT_KINDS} group="seat" />
      </Field>
      <Field of={of} under={under} name="name" label={t('seat.name')}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Field of={of} under={under} name="phone" label={t('seat.phone')} help={t('seat.phone_help')}>
        <Input inputMode="tel" maxLength={20} autoComplete="off" />
      </Field>
      <Field of={of} under={under} name="post" label={t('seat.post')}>
        <Input maxLength={80} />
      </Field>
      <Field of={of} under={under} name="chosenBy" label={t('seat.chosen_by')}>
        <WordSelect values={CHOSEN_BY} group="chosen" />
      </Field>
      <Form.Item name={[...under, 'named']} valuePropName="checked">
        <Checkbox>{t('seat.named')}</Checkbox>
      </Form.Item>
      <Field of={of} under={under} name="fromOn" label={t('seat.from')}>
        <DayInput />
      </Field>
      <Field of={of} under={under} name="toOn" label={t('seat.to')}>
        <DayInput />
      </Field>
    </div>
  )
}
