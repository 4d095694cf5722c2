import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { TotpEnrolment } from '@shanju/contract/identity/shapes.ts'
import { App, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { AskPassword } from './ask-password.tsx'
import { EnrolTotp, RecoveryCodes } from './enrol-totp.tsx'

type Asked = 'begin' | 'end' | 'codes' | undefined

/** The authenticator: set up, taken away, new recovery codes; each after the password once more. */
export function MySecondFactor() {
  const t = useText()
  const { me } = useSession()
  const { message } = App.useApp()
  const [asked, setAsked] = useState<Asked>()
  const [enrolment, setEnrolment] = useState<TotpEnrolment>()
  const [codes, setCodes] = useState<readonly string[]>()
  const enrol = useWrite(identity.enrolTotp)
  const disable = useWrite(identity.disableTotp)
  const renew = useWrite(identity.recoveryCodes)
  const acts = {
    begin: async (password: string) => setEnrolment(await enrol.mutateAsync({ input: { body: { password } } })),
    codes: async (password: string) => setCodes((await renew.mutateAsync({ input: { body: { password } } })).codes),
    end: async (password: string) => {
      await disable.mutateAsync({ input: { body: { password } } })
      message.success(t('me.factor_ended'))
    },
  }
  return (
    <Section
      title={t('me.factor')}
      more={
        <Tag color={me.secondFactor ? 'success' : 'default'}>
          {t(me.secondFactor ? 'person.second_factor_on' : 'person.second_factor_off')}
        </Tag>
      }
    >
      {enrolment ? (
        <EnrolTotp enrolment={enrolment} done={() => setEnrolment(undefined)} />
      ) : (
        <div className="stack">
          <p>{t(me.secondFactor ? 'me.factor_on' : 'me.factor_off')}</p>
          {me.recoveryCodesLeft !== null && (
            <p className="quiet">{t('me.factor_left', { count: me.recoveryCodesLeft })}</p>
          )}
          <div className="actions">
            {me.secondFactor ? (
              <>
                <Button onClick={() => setAsked('codes')}>{t('me.factor_new_codes')}</Button>
                <Button onClick={() => setAsked('end')}>{t('me.factor_end')}</Button>
              </>
            ) : (
              <Button type="primary" onClick={() => setAsked('begin')}>
                {t('me.factor_begin')}
              </Button>
            )}
          </div>
        </div>
      )}
      {asked && <AskPassword title={t('me.factor')} act={acts[asked]} close={() => setAsked(undefined)} />}
      {codes && (
        <Modal open footer={null} title={t('me.factor_codes')} onCancel={() => setCodes(undefined)}>
          <RecoveryCodes codes={codes} />
        </Modal>
      )}
    </Section>
  )
}
