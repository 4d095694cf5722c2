import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import type { DutyStep } from '@shanju/contract/regulations/vocab.ts'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { useNotOwner } from './duty.owner.ts'

/** Done, waived, or a note beside what is closed; each button says why when it cannot be used. */
export function DutyActions({ duty }: { duty: DutyRecord }) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const [open, setOpen] = useState<DutyStep>()
  const notOwner = useNotOwner(duty)
  const closed =
    duty.state === 'open' ? undefined : t('duty.step_why', { state: w('regulations', `state.${duty.state}`) })
  const close = () => setOpen(undefined)
  if (!may('regulations.do_duties')) return null
  return (
    <>
      {closed === undefined ? (
        <ActionButton
          key="do"
          action="regulations.do_duties"
          type="primary"
          why={notOwner}
          onClick={() => setOpen('do')}
        >
          {t('duty.do')}
        </ActionButton>
      ) : (
        <ActionButton key="correct" action="regulations.do_duties" why={notOwner} onClick={() => setOpen('correct')}>
          {t('duty.correct')}
        </ActionButton>
      )}
      {may('regulations.waive_duties') && (
        <ActionButton action="regulations.waive_duties" why={closed} danger onClick={() => setOpen('waive')}>
          {t('duty.waive')}
        </ActionButton>
      )}
      {open === 'do' && <DoWindow duty={duty} close={close} />}
      {open === 'waive' && <WaiveWindow duty={duty} close={close} />}
      {open === 'correct' && <CorrectWindow duty={duty} close={close} />}
    </>
  )
}

interface WindowProps {
  readonly duty: DutyRecord
  readonly close: () => void
}

const doing = regulations.doDuty.body
const waiving = regulations.waiveDuty.body
const correcting = regulations.correctDuty.body

function DoWindow({ duty, close }: WindowProps) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const done = useWrite(regulations.doDuty)
  if (!doing) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('duty.do_title', { title: duty.title[language] })}>
      <ShapedForm
        name="do-duty"
        shape={doing}
        submit={t('duty.do')}
        send={async (body) => {
          await done.mutateAsync({ input: { params: { id: duty.id }, body } })
          message.success(t('duty.done'))
          close()
        }}
      >
        <Field of={doing} name="evidence" label={t('duty.evidence')} help={t('duty.evidence_help')}>
          <Input.TextArea autoFocus rows={4} maxLength={1000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

function WaiveWindow({ duty, close }: WindowProps) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const waive = useWrite(regulations.waiveDuty)
  if (!waiving) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('duty.waive_title', { title: duty.title[language] })}>
      <p className="ask-text">{t('duty.waive_text')}</p>
      <ShapedForm
        name="waive-duty"
        shape={waiving}
        submit={t('duty.waive')}
        send={async (body) => {
          await waive.mutateAsync({ input: { params: { id: duty.id }, body } })
          message.success(t('duty.waived'))
          close()
        }}
      >
        <Field of={waiving} name="reason" label={t('duty.reason')}>
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

function CorrectWindow({ duty, close }: WindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const correct = useWrite(regulations.correctDuty)
  if (!correcting) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('duty.correct')}>
      <p className="ask-text">{t('duty.correct_text')}</p>
      <ShapedForm
        name="correct-duty"
        shape={correcting}
        submit={t('duty.correct')}
        send={async (body) => {
          await correct.mutateAsync({ input: { params: { id: duty.id }, body } })
          message.success(t('duty.corrected'))
          close()
        }}
      >
        <Field of={correcting} name="note" label={t('duty.note')}>
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
