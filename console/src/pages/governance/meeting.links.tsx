import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { Alert, Button, Modal } from 'antd'
import { CopyButton, QrOf } from '../../kit/copied.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'

/** Links of members: made, shown this once as slips to print and messages to copy. */
export function LinksWindow({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const make = useWrite(governance.makeLinks)
  const seatIds = meeting.seats.filter(({ seated, kind }) => seated && kind !== 'supervisor').map(({ id }) => id)
  const links = make.data?.links
  return (
    <Modal open onCancel={close} footer={null} title={t('meeting.links')} width={860}>
      <div className="stack">
        <Alert type="warning" showIcon title={t('meeting.links_help')} />
        {make.error && <Alert type="error" showIcon role="alert" title={errorText(make.error)} />}
        <div className="actions">
          {links ? (
            <Button type="primary" onClick={() => print()}>
              {t('meeting.links_print')}
            </Button>
          ) : (
            <Button
              type="primary"
              loading={make.isPending}
              onClick={() => make.mutate({ input: { params: { id: meeting.id }, body: { seatIds } } })}
            >
              {t('meeting.links_make')}
            </Button>
          )}
        </div>
        {links && (
          <div className="slips">
            {links.map(({ seatId, name, token, hasFact }) => {
              const address = `${location.origin}/m/${token}`
              return (
                <section key={seatId} className="slip">
                  <strong>{name}</strong>
                  <p className="quiet">
                    {meeting.groupName} · {t('meeting.number', { number: meeting.number })}
                  </p>
                  {hasFact ? (
                    <QrOf text={address} label={name} />
                  ) : (
                    <Alert type="warning" title={t('meeting.links_no_fact')} />
                  )}
                  <code className="secret">{address}</code>
                  <CopyButton text={t('meeting.link_message', { name, group: meeting.groupName, address })} />
                </section>
              )
            })}
          </div>
        )}
      </div>
    </Modal>
  )
}
