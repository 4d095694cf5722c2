import { type PartyFile, partyMembersInput } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { InputNumber, Modal } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

const shape = partyMembersInput.omit({ revision: true })

/** How many full members work at a body: decides whether an organisation is due. */
export function MembersWindow({ id, file, close }: { id: string; file: PartyFile; close: () => void }) {
  const t = useText()
  const state = useWrite(organisations.stateMembers)
  return (
    <Modal open onCancel={close} footer={null} title={t('party.state_members')} destroyOnHidden>
      <ShapedForm
        name="party-members"
        shape={shape}
        initial={{ fullMembers: file.members?.fullMembers ?? 0, asOf: today() }}
        submit={t('form.save')}
        send={async (body) => {
          const revision = file.members?.revision ?? 0
          await state.mutateAsync({ input: { params: { id }, body: { ...body, revision } } })
          close()
        }}
      >
        <Field of={shape} name="fullMembers" label={t('party.members_count')} help={t('party.members_help')}>
          <InputNumber min={0} max={10_000} precision={0} autoFocus />
        </Field>
        <Field of={shape} name="asOf" label={t('party.as_of')}>
          <DayInput last={today()} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
