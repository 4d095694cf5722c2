import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { signIn as signInShape } from '@shanju/contract/identity/shapes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { Gate } from './gate.tsx'
import { SecondFactor } from './second-factor.tsx'

/** User name and password, then a code where the person has set one up; then back to where they wanted to go. */
export function SignIn() {
  const t = useText()
  const errorText = useErrorText()
  const { return: back, user } = useSearch({ strict: false }) as { return?: string; user?: string }
  const router = useRouter()
  const client = useQueryClient()
  const signIn = useWrite(identity.signIn)
  const [asked, setAsked] = useState(false)
  const enter = () => {
    client.clear()
    router.history.replace(`/console${safe(back)}`)
  }
  const send = async (body: { userName: string; password: string }) => {
    const { state } = await signIn.mutateAsync({ input: { body } }).catch(() => ({ state: 'refused' as const }))
    if (state === 'signed_in') enter()
    setAsked(state === 'second_factor')
  }
  if (asked) return <SecondFactor enter={enter} again={() => setAsked(false)} />
  return (
    <Gate title={t('sign_in.title')}>
      <Form layout="vertical" requiredMark={false} onFinish={send} name="sign-in" initialValues={{ userName: user }}>
        <Field of={signInShape} name="userName" label={t('sign_in.user_name')}>
          <Input autoFocus={!user} autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" />
        </Field>
        <Field of={signInShape} name="password" label={t('sign_in.password')}>
          <Input.Password autoFocus={Boolean(user)} autoComplete="current-password" size="large" />
        </Field>
        {signIn.error && (
          <Alert type="error" showIcon role="alert" title={errorText(signIn.error)} className="form-trouble" />
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          {t('sign_in.do')}
        </Button>
      </Form>
      <p className="quiet gate-note">{t('sign_in.forgotten')}</p>
    </Gate>
  )
}

/** Only addresses of the console itself: a link from outside must not lead anybody away after signing in. */
const safe = (address: string | undefined): string =>
  address?.startsWith('/') && !/^\/[/\\]/.test(address) && !address.startsWith(paths.signIn)
    ? address.replace(/^\/console(?=\/|$)/, '') || '/'
    : paths.work
