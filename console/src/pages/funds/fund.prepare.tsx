import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { changePreparation, type FundRecord } from '@shanju/contract/funds/shapes.ts'
import { SOURCE_KINDS } from '@shanju/contract/funds/vocab.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Checkbox, Form, Steps } from 'antd'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { BeginForm } from './fund.check.tsx'
import { PaperInput, WordChoice } from './fund.inputs.tsx'
import './fund.css'
import { AgreementForm, ComplaintLineForm, ContactsForm, DelegationForm, ServedForm } from './fund.terms.tsx'

const STEPS = ['agreement', 'means', 'delegation', 'contacts', 'check'] as const
type Step = (typeof STEPS)[number]

/** From a fund in preparation to an open one, a step at a time; the step stands in the address. */
export function PrepareFund() {
  const fund = useRead(funds.get, { params: { id: useIdParam('fund') } })
  return <Loaded of={fund}>{(found) => <Prepare fund={found} />}</Loaded>
}

function Prepare({ fund }: { fund: FundRecord }) {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { step } = useSearch({ strict: false }) as { step?: string }
  const at = Math.max(0, STEPS.indexOf(step as Step))
  const go = (to: Step | undefined) =>
    to ? navigate({ to: '.', search: { step: to } as never }) : navigate({ to: paths.fund(fund.id) })
  const next = STEPS[at + 1]
  return (
    <FormPage
      action="funds.change"
      title={t('opening.title')}
      lead={fund.name}
      crumbs={[
        { href: paths.funds, name: t('fund.title') },
        { href: paths.fund(fund.id), name: fund.name },
      ]}
    >
      <Steps
        className="fund-steps"
        size="small"
        current={at}
        onChange={(to) => go(STEPS[to])}
        items={STEPS.map((each) => ({ title: t(`fund.step.${each}`) }))}
      />
      <StepForm key={STEPS[at]} step={STEPS[at] ?? 'agreement'} fund={fund} done={() => go(next)} />
    </FormPage>
  )
}

function StepForm({ step, fund, done }: { step: Step; fund: FundRecord; done: () => void }) {
  const { t } = useSpeech()
  const form = {
    fund,
    done,
    submit: t('fund.save_next'),
    cancel: <Button onClick={done}>{t('fund.skip')}</Button>,
  }
  if (step === 'agreement') return <AgreementForm {...form} />
  if (step === 'means') return <MeansForm fund={fund} done={done} />
  if (step === 'delegation') return <DelegationForm {...form} />
  if (step === 'check') return <BeginForm fund={fund} done={done} />
  const stay = { fund, done: () => undefined, submit: t('form.save') }
  return (
    <div className="stack">
      <ServedForm {...stay} />
      <hr />
      <ContactsForm {...stay} />
      <hr />
      <ComplaintLineForm {...form} />
    </div>
  )
}

/** Where the money comes from and what the fund opens with. */
function MeansForm({ fund, done }: { fund: FundRecord; done: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const change = useWrite(funds.changePreparation)
  return (
    <ShapedForm
      name="means"
      shape={changePreparation}
      initial={fund}
      submit={t('fund.save_next')}
      cancel={<Button onClick={done}>{t('fund.skip')}</Button>}
      send={async (body) => {
        await change.mutateAsync({ input: { params: { id: fund.id }, body } })
        message.success(t('fund.step_saved'))
        done()
      }}
    >
      <Field of={changePreparation} name="sourceKind" label={t('fund.source')}>
        <WordChoice values={SOURCE_KINDS} group="source" />
      </Field>
      <Field
        of={changePreparation}
        name="openingSumFen"
        label={t('fund.opening_sum')}
        help={t('fund.opening_sum_help')}
      >
        <MoneyInput />
      </Field>
      <Form.Item noStyle dependencies={['sourceKind']}>
        {({ getFieldValue }) =>
          getFieldValue('sourceKind') === 'host_money' && (
            <Form.Item name="board" label={t('paper.board')} extra={t('paper.board_lead')}>
              <PaperInput fundId={fund.id} kind="board_decision" />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="ownBankAccount" valuePropName="checked" extra={t('fund.own_help')}>
        <Checkbox>{t('fund.own_account')}</Checkbox>
      </Form.Item>
      <Form.Item name="ownSeal" valuePropName="checked">
        <Checkbox>{t('fund.own_seal')}</Checkbox>
      </Form.Item>
    </ShapedForm>
  )
}
