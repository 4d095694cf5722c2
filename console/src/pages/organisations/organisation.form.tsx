import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { type ManagedOrganisation, registerInput, registrationInput } from '@shanju/contract/organisations/shapes.ts'
import { mayMove, ORGANISATION_KINDS, ORGANISATION_STATUSES } from '@shanju/contract/organisations/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Input, Select } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { CharityInput } from './charity-input.tsx'
import { CreditCodeInput } from './credit-code-input.tsx'

const changeShape = registrationInput.omit({ version: true })

/** A body enters the registry, as its certificate says. */
export function RegisterForm() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const register = useWrite(organisations.registerOrganisation)
  return (
    <FormPage
      action="organisations.register"
      title={t('organisation.register')}
      lead={t('organisation.register_lead')}
      crumbs={useCrumbs()}
    >
      <ShapedForm
        name="register-organisation"
        shape={registerInput}
        initial={{ charity: true }}
        submit={t('organisation.register')}
        send={async (body) => {
          const made = await register.mutateAsync({
            input: { body: { ...body, officePhone: body.officePhone ?? null } },
          })
          message.success(t('organisation.registered'))
          navigate({ to: paths.organisation(made.id) })
        }}
      >
        <Field of={registerInput} name="name" label={t('organisation.name')}>
          <Input autoFocus maxLength={100} />
        </Field>
        <Field
          of={registerInput}
          name="creditCode"
          label={t('organisation.credit_code')}
          help={t('organisation.credit_code_help')}
        >
          <CreditCodeInput />
        </Field>
        <Field of={registerInput} name="kind" label={t('organisation.kind')}>
          <KindInput />
        </Field>
        <Field
          of={registerInput}
          name="charity"
          label={t('organisation.charity')}
          help={t('organisation.charity_help')}
        >
          <CharityInput />
        </Field>
        <Field of={registerInput} name="registeredIn" label={t('organisation.registered_in')}>
          <DivisionPicker levels={['city', 'banner']} />
        </Field>
        <Field of={registerInput} name="registeredOn" label={t('organisation.registered_on')}>
          <DayInput last={today()} />
        </Field>
        <Field
          of={registerInput}
          name="officePhone"
          label={t('organisation.phone')}
          help={t('organisation.phone_help')}
        >
          <Input maxLength={32} inputMode="tel" placeholder="0477-8500000" />
        </Field>
        <Field of={registerInput} name="remark" label={t('organisation.remark')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}

export function ChangeForm() {
  const organisation = useRead(organisations.getManagedOrganisation, { params: { id: useIdParam('org') } })
  return <Loaded of={organisation}>{(found) => <Change organisation={found} />}</Loaded>
}

/** What only a registering authority changes: name, kind, status, place. */
function Change({ organisation }: { organisation: ManagedOrganisation }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const change = useWrite(organisations.changeRegistration)
  const { id, version, registeredIn, ...rest } = organisation
  const back = paths.organisation(id)
  const statuses = ORGANISATION_STATUSES.filter((to) => to === rest.status || mayMove(rest.status, to))
  return (
    <FormPage
      action="organisations.register"
      title={t('organisation.change')}
      crumbs={[...useCrumbs(), { href: back, name: rest.name }]}
    >
      <ShapedForm
        name="change-organisation"
        shape={changeShape}
        initial={{ ...rest, registeredIn: registeredIn.code }}
        submit={t('form.save')}
        send={async (body) => {
          const statusSince = body.statusSince ?? null
          await change.mutateAsync({
            input: { params: { id }, body: { ...body, remark: body.remark ?? '', statusSince, version } },
          })
          message.success(t('organisation.changed'))
          navigate({ to: back })
        }}
      >
        <Field of={changeShape} name="name" label={t('organisation.name')}>
          <Input maxLength={100} />
        </Field>
        <Field of={changeShape} name="kind" label={t('organisation.kind')}>
          <KindInput />
        </Field>
        <Field of={changeShape} name="charity" label={t('organisation.charity')} help={t('organisation.charity_help')}>
          <CharityInput />
        </Field>
        <Field of={changeShape} name="registeredIn" label={t('organisation.registered_in')}>
          <DivisionPicker levels={['city', 'banner']} />
        </Field>
        <Field of={changeShape} name="registeredOn" label={t('organisation.registered_on')}>
          <DayInput last={today()} />
        </Field>
        <Field of={changeShape} name="status" label={t('organisation.status')}>
          <Select options={statuses.map((value) => ({ value, label: w('organisations', `status.${value}`) }))} />
        </Field>
        <Field of={changeShape} name="statusSince" label={t('organisation.status_since')}>
          <DayInput last={today()} />
        </Field>
        <Field of={changeShape} name="remark" label={t('organisation.remark')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}

function KindInput(props: { id?: string; value?: string; onChange?: (kind: string) => void }) {
  const { w } = useSpeech()
  return (
    <Select
      {...props}
      options={ORGANISATION_KINDS.map((value) => ({ value, label: w('organisations', `kind.${value}`) }))}
    />
  )
}

function useCrumbs() {
  const { t } = useSpeech()
  return [{ href: paths.organisations, name: t('organisation.title') }]
}
