import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { changeShown, correctDonor, type GiftRecord, recordReceipt } from '@shanju/contract/giving/shapes.ts'
import { DONOR_KINDS, NATURES, RECEIPT_KINDS, SHOWN } from '@shanju/contract/giving/vocab.ts'
import { App, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

type Window = 'shown' | 'donor' | 'receipt'

/** What may be done to a gift that stands: its slip, how it is shown, the donor, the receipt; and taking it back. */
export function GiftActions({ gift }: { gift: GiftRecord }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const [open, setOpen] = useState<Window>()
  const why = gift.state === 'voided' ? t('gift.voided_already') : undefined
  const nameless = gift.donorName === null ? t('gift.no_name_to_show') : undefined
  const close = () => setOpen(undefined)
  return (
    <>
      {may('giving.record') && (
        <>
          <ActionButton action="giving.record" type="primary" href={paths.giftSlip(gift.id)}>
            {t('slip.title')}
          </ActionButton>
          <ActionButton action="giving.record" why={why ?? nameless} onClick={() => setOpen('shown')}>
            {t('gift.change_shown')}
          </ActionButton>
          <ActionButton action="giving.record" why={why} onClick={() => setOpen('receipt')}>
            {t('gift.receipt')}
          </ActionButton>
          <ActionButton action="giving.record" why={why} onClick={() => setOpen('donor')}>
            {t('gift.correct')}
          </ActionButton>
        </>
      )}
      <VoidButton gift={gift} />
      {open === 'shown' && <ShownWindow gift={gift} close={close} />}
      {open === 'donor' && <DonorWindow gift={gift} close={close} />}
      {open === 'receipt' && <ReceiptWindow gift={gift} close={close} />}
    </>
  )
}

interface WindowProps {
  readonly gift: GiftRecord
  readonly close: () => void
}

function ShownWindow({ gift, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const change = useWrite(giving.changeShown)
  return (
    <Modal open onCancel={close} footer={null} title={t('gift.change_shown')} destroyOnHidden>
      <p className="quiet">{t('gift.change_shown_lead')}</p>
      <ShapedForm
        name="shown"
        shape={changeShown}
        initial={{ shown: gift.shown }}
        submit={t('form.save')}
        send={async (body) => {
          await change.mutateAsync({ input: { params: { id: gift.id }, body } })
          message.success(t('gift.shown_changed'))
          close()
        }}
      >
        <Field of={changeShown} name="shown" label={t('counter.shown')}>
          <Radio.Group
            options={SHOWN.map((value) => ({
              value,
              label: (
                <>
                  {w('giving', `shown.${value}`)} <small>{t(`gift.shown_help.${value}`)}</small>
                </>
              ),
            }))}
          />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

function DonorWindow({ gift, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const correct = useWrite(giving.correctDonor)
  return (
    <Modal open onCancel={close} footer={null} title={t('gift.correct')} destroyOnHidden>
      <p className="quiet">{t('gift.correct_lead')}</p>
      <ShapedForm
        name="donor"
        shape={correctDonor}
        initial={{
          ...(gift.donorKind ? { donorKind: gift.donorKind } : {}),
          ...(gift.donorName ? { donorName: gift.donorName } : {}),
        }}
        submit={t('form.save')}
        send={async (body) => {
          await correct.mutateAsync({ input: { params: { id: gift.id }, body } })
          message.success(t('gift.corrected'))
          close()
        }}
      >
        <Field of={correctDonor} name="donorKind" label={t('gift.donor_kind')}>
          <Select options={DONOR_KINDS.map((value) => ({ value, label: w('giving', `donor_kind.${value}`) }))} />
        </Field>
        <Field of={correctDonor} name="donorName" label={t('gift.donor')}>
          <Input autoFocus maxLength={60} autoComplete="off" />
        </Field>
        <Field of={correctDonor} name="reason" label={t('gift.correct_reason')} help={t('gift.correct_help')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

function ReceiptWindow({ gift, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const write = useWrite(giving.recordReceipt)
  return (
    <Modal open onCancel={close} footer={null} title={t('gift.receipt')} destroyOnHidden>
      <ShapedForm
        name="receipt"
        shape={recordReceipt}
        initial={{
          receipt: gift.receipt === 'waived' ? 'waived' : 'issued',
          nature: 'gift',
          ...(gift.receiptNo ? { receiptNo: gift.receiptNo } : {}),
        }}
        submit={t('form.save')}
        send={async (body) => {
          await write.mutateAsync({ input: { params: { id: gift.id }, body } })
          message.success(t('gift.receipt_saved'))
          close()
        }}
      >
        <Field of={recordReceipt} name="receipt" label={t('gift.receipt')}>
          <Radio.Group options={RECEIPT_KINDS.map((value) => ({ value, label: w('giving', `receipt.${value}`) }))} />
        </Field>
        <IssuedFields />
      </ShapedForm>
    </Modal>
  )
}

/** Once issued, a receipt has its number. */
const ISSUED = recordReceipt.extend({ receiptNo: z.string().trim().min(1).max(40) })

function IssuedFields() {
  const { t, w } = useSpeech()
  if (Form.useWatch('receipt') !== 'issued') return null
  return (
    <>
      <Field of={ISSUED} name="receiptNo" label={t('gift.receipt_no')}>
        <Input autoFocus maxLength={40} autoComplete="off" />
      </Field>
      <Field of={recordReceipt} name="nature" label={t('gift.nature')} help={t('counter.nature_help')}>
        <Select options={NATURES.map((value) => ({ value, label: w('giving', `nature.${value}`) }))} />
      </Field>
    </>
  )
}

function VoidButton({ gift }: { gift: GiftRecord }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const { may } = useSession()
  const undo = useWrite(giving.void)
  const why = { recorded: undefined, voided: t('gift.voided_already'), history: t('gift.void_history') }[gift.state]
  if (!may('giving.void')) {
    if (!may('giving.record')) return null
    return (
      <ActionButton action="giving.record" why={why ?? t('gift.void_not_you')}>
        {t('gift.void')}
      </ActionButton>
    )
  }
  return (
    <ActionButton
      action="giving.void"
      why={why}
      danger
      onClick={() =>
        ask({
          title: t('gift.void_title'),
          text: t('gift.void_text'),
          confirm: t('gift.void'),
          danger: true,
          reason: true,
          act: (reason) => undo.mutateAsync({ input: { params: { id: gift.id }, body: { reason } } }),
          done: t('gift.voided'),
        })
      }
    >
      {t('gift.void')}
    </ActionButton>
  )
}
