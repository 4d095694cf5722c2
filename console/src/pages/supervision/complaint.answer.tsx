import { type Complaint, routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { App, Checkbox, Form, Input, Modal } from 'antd'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

const answerInput = supervision.answer.body

/** An answer the maker of the complaint reads under its code; a closing one is the last. */
export function AnswerWindow({ complaint, close }: { complaint: Complaint; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const answer = useWrite(supervision.answer)
  if (!answerInput) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('complaint.answer')}>
      <ShapedForm
        name="answer-complaint"
        shape={answerInput}
        initial={{ closes: false }}
        submit={t('complaint.answer')}
        send={async (body) => {
          await answer.mutateAsync({ input: { params: { id: complaint.id }, body } })
          message.success(t('complaint.answered'))
          close()
        }}
      >
        <Field of={answerInput} name="words" label={t('complaint.answer_words')} help={t('complaint.answer_help')}>
          <Input.TextArea autoFocus rows={6} maxLength={2000} />
        </Field>
        <Form.Item name="closes" valuePropName="checked">
          <Checkbox>{t('complaint.closes_yes')}</Checkbox>
        </Form.Item>
      </ShapedForm>
    </Modal>
  )
}
