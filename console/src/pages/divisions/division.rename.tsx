import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { type Division, renameInput } from '@shanju/contract/divisions/shapes.ts'
import { App, Input, Modal } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

/** A new name with its day and its document; the old one stays in the history. */
export function RenameWindow({ division, close }: { division: Division; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const rename = useWrite(divisions.renameDivision)
  return (
    <Modal open onCancel={close} footer={null} title={`${t('division.rename')} · ${division.name}`} destroyOnHidden>
      <ShapedForm
        name="rename-division"
        shape={renameInput}
        initial={{ officialName: division.officialName, effectiveOn: today() }}
        submit={t('division.rename')}
        send={async (body) => {
          await rename.mutateAsync({ input: { params: { code: division.code }, body } })
          message.success(t('division.renamed'))
          close()
        }}
      >
        <Field of={renameInput} name="name" label={t('division.new_name')}>
          <Input autoFocus maxLength={60} />
        </Field>
        <Field of={renameInput} name="officialName" label={t('division.official_name')}>
          <Input maxLength={60} />
        </Field>
        <Field of={renameInput} name="effectiveOn" label={t('division.effective_on')}>
          <DayInput last={today()} />
        </Field>
        <Field of={renameInput} name="source" label={t('division.source')} help={t('division.source_help')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
        <Field of={renameInput} name="pinyin" label={t('division.pinyin')}>
          <Input maxLength={200} placeholder="kang ba shi qu" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
