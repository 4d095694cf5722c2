import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { changePassword } from '@shanju/contract/identity/shapes.ts'
import { PASSWORD_LEAST } from '@shanju/contract/identity/vocab.ts'
import { App, Input } from 'antd'
import { useState } from 'react'
import { Crumbs } from '../../kit/crumbs.tsx'
import { Field } from '../../kit/field.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Properties, Section } from '../../kit/record-page.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { MySecondFactor } from './me.factor.tsx'
import { MySessions } from './me.sessions.tsx'

/** What concerns the reader alone. */
export function MyPage() {
  const { t, w } = useSpeech()
  const { me } = useSession()
  return (
    <div className="page">
      <Crumbs here={t('me.title')} path={[]} />
      <PageHead title={me.shownName} lead={t('me.lead')} />
      <div className="columns">
        <div className="column">
          <MySecondFactor />
          <MySessions />
        </div>
        <aside className="column">
          <Section title={t('me.roles')}>
            <Properties
              of={me.assignments.map((each) => ({
                label: w('identity', `role.${each.role}`),
                value: each.reachName,
                wide: true,
              }))}
            />
          </Section>
          <MyPassword />
        </aside>
      </div>
    </div>
  )
}

function MyPassword() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const change = useWrite(identity.changePassword)
  // A new form after each change: nobody's password stays in a field.
  const [round, setRound] = useState(0)
  return (
    <Section title={t('me.password')}>
      <ShapedForm
        key={round}
        name="change-password"
        shape={changePassword}
        submit={t('me.password_do')}
        send={async (body) => {
          await change.mutateAsync({ input: { body } })
          message.success(t('me.password_changed'))
          setRound(round + 1)
        }}
      >
        <Field of={changePassword} name="current" label={t('me.password_current')}>
          <Input.Password autoComplete="current-password" />
        </Field>
        <Field
          of={changePassword}
          name="next"
          label={t('me.password_next')}
          help={t('link.password_help', { least: PASSWORD_LEAST })}
        >
          <Input.Password autoComplete="new-password" />
        </Field>
      </ShapedForm>
    </Section>
  )
}
