import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { addRules, addSeat, callMeeting, endSeat, type Group, type Seat } from '@shanju/contract/governance/shapes.ts'
import { MEETING_KINDS, SEAT_END_REASONS } from '@shanju/contract/governance/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { TryLink } from '../../kit/try-link.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { draftSearch, instantOf, seatChoices, WordSelect } from './parts.tsx'
import { SeatFields } from './seat-fields.tsx'

interface WindowProps {
  readonly group: Group
  readonly close: () => void
}

export function SeatWindow({ group, close }: WindowProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(governance.addSeat)
  const choices = seatChoices(
    group.members.filter(({ seated }) => seated),
    w,
  )
  return (
    <Modal open onCancel={close} footer={null} title={t('seat.add')} width={720}>
      <ShapedForm
        name="add-seat"
        shape={addSeat}
        initial={{ kind: 'resident', fromOn: today() } as never}
        submit={t('seat.add')}
        send={async (body) => {
          await add.mutateAsync({ input: { params: { id: group.id }, body } })
          message.success(t('seat.added'))
          close()
        }}
      >
        <SeatFields />
        <Field of={addSeat} name="replaces" label={t('seat.replaces')}>
          <Select allowClear options={choices} />
        </Field>
        <Field of={addSeat} name="actsFor" label={t('seat.acts_for')}>
          <Select allowClear options={choices} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

export function EndSeatWindow({ seat, close }: { seat: Seat; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const end = useWrite(governance.endSeat)
  return (
    <Modal open onCancel={close} footer={null} title={`${t('seat.end')} · ${seat.fullName ?? ''}`}>
      <ShapedForm
        name="end-seat"
        shape={endSeat}
        initial={{ endedOn: today(), reason: 'resigned' }}
        submit={t('seat.end')}
        send={async (body) => {
          await end.mutateAsync({ input: { params: { id: seat.id }, body } })
          message.success(t('seat.ended'))
          close()
        }}
      >
        <Field of={endSeat} name="endedOn" label={t('seat.ended_on')}>
          <DayInput />
        </Field>
        <Field of={endSeat} name="reason" label={t('seat.end_reason')}>
          <WordSelect values={SEAT_END_REASONS} group="end" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

// The contract's shape holds sums and halves together; the form asks for each field by itself.
const rulesShape = z.strictObject(addRules.shape)

/** A version of the rules; what the latest says stands in it to begin with. */
export function RulesWindow({ group, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(governance.addRules)
  const [latest] = group.rules
  const initial = latest ?? {
    ...{ quorumTop: 2, quorumBottom: 3, specialTop: 2, specialBottom: 3, noticeDays: 3, projectNoticeDays: 5 },
    ...{ resultNoticeDays: 7, largeSumFen: 2_000_000n, emergencyCapFen: 500_000n, emergencyYes: 3, ratifyDays: 15 },
  }
  const numbers = [
    ['noticeDays', t('rules.notice_days')],
    ['projectNoticeDays', t('rules.project_days')],
    ['resultNoticeDays', t('rules.result_days')],
    ['emergencyYes', t('rules.emergency_yes')],
    ['ratifyDays', t('rules.ratify_days')],
  ] as const
  const fractions = [
    ['quorum', t('rules.quorum')],
    ['special', t('rules.special')],
  ] as const
  return (
    <Modal open onCancel={close} footer={null} title={t('rules.add')} width={720}>
      <ShapedForm
        name="add-rules"
        shape={rulesShape}
        initial={initial}
        submit={t('rules.add')}
        send={async (body) => {
          await add.mutateAsync({ input: { params: { id: group.id }, body } })
          message.success(t('rules.added'))
          close()
        }}
      >
        <Field of={rulesShape} name="body" label={t('rules.body')}>
          <Input.TextArea rows={10} maxLength={20_000} />
        </Field>
        {fractions.map(([name, label]) => (
          <div key={name} className="pair">
            <Field of={rulesShape} name={`${name}Top`} label={`${label} · ${t('rules.top')}`}>
              <InputNumber min={1} max={20} precision={0} />
            </Field>
            <Field of={rulesShape} name={`${name}Bottom`} label={t('rules.bottom')}>
              <InputNumber min={1} max={20} precision={0} />
            </Field>
          </div>
        ))}
        <div className="pair">
          <Field of={rulesShape} name="largeSumFen" label={t('rules.large')}>
            <MoneyInput />
          </Field>
          <Field of={rulesShape} name="emergencyCapFen" label={t('rules.cap')}>
            <MoneyInput />
          </Field>
          {numbers.map(([name, label]) => (
            <Field key={name} of={rulesShape} name={name} label={label}>
              <InputNumber min={0} max={60} precision={0} />
            </Field>
          ))}
        </div>
        <Form.Item name="noticeHolds" valuePropName="checked">
          <Checkbox>{t('rules.holds')}</Checkbox>
        </Form.Item>
        <TryLink href={paths.rulesTrial} searchOf={(typing) => draftSearch(group.id, typing)} />
      </ShapedForm>
    </Modal>
  )
}

const meetingShape = z.strictObject({
  ...{ kind: callMeeting.shape.kind, heldOn: callMeeting.shape.notifiedOn, place: callMeeting.shape.place },
  ...{ notifiedOn: callMeeting.shape.notifiedOn, urgentReason: callMeeting.shape.urgentReason },
  agenda: callMeeting.shape.agenda,
  time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/),
})

export function MeetingWindow({ group, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const call = useWrite(governance.callMeeting)
  return (
    <Modal open onCancel={close} footer={null} title={t('meeting.call')} width={640}>
      <ShapedForm
        name="call-meeting"
        shape={meetingShape}
        initial={{ kind: 'gathered', notifiedOn: today(), time: '15:00' }}
        submit={t('meeting.call')}
        send={async ({ heldOn, time, ...more }) => {
          const heldAt = instantOf(heldOn, time) ?? new Date()
          const made = await call.mutateAsync({ input: { params: { id: group.id }, body: { ...more, heldAt } } })
          message.success(t('meeting.called'))
          navigate({ to: paths.meeting(made.id) })
        }}
      >
        <Field of={meetingShape} name="kind" label={t('meeting.kind')}>
          <WordSelect values={MEETING_KINDS} group="meeting" />
        </Field>
        <div className="pair">
          <Field of={meetingShape} name="heldOn" label={t('meeting.held_on')}>
            <DayInput />
          </Field>
          <Field of={meetingShape} name="time" label={t('meeting.held_time')}>
            <Input inputMode="numeric" placeholder="15:00" maxLength={5} />
          </Field>
          <Field of={meetingShape} name="place" label={t('meeting.place')}>
            <Input maxLength={120} />
          </Field>
          <Field of={meetingShape} name="notifiedOn" label={t('meeting.notified_on')}>
            <DayInput last={today()} />
          </Field>
        </div>
        <Field of={meetingShape} name="urgentReason" label={t('meeting.urgent')}>
          <Input maxLength={300} />
        </Field>
        <Field of={meetingShape} name="agenda" label={t('meeting.agenda')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
