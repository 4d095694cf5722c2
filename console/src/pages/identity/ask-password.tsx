import { withPassword } from '@shanju/contract/identity/shapes.ts'
import { Input, Modal } from 'antd'
import { Field } from '../../kit/field.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

interface AskPasswordProps {
  readonly title: string
  readonly act: (password: string) => Promise<unknown>
  readonly close: () => void
}

/** The password once more, before what guards the sign-in is changed. */
export function AskPassword({ title, act, close }: AskPasswordProps) {
  const t = useText()
  return (
    <Modal open footer={null} title={title} width={400} onCancel={close} destroyOnHidden>
      <ShapedForm
        name="ask-password"
        shape={withPassword}
        submit={t('form.confirm')}
        send={async ({ password }) => {
          await act(password)
          close()
        }}
      >
        <Field of={withPassword} name="password" label={t('me.ask_password')}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
