import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { LinkMade, PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { useText } from '../../text/language.tsx'

interface ResetWindowProps {
  readonly person: PersonRecord
  readonly close: () => void
  readonly showLink: (link: LinkMade) => void
}

/** A new link for somebody who forgot their password or lost the phone with their codes. */
export function ResetWindow({ person, close, showLink }: ResetWindowProps) {
  const t = useText()
  const errorText = useErrorText()
  const reset = useWrite(identity.resetLink)
  const [removeSecondFactor, setRemove] = useState(false)
  const send = async () => {
    const input = { params: { id: person.id }, body: { removeSecondFactor } }
    const link = await reset.mutateAsync({ input }).catch(() => undefined)
    if (!link) return
    close()
    showLink(link)
  }
  return (
    <Modal open footer={null} title={t('person.reset_title', { name: person.shownName })} onCancel={close}>
      <div className="stack">
        <p>{t('person.reset_text')}</p>
        {person.secondFactor && (
          <Checkbox checked={removeSecondFactor} onChange={(event) => setRemove(event.target.checked)}>
            {t('person.reset_factor')}
          </Checkbox>
        )}
        {reset.error && <Alert type="error" showIcon role="alert" title={errorText(reset.error)} />}
        <div className="actions">
          <Button type="primary" loading={reset.isPending} onClick={send}>
            {t('person.reset_do')}
          </Button>
          <Button onClick={close}>{t('form.cancel')}</Button>
        </div>
      </div>
    </Modal>
  )
}
