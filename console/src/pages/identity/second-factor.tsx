import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { useText } from '../../text/language.tsx'
import { Gate } from './gate.tsx'

interface SecondFactorProps {
  readonly enter: () => void
  readonly again: () => void
}

/** The second step: six digits from the authenticator, sent as soon as they are complete, or a recovery code. */
export function SecondFactor({ enter, again }: SecondFactorProps) {
  const t = useText()
  const errorText = useErrorText()
  const verify = useWrite(identity.verifySecondFactor)
  const [kind, setKind] = useState<'totp' | 'recovery'>('totp')
  const send = async (code: string) => {
    const result = await verify.mutateAsync({ input: { body: { kind, code } } }).catch(() => undefined)
    if (result?.state === 'signed_in') enter()
  }
  const change = () => {
    verify.reset()
    setKind(kind === 'totp' ? 'recovery' : 'totp')
  }
  return (
    <Gate title={t('sign_in.second_title')} lead={t(kind === 'totp' ? 'sign_in.second_lead' : 'sign_in.recovery_lead')}>
      <Form layout="vertical" requiredMark={false} name="second-factor" key={kind} onFinish={({ code }) => send(code)}>
        <Form.Item name="code" label={t(kind === 'totp' ? 'sign_in.code' : 'sign_in.recovery_code')}>
          {kind === 'totp' ? (
            <Input.OTP
              autoFocus
              length={6}
              size="large"
              inputMode="numeric"
              onChange={send}
              aria-label={t('sign_in.code')}
            />
          ) : (
            <Input
              autoFocus
              size="large"
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={40}
              className="code"
            />
          )}
        </Form.Item>
        {verify.error && (
          <Alert type="error" showIcon role="alert" title={errorText(verify.error)} className="form-trouble" />
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={verify.isPending}>
          {t('sign_in.do')}
        </Button>
      </Form>
      <p className="gate-links">
        <Button type="link" onClick={change}>
          {t(kind === 'totp' ? 'sign_in.use_recovery' : 'sign_in.use_code')}
        </Button>
        <Button type="link" onClick={again}>
          {t('sign_in.other_person')}
        </Button>
      </p>
    </Gate>
  )
}
