import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { type Division, urbanInput } from '@shanju/contract/divisions/shapes.ts'
import { App, Input, Modal, Radio } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'

/** Whether a community is an urban one, since when, and by which document. */
export function UrbanWindow({ division, close }: { division: Division; close: () => void }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const set = useWrite(divisions.setUrban)
  return (
    <Modal open onCancel={close} footer={null} title={`${t('division.urban_set')} · ${division.name}`} destroyOnHidden>
      <ShapedForm
        name="set-urban"
        shape={urbanInput}
        initial={{ since: today(), ...(division.urban === null ? {} : { urban: division.urban }) }}
        submit={t('form.save')}
        send={async (body) => {
          await set.mutateAsync({ input: { params: { code: division.code }, body } })
          message.success(t('division.urban_done'))
          close()
        }}
      >
        <Field of={urbanInput} name="urban" label={t('division.urban_question')}>
          <Radio.Group options={[true, false].map((value) => ({ value, label: w('divisions', `urban.${value}`) }))} />
        </Field>
        <Field of={urbanInput} name="since" label={t('division.urban_since_day')}>
          <DayInput last={today()} />
        </Field>
        <Field of={urbanInput} name="source" label={t('division.source')} help={t('division.source_help')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
