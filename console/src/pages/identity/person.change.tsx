import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { changePerson, type PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { App, Input, Modal } from 'antd'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

export function ChangePersonWindow({ person, close }: { person: PersonRecord; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const change = useWrite(identity.changePerson)
  return (
    <Modal open footer={null} title={t('person.change')} onCancel={close} destroyOnHidden>
      <ShapedForm
        name="change-person"
        shape={changePerson}
        initial={{ shownName: person.shownName, phone: person.phone }}
        submit={t('form.save')}
        send={async ({ shownName, phone }) => {
          await change.mutateAsync({ input: { params: { id: person.id }, body: { shownName, phone: phone ?? null } } })
          message.success(t('person.changed'))
          close()
        }}
      >
        <Field of={changePerson} name="shownName" label={t('person.shown_name')}>
          <Input autoFocus maxLength={40} />
        </Field>
        <Field of={changePerson} name="phone" label={t('person.phone')}>
          <Input maxLength={32} inputMode="tel" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
