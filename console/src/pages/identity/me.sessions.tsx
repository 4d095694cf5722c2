import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { App, Button, Tag } from 'antd'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { useText } from '../../text/language.tsx'

/** Where the reader is signed in; each of them can be ended from here. */
export function MySessions() {
  const t = useText()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const sessions = useRead(identity.sessions, {})
  const endOne = useWrite(identity.endSession)
  const endOthers = useWrite(identity.endOtherSessions)
  const fail = (error: Error) => message.error(errorText(error))
  return (
    <Section
      title={t('me.sessions')}
      more={
        <WhyButton
          size="small"
          why={(sessions.data?.items.length ?? 0) < 2 && t('why.only_session')}
          onClick={() =>
            endOthers
              .mutateAsync({ input: {} })
              .then(({ ended }) => message.success(t('me.sessions_ended', { count: ended })), fail)
          }
        >
          {t('me.sessions_end_others')}
        </WhyButton>
      }
    >
      <Loaded of={sessions}>
        {({ items }) => (
          <Rows
            label={t('me.sessions')}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              {
                key: 'device',
                title: t('me.sessions'),
                main: true,
                show: (row) => (
                  <>
                    {row.device} {row.current && <Tag color="success">{t('me.session_here')}</Tag>}
                  </>
                ),
              },
              { key: 'since', title: t('me.session_since'), show: (row) => <When at={row.signedInAt} /> },
              { key: 'seen', title: t('me.session_seen'), show: (row) => <When at={row.lastSeenAt} /> },
              {
                key: 'end',
                title: '',
                show: (row) =>
                  !row.current && (
                    <Button
                      size="small"
                      aria-label={`${t('me.session_end')} ${row.device}`}
                      onClick={() =>
                        endOne
                          .mutateAsync({ input: { params: { id: row.id } } })
                          .then(() => message.success(t('me.session_ended')), fail)
                      }
                    >
                      {t('me.session_end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
