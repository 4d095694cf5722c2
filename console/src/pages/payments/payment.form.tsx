import { idOf } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import { type Authority, type Payment, requestPayment } from '@shanju/contract/payments/payout-shapes.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Form, Input, Select } from 'antd'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './payments.css'

/** Ask for a payment: under which decision, to whom, how much, what for; `again` in the address repeats one. */
export function PaymentForm() {
  const { again } = useSearch({ strict: false }) as { again?: string }
  const given = again ? idOf('payment').safeDecode(again) : undefined
  const earlier = useRead(payments.getPayment, given?.success ? { params: { id: given.data } } : undefined)
  return given?.success ? <Loaded of={earlier}>{(found) => <Asking earlier={found} />}</Loaded> : <Asking />
}

function Asking({ earlier }: { earlier?: Payment }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const request = useWrite(payments.request)
  const authorities = useRead(payments.listAuthorities, { query: { open: 'yes', pageSize: 200 } })
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
        {...(earlier ? { initial: repeated(earlier) } : {})}
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
            classNames={{ popup: { root: 'payment-choices' } }}
            loading={authorities.isFetching}
            options={(authorities.data?.items ?? []).map((each) => ({
              value: each.id,
              label: t('payment.authority_line', {
                ...{
                  fund: each.fund.name,
                  day: each.validFrom,
                  kind: each.project?.name ?? w('payments', `authority.${each.kind}`),
                  left: formatYuan(each.leftFen),
                },
              }),
            }))}
          />
        </Field>
        <PayeeField authorities={authorities.data?.items ?? []} />
        <WorkFields authorities={authorities.data?.items ?? []} />
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

const repeated = ({ authority, payee, amountFen, purpose, budgetLine, milestone }: Payment) => ({
  ...{ authorityId: authority.id, payeeId: payee.id, amountFen, purpose, budgetLine, milestone },
})

/** Of a project's authority: which line of the budget is paid, and for which milestone. */
function WorkFields({ authorities }: { authorities: readonly Authority[] }) {
  const { t } = useSpeech()
  const chosen: string | undefined = Form.useWatch('authorityId')
  const project = authorities.find(({ id }) => id === chosen)?.project
  if (!project) return null
  const choices = (names: readonly string[]) => names.map((value) => ({ value, label: value }))
  return (
    <div className="pair">
      <Field of={requestPayment} name="budgetLine" label={t('payment.line')}>
        <Select allowClear options={choices(project.lines)} />
      </Field>
      <Field of={requestPayment} name="milestone" label={t('payment.milestone')}>
        <Select allowClear options={choices(project.milestones)} />
      </Field>
    </div>
  )
}

/** Payees of whoever hosts the fund that pays: others cannot be paid under the authority. */
function PayeeField({ authorities }: { authorities: readonly Authority[] }) {
  const { t } = useSpeech()
  const chosen: string | undefined = Form.useWatch('authorityId')
  const fundId = authorities.find(({ id }) => id === chosen)?.fund.id
  const payees = useRead(payments.listPayees, {
    query: { usable: 'yes', pageSize: 200, ...(fundId === undefined ? {} : { fundId }) },
  })
  return (
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
  )
}
