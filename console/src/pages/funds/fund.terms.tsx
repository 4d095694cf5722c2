import {
  addAgreement,
  addDelegation,
  setComplaintLine,
  setContacts,
  setServed,
} from '@shanju/contract/funds/agreement.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { FEE_RULES, SURPLUS_RULES, YIELD_RULES } from '@shanju/contract/funds/vocab.ts'
import { App, Checkbox, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { FieldsInput, PaperInput, PercentInput, ServedInput, WordChoice } from './fund.inputs.tsx'

export interface TermsFormProps {
  readonly fund: FundRecord
  readonly submit: string
  readonly done: () => void
  readonly cancel?: ReactNode
}

/** A new version of the agreement; what the version in force says stands in it to begin with. */
export function AgreementForm({ fund, submit, done, cancel }: TermsFormProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(funds.addAgreement)
  const { number: _, ...before } = fund.agreement ?? { number: 0, yieldRule: 'fund' as const }
  const parts = [
    ['purpose', t('agreement.purpose')],
    ['use', t('agreement.use')],
    ['rightsOfHost', t('agreement.rights_host')],
    ['rightsOfInitiator', t('agreement.rights_initiator')],
    ['end', t('agreement.end')],
    ['surplus', t('agreement.surplus')],
  ] as const
  return (
    <ShapedForm
      name="agreement"
      shape={addAgreement}
      initial={{ ...before, signedOn: today() }}
      submit={submit}
      cancel={cancel}
      send={async (body) => {
        await add.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('agreement.added'))
        done()
      }}
    >
      <p className="quiet">
        {t('agreement.lead')} {t('agreement.public_note')}
      </p>
      {parts.map(([name, label]) => (
        <Field key={name} of={addAgreement} name={name} label={label}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
      ))}
      <Field of={addAgreement} name="surplusRule" label={t('agreement.surplus_rule')}>
        <WordChoice values={SURPLUS_RULES} group="surplus" />
      </Field>
      <Field of={addAgreement} name="yieldRule" label={t('agreement.yield')} help={t('agreement.yield_help')}>
        <WordChoice values={YIELD_RULES} group="yield" />
      </Field>
      <Field of={addAgreement} name="feeRule" label={t('agreement.fee')}>
        <WordChoice values={FEE_RULES} group="fee" />
      </Field>
      <Field of={addAgreement} name="feeBp" label={t('agreement.fee_bp')} help={t('agreement.fee_bp_help')}>
        <PercentInput />
      </Field>
      <Field of={addAgreement} name="signedOn" label={t('agreement.signed_on')}>
        <DayInput last={today()} />
      </Field>
      <Field of={addAgreement} name="paperId" label={t('paper.title')}>
        <PaperInput fundId={fund.id} kind="agreement" />
      </Field>
    </ShapedForm>
  )
}

export function DelegationForm({ fund, submit, done, cancel }: TermsFormProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(funds.addDelegation)
  return (
    <ShapedForm
      name="delegation"
      shape={addDelegation}
      initial={{ subjects: fund.fields, fromOn: today() }}
      submit={submit}
      cancel={cancel}
      send={async (body) => {
        await add.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('delegation.added'))
        done()
      }}
    >
      <p className="quiet">{t('delegation.lead')}</p>
      <Field of={addDelegation} name="ceilingFen" label={t('delegation.ceiling')}>
        <MoneyInput />
      </Field>
      <Field of={addDelegation} name="subjects" label={t('delegation.subjects')}>
        <FieldsInput label={t('delegation.subjects')} />
      </Field>
      <Field of={addDelegation} name="fromOn" label={t('delegation.from')}>
        <DayInput />
      </Field>
      <Field of={addDelegation} name="toOn" label={t('delegation.to')}>
        <DayInput />
      </Field>
      <Field of={addDelegation} name="paperId" label={t('paper.title')}>
        <PaperInput fundId={fund.id} kind="delegation" />
      </Field>
    </ShapedForm>
  )
}

export function ServedForm({ fund, submit, done, cancel }: TermsFormProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const set = useWrite(funds.setServed)
  const town = fund.path.find(({ code }) => code.length === 9)?.code ?? fund.place.code
  return (
    <ShapedForm
      name="served"
      shape={setServed}
      initial={{ codes: fund.serves.length > 0 ? fund.serves.map(({ code }) => code) : [fund.place.code] }}
      submit={submit}
      cancel={cancel}
      send={async (body) => {
        await set.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('fund.serves_saved'))
        done()
      }}
    >
      <Field of={setServed} name="codes" label={t('fund.serves')} help={t('fund.serves_help')}>
        <ServedInput town={town} />
      </Field>
    </ShapedForm>
  )
}

export function ContactsForm({ fund, submit, done, cancel }: TermsFormProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const set = useWrite(funds.setContacts)
  return (
    <ShapedForm
      name="contacts"
      shape={setContacts}
      initial={{ officePhone: fund.officePhone }}
      submit={submit}
      cancel={cancel}
      send={async (body) => {
        await set.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('contact.saved'))
        done()
      }}
    >
      <Field of={setContacts} name="officePhone" label={t('contact.office_phone')} help={t('contact.office_help')}>
        <Input inputMode="tel" maxLength={40} />
      </Field>
      <Field of={setContacts} name="contactName" label={t('contact.name')} help={t('contact.sealed_help')}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Field of={setContacts} name="contactPhone" label={t('contact.phone')}>
        <Input inputMode="tel" maxLength={40} autoComplete="off" />
      </Field>
      <Form.Item name="forget" valuePropName="checked">
        <Checkbox>{t('contact.forget')}</Checkbox>
      </Form.Item>
    </ShapedForm>
  )
}

export function ComplaintLineForm({ fund, submit, done, cancel }: TermsFormProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const set = useWrite(funds.setComplaintLine)
  return (
    <ShapedForm
      name="complaint-line"
      shape={setComplaintLine}
      {...(fund.complaintLine ? { initial: fund.complaintLine } : {})}
      submit={submit}
      cancel={cancel}
      send={async (body) => {
        await set.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('complaint_line.added'))
        done()
      }}
    >
      <p className="quiet">{t('complaint_line.lead')}</p>
      <Field of={setComplaintLine} name="telephone" label={t('complaint_line.telephone')}>
        <Input inputMode="tel" maxLength={40} />
      </Field>
      <Field of={setComplaintLine} name="publishedIn" label={t('complaint_line.published_in')}>
        <Input maxLength={200} />
      </Field>
      <Field of={setComplaintLine} name="publishedOn" label={t('complaint_line.published_on')}>
        <DayInput last={today()} />
      </Field>
      <Field of={setComplaintLine} name="paperId" label={t('paper.title')}>
        <PaperInput fundId={fund.id} kind="complaint_line" />
      </Field>
    </ShapedForm>
  )
}
