import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { LinkMade, PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { Modal } from 'antd'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'
import { AssignmentInputs, assignmentFields, assignmentOf } from './assignment-fields.tsx'

interface ReactivateWindowProps {
  readonly person: PersonRecord
  readonly close: () => void
  readonly showLink: (link: LinkMade) => void
}

/** Back in with one role and a new link; the old password does not return. */
export function ReactivateWindow({ person, close, showLink }: ReactivateWindowProps) {
  const t = useText()
  const reactivate = useWrite(identity.reactivatePerson)
  return (
    <Modal
      open
      footer={null}
      title={`${t('person.reactivate')} · ${person.shownName}`}
      onCancel={close}
      destroyOnHidden
    >
      <ShapedForm
        name="reactivate"
        shape={assignmentFields}
        submit={t('person.reactivate')}
        send={async (fields) => {
          const link = await reactivate.mutateAsync({
            input: { params: { id: person.id }, body: assignmentOf(fields) },
          })
          close()
          showLink(link)
        }}
      >
        <AssignmentInputs />
      </ShapedForm>
    </Modal>
  )
}
