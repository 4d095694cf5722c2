import { routes } from '@shanju/contract/transparency/routes.ts'
import { App, Input, InputNumber, Modal } from 'antd'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

const witnessInput = routes.addWitness.body
const quorumInput = routes.setQuorum.body

/** Who else is asked to stand behind the log. Its key is compared in person: whoever gives a false one would watch for us. */
export function AddWitnessWindow({ close }: { close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const add = useWrite(routes.addWitness)
  if (!witnessInput) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('log.add')}>
      <ShapedForm
        name="add-witness"
        shape={witnessInput}
        initial={{ mlDsaVkey: '' }}
        submit={t('log.add')}
        send={async (body) => {
          await add.mutateAsync({ input: { body } })
          message.success(t('log.added'))
          close()
        }}
      >
        <Field of={witnessInput} name="title" label={t('log.add_title')} help={t('log.add_title_help')}>
          <Input autoFocus maxLength={60} />
        </Field>
        <Field of={witnessInput} name="url" label={t('log.add_url')} help={t('log.add_url_help')}>
          <Input maxLength={500} inputMode="url" />
        </Field>
        <Field of={witnessInput} name="vkey" label={t('log.add_vkey')} help={t('log.add_vkey_help')}>
          <Input.TextArea rows={2} maxLength={300} spellCheck={false} />
        </Field>
        <Field of={witnessInput} name="mlDsaVkey" label={t('log.add_ml_dsa')} help={t('log.add_ml_dsa_help')}>
          <Input.TextArea rows={2} maxLength={3000} spellCheck={false} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

/** How many witnesses a receipt needs. */
export function QuorumWindow({ need, close }: { need: number; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const set = useWrite(routes.setQuorum)
  if (!quorumInput) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('log.set_quorum')}>
      <ShapedForm
        name="set-quorum"
        shape={quorumInput}
        initial={{ threshold: need }}
        submit={t('log.set_quorum')}
        send={async (body) => {
          await set.mutateAsync({ input: { body } })
          message.success(t('log.quorum_set'))
          close()
        }}
      >
        <Field of={quorumInput} name="threshold" label={t('log.threshold')} help={t('log.set_quorum_help')}>
          <InputNumber autoFocus min={0} max={32} precision={0} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
