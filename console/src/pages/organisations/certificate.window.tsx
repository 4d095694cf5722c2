import { type Certificate, certificateInput } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { CERTIFICATE_KINDS, END_REASONS, RATINGS } from '@shanju/contract/organisations/vocab.ts'
import { App, Input, Modal, Select } from 'antd'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'

interface Props {
  readonly id: string
  /** The one to be corrected; left out for a new one. */
  readonly now?: Certificate
  readonly close: () => void
}

/** A certificate as its paper says. */
export function CertificateWindow({ id, now, close }: Props) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const record = useWrite(organisations.recordCertificate)
  const change = useWrite(organisations.changeCertificate)
  const title = t(now ? 'certificate.change' : 'certificate.record')
  const choices = (values: readonly string[], group: string) =>
    values.map((value) => ({ value, label: w('organisations', `${group}.${value}`) }))
  return (
    <Modal open onCancel={close} footer={null} title={title} destroyOnHidden>
      <ShapedForm
        name="certificate"
        shape={certificateInput}
        initial={now ?? { kind: 'public_fundraising' }}
        submit={t('form.save')}
        send={async (body) => {
          if (now) {
            const params = { id, certificateId: now.id }
            await change.mutateAsync({ input: { params, body: { ...body, revision: now.revision } } })
          } else await record.mutateAsync({ input: { params: { id }, body } })
          message.success(t('dossier.saved'))
          close()
        }}
      >
        <Field of={certificateInput} name="kind" label={t('certificate.kind')}>
          <Select disabled={now !== undefined} options={choices(CERTIFICATE_KINDS, 'certificate')} />
        </Field>
        <Field of={certificateInput} name="number" label={t('certificate.number')} help={t('certificate.number_help')}>
          <Input maxLength={60} />
        </Field>
        <Field of={certificateInput} name="level" label={t('certificate.level')} help={t('certificate.level_help')}>
          <Select allowClear options={RATINGS.map((value) => ({ value, label: value }))} />
        </Field>
        <Field of={certificateInput} name="issuer" label={t('certificate.issuer')}>
          <Input maxLength={100} />
        </Field>
        <Field of={certificateInput} name="fromOn" label={t('dossier.from_on')}>
          <DayInput />
        </Field>
        <Field of={certificateInput} name="toOn" label={t('dossier.to_on')} help={t('certificate.to_help')}>
          <DayInput />
        </Field>
        <Field of={certificateInput} name="document" label={t('dossier.document')} help={t('dossier.document_help')}>
          <Input maxLength={300} />
        </Field>
        {now && (
          <>
            <Field
              of={certificateInput}
              name="endedOn"
              label={t('certificate.ended_on')}
              help={t('certificate.end_help')}
            >
              <DayInput />
            </Field>
            <Field of={certificateInput} name="endReason" label={t('certificate.end_reason')}>
              <Select allowClear options={choices(END_REASONS, 'end')} />
            </Field>
          </>
        )}
      </ShapedForm>
    </Modal>
  )
}
