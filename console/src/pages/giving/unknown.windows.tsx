import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { assignUnknown, returnUnknown, type UnknownMoney } from '@shanju/contract/giving/shapes.ts'
import { DONOR_KINDS, SHOWN } from '@shanju/contract/giving/vocab.ts'
import { App, Input, Modal, Radio, Select } from 'antd'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Properties } from '../../kit/record-page.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { useSpeech } from '../../text/language.tsx'

interface WindowProps {
  readonly of: UnknownMoney
  readonly close: () => void
}

function About({ of }: { of: UnknownMoney }) {
  const { t } = useSpeech()
  return (
    <Properties
      of={[
        { label: t('gift.amount'), value: <Money fen={of.amountFen} sign /> },
        { label: t('unknown.received'), value: <Day on={of.receivedOn} /> },
        { label: t('unknown.said'), value: of.said, wide: true },
      ]}
    />
  )
}

/** Somebody found out whose fund and whose gift it is. */
export function AssignWindow({ of, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const assign = useWrite(giving.assignUnknown)
  return (
    <Modal open onCancel={close} footer={null} title={t('unknown.assign_title')} destroyOnHidden>
      <About of={of} />
      <ShapedForm
        name="assign"
        shape={assignUnknown}
        initial={{ donorName: of.donorName ?? '', ...(of.donorKind ? { donorKind: of.donorKind } : {}) }}
        submit={t('unknown.assign')}
        send={async (body) => {
          await assign.mutateAsync({ input: { params: { id: of.id }, body } })
          message.success(t('unknown.assigned'))
          close()
        }}
      >
        <Field of={assignUnknown} name="fundId" label={t('gift.fund')}>
          <FundPicker open />
        </Field>
        <Field of={assignUnknown} name="donorKind" label={t('gift.donor_kind')}>
          <Select
            allowClear
            options={DONOR_KINDS.map((value) => ({ value, label: w('giving', `donor_kind.${value}`) }))}
          />
        </Field>
        <Field of={assignUnknown} name="donorName" label={t('gift.donor')}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field of={assignUnknown} name="shown" label={t('gift.shown')}>
          <Radio.Group options={SHOWN.map((value) => ({ value, label: w('giving', `shown.${value}`) }))} />
        </Field>
        <Field of={assignUnknown} name="purpose" label={t('gift.purpose')} help={t('gift.purpose_help')}>
          <Input maxLength={200} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

/** The bank sent it back; here it is written down. */
export function ReturnWindow({ of, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const back = useWrite(giving.returnUnknown)
  return (
    <Modal open onCancel={close} footer={null} title={t('unknown.return_title')} destroyOnHidden>
      <About of={of} />
      <ShapedForm
        name="return"
        shape={returnUnknown}
        submit={t('unknown.return')}
        send={async (body) => {
          await back.mutateAsync({ input: { params: { id: of.id }, body } })
          message.success(t('unknown.returned'))
          close()
        }}
      >
        <Field of={returnUnknown} name="on" label={t('unknown.returned_on')} help={t('unknown.returned_on_help')}>
          <DayInput />
        </Field>
        <Field of={returnUnknown} name="reason" label={t('unknown.reason')}>
          <Input.TextArea rows={3} maxLength={300} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
