import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { contactInput, type ManagedOrganisation } from '@shanju/contract/organisations/shapes.ts'
import { App, Input, Modal } from 'antd'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

const shape = contactInput.omit({ version: true })

/** What the body itself may keep up. The version goes back with it, so that nobody's change is written over unseen. */
export function PhoneWindow({ organisation, close }: { organisation: ManagedOrganisation; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const change = useWrite(organisations.changeContact)
  return (
    <Modal open onCancel={close} footer={null} title={t('organisation.change_phone')} destroyOnHidden>
      <ShapedForm
        name="change-phone"
        shape={shape}
        initial={{ officePhone: organisation.officePhone }}
        submit={t('form.save')}
        send={async ({ officePhone }) => {
          const body = { version: organisation.version, officePhone: officePhone ?? null }
          await change.mutateAsync({ input: { params: { id: organisation.id }, body } })
          message.success(t('organisation.changed'))
          close()
        }}
      >
        <Field of={shape} name="officePhone" label={t('organisation.phone')} help={t('organisation.phone_help')}>
          <Input autoFocus maxLength={32} inputMode="tel" placeholder="0477-8500000" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
