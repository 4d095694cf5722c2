import { type StaffMember, staffInput } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { DUTIES } from '@shanju/contract/organisations/vocab.ts'
import { App, Input, Modal, Select } from 'antd'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { Tick } from './tick.tsx'

interface Props {
  readonly id: string
  readonly now?: StaffMember
  readonly close: () => void
}

/** Who answers for something at a body, and from when to when. */
export function StaffWindow({ id, now, close }: Props) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(organisations.addStaff)
  const change = useWrite(organisations.changeStaff)
  const { name, ...known } = now ?? { name: null }
  return (
    <Modal open onCancel={close} footer={null} title={t(now ? 'member.change' : 'member.add')} destroyOnHidden>
      <ShapedForm
        name="staff"
        shape={staffInput}
        initial={now ? { ...known, ...(name ? { name } : {}) } : { fullTime: true }}
        submit={t('form.save')}
        send={async (body) => {
          if (now) {
            const params = { id, staffId: now.id }
            await change.mutateAsync({ input: { params, body: { ...body, revision: now.revision } } })
          } else await add.mutateAsync({ input: { params: { id }, body } })
          message.success(t('dossier.saved'))
          close()
        }}
      >
        <Field of={staffInput} name="name" label={t('member.name')} help={t('member.private_help')}>
          <Input maxLength={40} autoFocus autoComplete="off" />
        </Field>
        <Field of={staffInput} name="phone" label={t('member.phone')}>
          <Input maxLength={32} inputMode="tel" autoComplete="off" />
        </Field>
        <Field of={staffInput} name="duty" label={t('member.duty')}>
          <Select options={DUTIES.map((value) => ({ value, label: w('organisations', `duty.${value}`) }))} />
        </Field>
        <Field of={staffInput} name="title" label={t('member.title')}>
          <Input maxLength={60} />
        </Field>
        <Field of={staffInput} name="fullTime" label={t('member.full_time')}>
          <Tick label={t('member.full_time_yes')} />
        </Field>
        <Field of={staffInput} name="fromOn" label={t('dossier.from_on')}>
          <DayInput />
        </Field>
        <Field of={staffInput} name="toOn" label={t('dossier.to_on')}>
          <DayInput />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
