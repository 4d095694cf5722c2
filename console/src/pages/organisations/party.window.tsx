import { type PartyRecord, partyInput } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { officePhone } from '@shanju/contract/organisations/shapes.ts'
import { PARTY_FORMS } from '@shanju/contract/organisations/vocab.ts'
import { App, Input, Modal, Select } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { Tick } from './tick.tsx'

/** The head stands flat on the form; without a name there is none. */
const shape = partyInput.omit({ person: true }).extend({
  personName: z.string().trim().max(40).optional(),
  personPhone: officePhone.nullable(),
})

interface Props {
  readonly id: string
  readonly now?: PartyRecord
  readonly close: () => void
}

/** A party organisation of a body, or what stands in for one. */
export function PartyWindow({ id, now, close }: Props) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(organisations.addPartyRecord)
  const change = useWrite(organisations.changePartyRecord)
  const person = now?.person
  const initial = now
    ? { ...now, ...(person ? { personName: person.name, personPhone: person.phone } : {}) }
    : { inStep: false }
  return (
    <Modal open onCancel={close} footer={null} title={t(now ? 'party.change' : 'party.add')} destroyOnHidden>
      <ShapedForm
        name="party"
        shape={shape}
        initial={initial}
        submit={t('form.save')}
        send={async ({ personName, personPhone, ...rest }) => {
          const body = { ...rest, person: personName ? { name: personName, phone: personPhone ?? null } : null }
          if (now) {
            const params = { id, recordId: now.id }
            await change.mutateAsync({ input: { params, body: { ...body, revision: now.revision } } })
          } else await add.mutateAsync({ input: { params: { id }, body } })
          message.success(t('dossier.saved'))
          close()
        }}
      >
        <Field of={shape} name="form" label={t('party.form')}>
          <Select options={PARTY_FORMS.map((value) => ({ value, label: w('organisations', `form.${value}`) }))} />
        </Field>
        <Field of={shape} name="name" label={t('party.name')} help={t('party.name_help')}>
          <Input maxLength={100} />
        </Field>
        <Field of={shape} name="personName" label={t('party.person')} help={t('party.person_help')}>
          <Input maxLength={40} autoComplete="off" />
        </Field>
        <Field of={shape} name="personPhone" label={t('party.person_phone')}>
          <Input maxLength={32} inputMode="tel" autoComplete="off" />
        </Field>
        <Field of={shape} name="fromOn" label={t('dossier.from_on')}>
          <DayInput last={today()} />
        </Field>
        <Field of={shape} name="toOn" label={t('dossier.to_on')}>
          <DayInput />
        </Field>
        <Field of={shape} name="inStep" label={t('party.in_step')}>
          <Tick label={t('party.in_step_yes')} />
        </Field>
        <Field of={shape} name="evidence" label={t('party.evidence')} help={t('dossier.document_help')}>
          <Input maxLength={300} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
