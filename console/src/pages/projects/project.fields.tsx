import { FUND_FIELDS } from '@shanju/contract/funds/vocab.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import {
  agree,
  askBudget,
  close,
  evaluate,
  money,
  type Project,
  propose,
  putToVote,
  reach,
} from '@shanju/contract/projects/shapes.ts'
import { EVALUATIONS, SURPLUS_TREATMENTS } from '@shanju/contract/projects/vocab.ts'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead } from '../../kit/queries.ts'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from '../governance/parts.tsx'
import { BudgetLines, Indicators, Milestones } from './project.lines.tsx'

interface Props {
  readonly project: Project
}

const PAYEES = ['organisation', 'body', 'person'] as const

/** What a step asks beside its words; nothing for most. */
export function StepFields({ step, project }: Props & { readonly step: Project['next'][number] }) {
  switch (step) {
    case 'propose':
      return <ProposeFields />
    case 'put_to_vote':
      return <VoteFields project={project} />
    case 'agree':
      return <AgreeFields />
    case 'reach':
      return <ReachFields project={project} />
    case 'ask_budget':
      return <BudgetFields project={project} />
    case 'claim_back':
    case 'get_back':
      return <MoneyField />
    case 'submit':
      return <SubmitFields project={project} />
    case 'evaluate':
      return <EvaluateFields />
    case 'close':
      return <CloseFields project={project} />
    default:
      return null
  }
}

function ProposeFields() {
  const { t } = useSpeech()
  return (
    <>
      <div className="pair">
        <Field of={propose} name="startsOn" label={t('project.starts')}>
          <DayInput />
        </Field>
        <Field of={propose} name="endsOn" label={t('project.ends')}>
          <DayInput />
        </Field>
      </div>
      <Field of={propose} name="field" label={t('project.field')}>
        <WordSelect module="funds" values={FUND_FIELDS} group="field" />
      </Field>
      <BudgetLines />
      <Milestones />
      <Indicators />
      <Field of={propose} name="risks" label={t('project.risks')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
    </>
  )
}

/** Meetings of the fund's own group, the latest first. */
function MeetingField({ project }: Props) {
  const { t } = useSpeech()
  const groups = useRead(governance.listGroups, { query: { fundId: project.fund.id } })
  const id = groups.data?.items[0]?.id
  const group = useRead(governance.getGroup, id ? { params: { id }, query: {} } : undefined)
  const meetings = group.data?.meetings ?? []
  return (
    <Field of={putToVote} name="meetingId" label={t('project.meeting')} help={t('project.meeting_help')}>
      <Select
        loading={group.isFetching}
        notFoundContent={t('project.meeting_none')}
        options={meetings.map((meeting) => ({
          value: meeting.id,
          label: `${t('meeting.number', { number: meeting.number })} · ${shanghaiTime(meeting.heldAt)}`,
        }))}
      />
    </Field>
  )
}

function PayeeFields() {
  const { t } = useSpeech()
  return (
    <div className="pair">
      <Field of={putToVote} name="payeeKind" label={t('project.payee_kind')}>
        <WordSelect values={PAYEES} group="payee" />
      </Field>
      <Field of={putToVote} name="payeeName" label={t('project.payee')}>
        <Input maxLength={100} />
      </Field>
      <Field of={putToVote} name="validTo" label={t('project.valid_to')}>
        <DayInput first={today()} />
      </Field>
    </div>
  )
}

function VoteFields({ project }: Props) {
  const { t } = useSpeech()
  return (
    <>
      <MeetingField project={project} />
      <PayeeFields />
      <Form.Item name="secret" valuePropName="checked">
        <Checkbox>{t('project.secret')}</Checkbox>
      </Form.Item>
    </>
  )
}

function AgreeFields() {
  const { t } = useSpeech()
  return (
    <div className="pair">
      <Field of={agree} name="signedOn" label={t('project.signed')}>
        <DayInput last={today()} />
      </Field>
      <Field of={agree} name="surplus" label={t('project.surplus')}>
        <WordSelect module="projects" values={SURPLUS_TREATMENTS} group="surplus" />
      </Field>
    </div>
  )
}

function ReachFields({ project }: Props) {
  const { t } = useSpeech()
  const options = (project.proposal?.milestones ?? []).flatMap(({ title, reachedOn }, at) =>
    reachedOn === null ? [{ value: at + 1, label: title }] : [],
  )
  return (
    <Field of={reach} name="milestone" label={t('project.which')}>
      <Select options={options} />
    </Field>
  )
}

function BudgetFields({ project }: Props) {
  const { t } = useSpeech()
  return (
    <>
      <MeetingField project={project} />
      <BudgetLines />
      <p className="quiet">{t('project.more_money')}</p>
      <div className="pair">
        <Field of={askBudget} name="payeeKind" label={t('project.payee_kind')}>
          <WordSelect values={PAYEES} group="payee" />
        </Field>
        <Field of={askBudget} name="payeeName" label={t('project.payee')}>
          <Input maxLength={100} />
        </Field>
        <Field of={askBudget} name="validTo" label={t('project.valid_to')}>
          <DayInput first={today()} />
        </Field>
      </div>
    </>
  )
}

function MoneyField() {
  const { t } = useSpeech()
  return (
    <Field of={money} name="amountFen" label={t('project.amount')}>
      <MoneyInput />
    </Field>
  )
}

function SubmitFields({ project }: Props) {
  const { t } = useSpeech()
  const budget = project.budgets.find(({ state }) => state === 'in_force')
  return (
    <>
      <fieldset className="plain">
        <legend>{t('project.spent')}</legend>
        {(budget?.lines ?? []).map(({ name }, at) => (
          <Form.Item key={name} name={['spentFen', at]} label={name} required>
            <MoneyInput />
          </Form.Item>
        ))}
      </fieldset>
      <fieldset className="plain">
        <legend>{t('project.indicators')}</legend>
        {(project.proposal?.indicators ?? []).map(({ name, unit, target }, at) => (
          <Form.Item
            key={name}
            name={['results', at]}
            label={`${name} (${unit}) · ${t('project.target')} ${target}`}
            required
          >
            <InputNumber min={0} precision={0} />
          </Form.Item>
        ))}
      </fieldset>
    </>
  )
}

function EvaluateFields() {
  const { t } = useSpeech()
  return (
    <Field of={evaluate} name="level" label={t('project.level')}>
      <WordSelect module="projects" values={EVALUATIONS} group="level" />
    </Field>
  )
}

/** What the agreement leaves to say: which project gets what is left, or what a stopped one has spent. */
function CloseFields({ project }: Props) {
  const { t } = useSpeech()
  const moves = project.agreement?.surplus === 'other_project'
  const others = useRead(
    projects.publicList,
    moves ? { query: { fundId: project.fund.id, page: 1, pageSize: 100 } } : undefined,
  )
  const options = (others.data?.items ?? [])
    .filter(({ id }) => id !== project.id)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {project.state === 'stopped' && (
        <Field of={close} name="spentFen" label={t('project.spent_total')}>
          <MoneyInput />
        </Field>
      )}
      {moves && (
        <Field of={close} name="targetId" label={t('project.target_project')}>
          <Select allowClear options={options} />
        </Field>
      )}
    </>
  )
}
