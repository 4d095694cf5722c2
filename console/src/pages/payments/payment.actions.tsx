import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import type { Payment } from '@shanju/contract/payments/payout-shapes.ts'
import { PAYMENT_STEPS, type PaymentStep } from '@shanju/contract/payments/vocab.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useSpeech } from '../../text/language.tsx'
import { AnswerWindow, ProofWindow } from './payment.windows.tsx'

const DANGER: ReadonlySet<PaymentStep> = new Set(['refused', 'withdrawn', 'proof_refused', 'failed', 'returned'])

/** What may be done to a payment from where it stands. Why not is the server's own refusal, told before it is asked. */
export function PaymentActions({ payment }: { payment: Payment }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const [open, setOpen] = useState<PaymentStep>()
  const bare = {
    checked: useWrite(payments.check),
    approved: useWrite(payments.approve),
    sent: useWrite(payments.send),
  }
  const accept = useWrite(payments.acceptProof)
  const reasoned = {
    refused: useWrite(payments.refuse),
    withdrawn: useWrite(payments.withdraw),
    proof_refused: useWrite(payments.refuseProof),
  }
  const params = { id: payment.id }
  const question = (step: PaymentStep) => ({
    title: t('payment.ask_step', {
      ...{
        step: w('payments', `step.${step}`),
        code: formatPublicId(payment.code),
        sum: formatYuan(payment.amountFen),
      },
    }),
    ...{ text: payment.purpose, confirm: w('payments', `step.${step}`), done: t('payment.done') },
  })
  const press = (step: PaymentStep) => {
    if (step === 'checked' || step === 'approved' || step === 'sent')
      ask({ ...question(step), act: () => bare[step].mutateAsync({ input: { params } }) })
    else if (step === 'reached') ask({ ...question(step), act: () => accept.mutateAsync({ input: { params } }) })
    else if (step === 'refused' || step === 'withdrawn' || step === 'proof_refused')
      ask({
        ...{ ...question(step), reason: true, danger: true },
        act: (reason) => reasoned[step].mutateAsync({ input: { params, body: { reason } } }),
      })
    else setOpen(step)
  }
  const why = (against: string | null, given: Readonly<Record<string, string | number>>): string | undefined =>
    against === null
      ? undefined
      : w('payments', against === 'not_yours' ? against : `refusal.${against}`).replace(/\{(\w+)\}/g, (_all, name) =>
          String(given[name] ?? ''),
        )
  const close = () => setOpen(undefined)
  // The way on comes first, and it alone stands out.
  const onward = payment.next.toSorted((a, b) => Number(DANGER.has(a.step)) - Number(DANGER.has(b.step)))
  return (
    <>
      {onward.map(({ step, against, params: given }, at) => (
        <ActionButton
          key={step}
          action={PAYMENT_STEPS[step].by}
          why={why(against, given)}
          danger={DANGER.has(step)}
          {...(at === 0 && !DANGER.has(step) ? { type: 'primary' as const } : {})}
          onClick={() => press(step)}
        >
          {w('payments', `step.${step}`)}
        </ActionButton>
      ))}
      {open === 'proving' && <ProofWindow payment={payment} close={close} />}
      {(open === 'paid' || open === 'failed' || open === 'returned') && (
        <AnswerWindow payment={payment} step={open} close={close} />
      )}
    </>
  )
}
