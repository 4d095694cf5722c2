import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { acceptFirstLink, acceptLink } from '@shanju/contract/identity/shapes.ts'
import { PASSWORD_LEAST } from '@shanju/contract/identity/vocab.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { When } from '../../kit/show.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { Gate } from './gate.tsx'

const settingShape = acceptLink.omit({ token: true })
const firstShape = acceptFirstLink.omit({ token: true })

/**
 * Where a one-time link leads: a password is set and the person signs in with it. The secret stands behind "#" and is
 * taken out of the address at once, so that it stays in no history.
 */
export function AcceptLink() {
  const { t, w } = useSpeech()
  const [token] = useState(takeToken)
  const looked = useQuery({
    queryKey: ['link', token],
    queryFn: () => call(identity.lookAtLink, { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { once: true },
  })
  if (looked.error)
    return (
      <Gate title={t('link.title')}>
        <ErrorState error={looked.error} />
      </Gate>
    )
  if (!looked.data)
    return (
      <Gate title={t('link.title')}>
        <Skeleton rows={4} />
      </Gate>
    )
  const { purpose, shownName, expiresAt } = looked.data
  return (
    <Gate
      title={t(purpose === 'first_administrator' ? 'link.first_title' : 'link.title')}
      lead={
        <>
          {shownName ? t('link.for', { name: shownName }) : w('identity', `purpose.${purpose}`)} · {t('link.until')}{' '}
          <When at={expiresAt} />
        </>
      }
    >
      {purpose === 'first_administrator' ? (
        <BecomeAdministrator token={token} />
      ) : (
        <SetPassword token={token} userName={looked.data.userName} />
      )}
    </Gate>
  )
}

function takeToken(): string {
  const token = location.hash.slice(1)
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}

function SetPassword({ token, userName }: { token: string; userName: string | null }) {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const accept = useWrite(identity.acceptLink)
  return (
    <ShapedForm
      name="accept-link"
      shape={settingShape}
      submit={t('link.set')}
      send={async (values) => {
        const { userName } = await accept.mutateAsync({ input: { body: { ...values, token } } })
        navigate({ to: paths.signIn, search: { user: userName } as never })
      }}
    >
      {userName && (
        <Form.Item label={t('sign_in.user_name')} htmlFor="accept-link-user" extra={t('link.user_name_help')}>
          <Input id="accept-link-user" type="text" value={userName} autoComplete="username" readOnly size="large" />
        </Form.Item>
      )}
      <Field
        of={settingShape}
        name="password"
        label={t('link.password')}
        help={t('link.password_help', { least: PASSWORD_LEAST })}
      >
        <Input.Password autoFocus autoComplete="new-password" size="large" />
      </Field>
    </ShapedForm>
  )
}

function BecomeAdministrator({ token }: { token: string }) {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const accept = useWrite(identity.acceptFirstLink)
  return (
    <ShapedForm
      name="accept-first-link"
      shape={firstShape}
      submit={t('link.begin')}
      send={async (values) => {
        const { userName } = await accept.mutateAsync({ input: { body: { ...values, token } } })
        navigate({ to: paths.signIn, search: { user: userName } as never })
      }}
    >
      <Field of={firstShape} name="userName" label={t('sign_in.user_name')} help={t('person.user_name_help')}>
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" />
      </Field>
      <Field of={firstShape} name="shownName" label={t('person.shown_name')} help={t('person.shown_name_help')}>
        <Input autoComplete="name" size="large" />
      </Field>
      <Field
        of={firstShape}
        name="password"
        label={t('link.password')}
        help={t('link.password_help', { least: PASSWORD_LEAST })}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Field>
    </ShapedForm>
  )
}
