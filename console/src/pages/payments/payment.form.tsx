import { formatYuan } from '@shanju/contract/kit/money.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import { requestPayment } from '@shanju/contract/payments/payout-shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Input, Select } from 'antd'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** Ask for a payment: under which decision, to whom, how much, what for. */
export function PaymentForm() {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const request = useWrite(payments.request)
  const authorities = useRead(payments.listAuthorities, { query: { open: 'yes', pageSize: 200 } })
  const payees = useRead(payments.listPayees, { query: { usable: 'yes', pageSize: 200 } })
  return (
    <FormPage
      action="payments.request"
      title={t('payment.new')}
      lead={t('payment.new_lead')}
      crumbs={[{ href: paths.payments, name: t('payment.title') }]}
    >
      <ShapedForm
        name="request-payment"
        shape={requestPayment}
        submit={t('payment.new')}
        send={async (body) => {
          const made = await request.mutateAsync({ input: { body } })
          message.success(t('payment.made'))
          navigate({ to: paths.payment(made.id) })
        }}
      >
        <Field of={requestPayment} name="authorityId" label={t('payment.authority')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={authorities.isFetching}
            options={(authorities.data?.items ?? []).map((each) => ({
              value: each.id,
              label: t('payment.authority_line', {
                ...{
                  fund: each.fund.name,
                  kind: w('payments', `authority.${each.kind}`),
                  left: formatYuan(each.leftFen),
                },
              }),
            }))}
          />
        </Field>
        <Field of={requestPayment} name="payeeId" label={t('payment.payee')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={payees.isFetching}
            options={(payees.data?.items ?? []).map((each) => ({
              value: each.id,
              label: `${each.label} …${each.lastFour} · ${each.host.name}`,
            }))}
          />
        </Field>
        <Field of={requestPayment} name="amountFen" label={t('payment.amount')}>
          <MoneyInput />
        </Field>
        <Field of={requestPayment} name="purpose" label={t('payment.purpose')}>
          <Input maxLength={200} />
        </Field>
        <Field of={requestPayment} name="reason" label={t('payment.reason')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}
