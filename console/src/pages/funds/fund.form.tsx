import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { changeFund, type FundRecord, openFund } from '@shanju/contract/funds/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useRef } from 'react'
import { DayInput, today } from '../../kit/day-input.tsx'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { OrganisationPicker } from '../../kit/pickers.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useIdParam, useSearchId } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { FieldsInput } from './fund.inputs.tsx'

/**
 * A community fund under a host charity, at a town or a community: what it is. Then either step by step, or opened at
 * once where nothing more is to be settled.
 */
export function OpenFundForm() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const open = useWrite(funds.open)
  const prepare = useWrite(funds.prepare)
  const atOnce = useRef(false)
  const host = useSearchId('host', 'org')
  const { me } = useSession()
  const own = me.assignments.find((each) => each.reach.kind === 'organisation')?.reach
  const hostId = host ?? (own?.kind === 'organisation' ? own.id : undefined)
  return (
    <FormPage action="funds.open" title={t('fund.open')} lead={t('fund.open_lead')} crumbs={useCrumbs()}>
      <div
        // Every press begins anew; the one that opens at once says so afterwards.
        onClickCapture={() => {
          atOnce.current = false
        }}
      >
        <ShapedForm
          name="open-fund"
          shape={openFund}
          initial={{ opensOn: today(), ...(hostId ? { hostId } : {}) }}
          submit={t('fund.prepare')}
          cancel={
            <Button
              htmlType="submit"
              title={t('fund.open_now_note')}
              onClick={() => {
                atOnce.current = true
              }}
            >
              {t('fund.open_now')}
            </Button>
          }
          send={async (body) => {
            if (!atOnce.current) {
              const made = await prepare.mutateAsync({ input: { body } })
              message.success(t('fund.prepared'))
              return navigate({ to: paths.prepareFund(made.id) })
            }
            const made = await open.mutateAsync({ input: { body } })
            const count = made.warnings.length
            message.success(count > 0 ? t('fund.opened_warned', { count }) : t('fund.opened'))
            return navigate({ to: paths.fund(made.id) })
          }}
        >
          <Field of={openFund} name="name" label={t('fund.name')}>
            <Input autoFocus maxLength={60} />
          </Field>
          <Field of={openFund} name="hostId" label={t('fund.host')}>
            <OrganisationPicker />
          </Field>
          <Field of={openFund} name="placeCode" label={t('fund.place')}>
            <DivisionPicker levels={['town', 'community']} />
          </Field>
          <Field of={openFund} name="purpose" label={t('fund.purpose')} help={t('fund.purpose_help')}>
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Field>
          <Field of={openFund} name="fields" label={t('fund.fields')}>
            <FieldsInput />
          </Field>
          <Field of={openFund} name="opensOn" label={t('fund.opens_on')}>
            <DayInput last={today()} />
          </Field>
        </ShapedForm>
      </div>
    </FormPage>
  )
}

export function ChangeFundForm() {
  const fund = useRead(funds.get, { params: { id: useIdParam('fund') } })
  return <Loaded of={fund}>{(found) => <Change fund={found} />}</Loaded>
}

function Change({ fund }: { fund: FundRecord }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const change = useWrite(funds.change)
  const back = paths.fund(fund.id)
  return (
    <FormPage
      action="funds.change"
      title={t('fund.change')}
      lead={t('fund.change_lead')}
      crumbs={[...useCrumbs(), { href: back, name: fund.name }]}
    >
      <ShapedForm
        name="change-fund"
        shape={changeFund}
        initial={fund}
        submit={t('form.save')}
        send={async (body) => {
          await change.mutateAsync({ input: { params: { id: fund.id }, body } })
          message.success(t('fund.changed'))
          navigate({ to: back })
        }}
      >
        <Field of={changeFund} name="name" label={t('fund.name')}>
          <Input maxLength={60} />
        </Field>
        <Field of={changeFund} name="purpose" label={t('fund.purpose')} help={t('fund.purpose_help')}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Field>
        <Field of={changeFund} name="fields" label={t('fund.fields')}>
          <FieldsInput />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}

function useCrumbs() {
  const { t } = useSpeech()
  return [{ href: paths.funds, name: t('fund.title') }]
}
