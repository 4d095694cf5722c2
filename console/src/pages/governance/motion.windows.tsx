import { addGate, boardDecision, type Motion, recuse } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { GATE_ROUTES, GATE_VIEWS, RECUSAL_KINDS } from '@shanju/contract/governance/vocab.ts'
import { plainDate } from '@shanju/contract/kit/dates.ts'
import { App, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { instantOf, seatChoices, WordSelect } from './parts.tsx'

interface WindowProps {
  readonly motion: Motion
  readonly close: () => void
}

const endShape = z.strictObject({ day: plainDate, time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/) })

export function OpenWindow({ motion, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const open = useWrite(governance.openVote)
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.open')}>
      <ShapedForm
        name="open-vote"
        shape={endShape}
        initial={{ day: today(), time: '23:00' }}
        submit={t('motion.open')}
        send={async ({ day, time }) => {
          const closesAt = instantOf(day, time) ?? new Date(0)
          await open.mutateAsync({ input: { params: { id: motion.id }, body: { closesAt } } })
          message.success(t('motion.opened'))
          close()
        }}
      >
        <div className="pair">
          <Field of={endShape} name="day" label={t('motion.closes_at')}>
            <DayInput first={today()} />
          </Field>
          <Field of={endShape} name="time" label={t('motion.closes_time')}>
            <Input inputMode="numeric" placeholder="18:00" maxLength={5} />
          </Field>
        </div>
      </ShapedForm>
    </Modal>
  )
}

export function RecuseWindow({ motion, meeting, close }: WindowProps & { readonly meeting: Meeting }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const step = useWrite(governance.recuse)
  const seats = meeting.seats.filter(({ seated, kind }) => seated && kind !== 'supervisor')
  const [hint] = motion.hints
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.recuse')}>
      <ShapedForm
        name="recuse"
        shape={recuse}
        initial={{ kind: 'interest', ...(hint ? { seatId: hint } : {}) }}
        submit={t('motion.recuse')}
        send={async (body) => {
          await step.mutateAsync({ input: { params: { id: motion.id }, body } })
          message.success(t('motion.recuse_done'))
          close()
        }}
      >
        <Field of={recuse} name="seatId" label={t('motion.recuse_who')}>
          <Select options={seatChoices(seats, w)} />
        </Field>
        <Field of={recuse} name="kind" label={t('motion.recuse_kind')}>
          <WordSelect values={RECUSAL_KINDS} group="recusal" />
        </Field>
        <Field of={recuse} name="words" label={t('motion.recuse_words')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

export function GateWindow({ motion, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(governance.addGate)
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.gate')}>
      <ShapedForm
        name="add-gate"
        shape={addGate}
        initial={{ route: 'head', view: 'agrees', invitedOn: today(), attended: true }}
        submit={t('motion.gate_add')}
        send={async (body) => {
          await add.mutateAsync({ input: { params: { id: motion.id }, body } })
          message.success(t('motion.gate_done'))
          close()
        }}
      >
        <Field of={addGate} name="route" label={t('motion.gate_route')}>
          <WordSelect values={GATE_ROUTES} group="gate" />
        </Field>
        <div className="pair">
          <Field of={addGate} name="invitedOn" label={t('motion.gate_invited')}>
            <DayInput last={today()} />
          </Field>
          <Field of={addGate} name="view" label={t('motion.gate_view')}>
            <WordSelect values={GATE_VIEWS} group="view" />
          </Field>
        </div>
        <Form.Item name="attended" valuePropName="checked">
          <Checkbox>{t('motion.gate_attended')}</Checkbox>
        </Form.Item>
        <Field of={addGate} name="remarks" label={t('motion.gate_remarks')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
        <Field of={addGate} name="dueOn" label={t('motion.gate_due')}>
          <DayInput first={today()} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

export function BoardWindow({ motion, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const decide = useWrite(governance.decideBoard)
  const needed = motion.state === 'awaiting_board'
  const why = (motion.resolution?.boardFor ?? []).map((each) => w('governance', `board.${each}`)).join('、')
  const numbers = [
    ['members', t('motion.board_members')],
    ['present', t('motion.board_present')],
    ['yes', t('motion.board_yes')],
  ] as const
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.board')}>
      <ShapedForm
        name="decide-board"
        shape={boardDecision}
        initial={{ approves: needed, decidedOn: today() }}
        submit={t('motion.board_add')}
        send={async (body) => {
          await decide.mutateAsync({ input: { params: { id: motion.id }, body } })
          message.success(t('motion.board_done'))
          close()
        }}
      >
        {why && <p>{t('motion.board_for', { why })}</p>}
        <Field of={boardDecision} name="approves" label={t('motion.board')}>
          <Radio.Group
            options={[
              { value: true, label: t('motion.board_approves'), disabled: !needed },
              { value: false, label: t('motion.board_refuses') },
            ]}
          />
        </Field>
        <Field of={boardDecision} name="decidedOn" label={t('motion.board_on')}>
          <DayInput last={today()} />
        </Field>
        <div className="pair">
          {numbers.map(([name, label]) => (
            <Field key={name} of={boardDecision} name={name} label={label}>
              <InputNumber min={0} max={99} precision={0} />
            </Field>
          ))}
        </div>
        <Field of={boardDecision} name="ruleCited" label={t('motion.board_rule')}>
          <Input maxLength={300} />
        </Field>
        <Field of={boardDecision} name="reason" label={t('motion.board_reason')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
