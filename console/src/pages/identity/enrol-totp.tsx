import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { secondFactor, type TotpEnrolment } from '@shanju/contract/identity/shapes.ts'
import { App, Input } from 'antd'
import { CopyButton, QrOf } from '../../kit/copied.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useText } from '../../text/language.tsx'

const shape = secondFactor.options[0].omit({ kind: true })

/** The picture for the phone, the codes for the drawer, and the first code as proof that both work. */
export function EnrolTotp({ enrolment, done }: { enrolment: TotpEnrolment; done: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const confirm = useWrite(identity.confirmTotp)
  return (
    <div className="stack">
      <div className="link-shown">
        <QrOf text={enrolment.uri} label={t('me.factor_scan')} />
        <div>
          <p className="quiet">{t('me.factor_secret')}</p>
          <code className="secret">{enrolment.secret}</code>
        </div>
      </div>
      <RecoveryCodes codes={enrolment.recoveryCodes} />
      <ShapedForm
        name="confirm-totp"
        shape={shape}
        submit={t('me.factor_confirm')}
        send={async (body) => {
          await confirm.mutateAsync({ input: { body } })
          message.success(t('me.factor_confirmed'))
          done()
        }}
      >
        <Field of={shape} name="code" label={t('sign_in.code')}>
          <Input className="code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Field>
      </ShapedForm>
    </div>
  )
}

export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useText()
  return (
    <div className="stack">
      <p>{t('me.factor_codes_text')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} />
      </div>
    </div>
  )
}
