import { routes as payments } from '@shanju/contract/payments/routes.ts'
import { addAccount } from '@shanju/contract/payments/shapes.ts'
import { BANK_LEDGER_ACCOUNTS } from '@shanju/contract/payments/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Input, Select } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { OrganisationPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** An account of a host becomes known; its number is not shown again. */
export function BankAccountForm() {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const add = useWrite(payments.addAccount)
  return (
    <FormPage
      action="payments.add_account"
      title={t('bank.add')}
      lead={t('bank.add_lead')}
      crumbs={[{ href: paths.bankAccounts, name: t('bank.title') }]}
    >
      <ShapedForm
        name="add-bank-account"
        shape={addAccount}
        initial={{ ledgerAccount: '1002', startsOn: '2026-01-01' }}
        submit={t('bank.add')}
        send={async (body) => {
          const made = await add.mutateAsync({ input: { body } })
          message.success(t('bank.added'))
          navigate({ to: paths.bankAccount(made.id) })
        }}
      >
        <Field of={addAccount} name="hostId" label={t('bank.host')}>
          <OrganisationPicker autoFocus />
        </Field>
        <Field of={addAccount} name="bankName" label={t('bank.name')}>
          <Input maxLength={60} />
        </Field>
        <Field of={addAccount} name="number" label={t('bank.number')} help={t('bank.number_help')}>
          <Input inputMode="numeric" maxLength={40} autoComplete="off" />
        </Field>
        <Field
          of={addAccount}
          name="ledgerAccount"
          label={t('bank.ledger_account')}
          help={t('bank.ledger_account_help')}
        >
          <Select
            options={BANK_LEDGER_ACCOUNTS.map((value) => ({ value, label: w('payments', `account.${value}`) }))}
          />
        </Field>
        <Field of={addAccount} name="startsOn" label={t('bank.starts')} help={t('bank.starts_help')}>
          <DayInput last={today()} />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}
