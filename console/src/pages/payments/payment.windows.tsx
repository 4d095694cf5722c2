import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import { addProof, bankAnswer, giveReason, type Payment } from '@shanju/contract/payments/payout-shapes.ts'
import { Alert, App, Input, Modal, Select } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSpeech } from '../../text/language.tsx'
import './payments.css'

interface WindowProps {
  readonly payment: Payment
  readonly close: () => void
}

const withReason = bankAnswer.extend({ reason: giveReason.shape.reason })

/** What the bank answered: paid, not carried out, or sent back. */
export function AnswerWindow({
  payment,
  step,
  close,
}: WindowProps & { readonly step: 'paid' | 'failed' | 'returned' }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const paid = useWrite(payments.recordPaid)
  const failed = useWrite(payments.recordFailed)
  const returned = useWrite(payments.recordReturned)
  const params = { id: payment.id }
  const shape = step === 'paid' ? bankAnswer : withReason
  return (
    <Modal open onCancel={close} footer={null} title={w('payments', `step.${step}`)}>
      <ShapedForm
        name="bank-answer"
        shape={shape}
        initial={{ on: today() }}
        submit={w('payments', `step.${step}`)}
        send={async (body) => {
          if (step === 'paid') await paid.mutateAsync({ input: { params, body } })
          else {
            const told = withReason.parse({ ...body, amountFen: body.amountFen?.toString() ?? null })
            await (step === 'failed' ? failed : returned).mutateAsync({ input: { params, body: told } })
          }
          message.success(t('payment.done'))
          close()
        }}
      >
        <div className="pair">
          <Field of={shape} name="on" label={t('payment.bank_day')}>
            <DayInput last={today()} />
          </Field>
          <Field of={shape} name="reference" label={t('payment.reference')}>
            <Input maxLength={64} />
          </Field>
        </div>
        {step !== 'failed' && (
          <Field of={shape} name="amountFen" label={t('payment.bank_sum')}>
            <MoneyInput />
          </Field>
        )}
        {step !== 'paid' && (
          <Field of={withReason} name="reason" label={t('payment.bank_why')}>
            <Input.TextArea rows={2} maxLength={300} />
          </Field>
        )}
      </ShapedForm>
    </Modal>
  )
}

/** A witness or a telephone call in words; a signed receipt as a paper. */
export function ProofWindow({ payment, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const add = useWrite(payments.addProof)
  const hand = useWrite(payments.addSigned)
  const params = { id: payment.id }
  const done = () => {
    message.success(t('payment.done'))
    close()
  }
  return (
    <Modal open onCancel={close} footer={null} title={w('payments', 'step.proving')}>
      <div className="bank-drop">
        <UploadDrop
          title={t('payment.signed')}
          hint={t('payment.signed_or')}
          accept=".pdf,.jpg,.jpeg,.png"
          disabled={hand.isPending}
          onFile={async (file) => {
            const query = { confirmedOn: today(), words: file.name.slice(0, 300).padEnd(2, '.') }
            if (await hand.mutateAsync({ input: { params, query }, file }).catch(() => undefined)) done()
          }}
        />
        {hand.error && <Alert type="error" showIcon role="alert" title={errorText(hand.error)} />}
      </div>
      <ShapedForm
        name="add-proof"
        shape={addProof}
        initial={{ kind: 'telephone', confirmedOn: today() }}
        submit={w('payments', 'step.proving')}
        send={async (body) => {
          await add.mutateAsync({ input: { params, body } })
          done()
        }}
      >
        <div className="pair">
          <Field of={addProof} name="kind" label={t('payment.proof_kind')}>
            <Select
              options={addProof.shape.kind.options.map((value) => ({ value, label: w('payments', `proof.${value}`) }))}
            />
          </Field>
          <Field of={addProof} name="confirmedOn" label={t('payment.confirmed_on')}>
            <DayInput last={today()} />
          </Field>
        </div>
        <Field of={addProof} name="words" label={t('payment.proof_said')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
