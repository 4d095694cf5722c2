import { FUND_FIELDS } from '@shanju/contract/funds/vocab.ts'
import { addMotion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { isMoney, MOTION_KINDS, type MotionKind } from '@shanju/contract/governance/vocab.ts'
import { PAYEE_KINDS } from '@shanju/contract/payments/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from './parts.tsx'

/** A motion asks for the parts of its kind and no others. */
export function MotionWindow({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const add = useWrite(governance.addMotion)
  const [kind, setKind] = useState<MotionKind>('grant')
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.add')} width={720}>
      <ShapedForm
        key={kind}
        name="add-motion"
        shape={addMotion}
        initial={{ kind, ...(kind === 'standing' ? { payeeKind: 'open' as const } : {}) }}
        submit={t('motion.add')}
        send={async (body) => {
          const made = await add.mutateAsync({ input: { params: { id: meeting.id }, body } })
          message.success(t('motion.added'))
          navigate({ to: paths.motion(made.id) })
        }}
      >
        <Field of={addMotion} name="kind" label={t('motion.kind')}>
          <KindSelect onKind={setKind} />
        </Field>
        <Field of={addMotion} name="title" label={t('motion.title')}>
          <Input maxLength={120} />
        </Field>
        <Field of={addMotion} name="reasons" label={t('motion.reasons')}>
          <Input.TextArea rows={4} maxLength={4000} />
        </Field>
        {isMoney(kind) && <MoneyFields kind={kind} />}
        {kind === 'rules' && <RulesField groupId={meeting.groupId} />}
        {(kind === 'ratify' || kind === 'revoke') && <AboutField groupId={meeting.groupId} />}
        <Form.Item name="secret" valuePropName="checked">
          <Checkbox>{t('motion.secret')}</Checkbox>
        </Form.Item>
      </ShapedForm>
    </Modal>
  )
}

interface KindSelectProps {
  readonly id?: string
  readonly value?: string
  readonly onKind: (kind: MotionKind) => void
}

/** Another kind is another form. */
function KindSelect({ id, value, onKind }: KindSelectProps) {
  return (
    <WordSelect
      {...(id ? { id } : {})}
      value={value ?? null}
      values={MOTION_KINDS}
      group="motion"
      onChange={(next) => onKind(MOTION_KINDS.find((each) => each === next) ?? 'grant')}
    />
  )
}

function MoneyFields({ kind }: { kind: MotionKind }) {
  const { t } = useSpeech()
  return (
    <div className="pair">
      <Field of={addMotion} name="amountFen" label={t('motion.amount')}>
        <MoneyInput />
      </Field>
      {kind === 'standing' && (
        <Field of={addMotion} name="eachCapFen" label={t('motion.each')}>
          <MoneyInput />
        </Field>
      )}
      <Field of={addMotion} name="field" label={t('motion.field')}>
        <WordSelect values={FUND_FIELDS} group="field" module="funds" />
      </Field>
      <Field of={addMotion} name="payeeKind" label={t('motion.payee_kind')}>
        <WordSelect values={PAYEE_KINDS} group="payee" />
      </Field>
      <Field of={addMotion} name="payeeName" label={t('motion.payee_name')} help={t('motion.payee_help')}>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field of={addMotion} name="validTo" label={t('motion.valid_to')}>
        <DayInput first={today()} />
      </Field>
    </div>
  )
}

function RulesField({ groupId }: { groupId: string }) {
  const { t } = useSpeech()
  const group = useRead(governance.getGroup, { params: { id: groupId }, query: {} })
  const options = (group.data?.rules ?? []).map(({ id, number }) => ({
    value: id,
    label: t('meeting.version', { number }),
  }))
  return (
    <Field of={addMotion} name="rulesId" label={t('motion.rules')}>
      <Select options={options} loading={group.isFetching} />
    </Field>
  )
}

function AboutField({ groupId }: { groupId: string }) {
  const { t } = useSpeech()
  const group = useRead(governance.getGroup, { params: { id: groupId }, query: {} })
  const options = (group.data?.meetings ?? [])
    .flatMap(({ motions }) => motions)
    .filter(({ state }) => state === 'carried')
    .map(({ id, number, title }) => ({ value: id, label: `${t('motion.number', { number })} ${title}` }))
  return (
    <Field of={addMotion} name="aboutMotionId" label={t('motion.about')}>
      <Select options={options} loading={group.isFetching} />
    </Field>
  )
}
