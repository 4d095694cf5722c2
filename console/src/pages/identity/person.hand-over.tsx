import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { handOver, type PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '../../kit/field.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { SearchPicker } from '../../kit/search-picker.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { useText } from '../../text/language.tsx'

/** For leavers: everything goes to one colleague, in one step, so that nothing is left without anybody. */
export function HandOverWindow({ person, close }: { person: PersonRecord; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const give = useWrite(identity.handOver)
  return (
    <Modal
      open
      footer={null}
      title={t('person.hand_over_title', { name: person.shownName })}
      onCancel={close}
      destroyOnHidden
    >
      <ShapedForm
        name="hand-over"
        shape={handOver}
        submit={t('person.hand_over_do')}
        send={async (body) => {
          const { given } = await give.mutateAsync({ input: { params: { id: person.id }, body } })
          message.success(t('person.handed_over', { count: given.length }))
          close()
        }}
      >
        <p className="quiet form-trouble">{t('person.hand_over_text', { name: person.shownName })}</p>
        <Field of={handOver} name="toPersonId" label={t('person.hand_over_to')}>
          <ColleaguePicker without={person.id} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

function ColleaguePicker({
  without,
  ...props
}: {
  without: string
  value?: string
  onChange?: (id: string | undefined) => void
}) {
  const t = useText()
  const [words, onWords] = useState('')
  const q = useSettled(words, 200)
  const found = useRead(identity.people, { query: { q, state: 'active', pageSize: 20 } }, { keep: true })
  const others = (found.data?.items ?? []).filter((each) => each.id !== without)
  const choices = others.map((each) => ({ value: each.id, label: each.shownName, more: each.userName }))
  return <SearchPicker {...props} hint={t('person.pick')} choices={choices} busy={found.isFetching} onWords={onWords} />
}
