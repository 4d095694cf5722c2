import type { Subject } from '@shanju/contract/access.ts'
import type { Certificate } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { CertificateWindow } from './certificate.window.tsx'
import { Earlier, Period, RevisionActions, Withdrawn } from './revisions.tsx'
import './organisations.css'

interface Props {
  readonly id: string
  readonly subject: Subject
  /** Why nothing may be changed any more. */
  readonly gone: string | undefined
}

/** What a body is and was qualified for. */
export function OrganisationCertificates({ id, subject, gone }: Props) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const found = useRead(organisations.listCertificates, { params: { id } })
  const withdraw = useWrite(organisations.withdrawCertificate)
  const [open, setOpen] = useState<Certificate | 'new'>()
  const mayChange = may('organisations.register', subject) && !gone
  return (
    <Section
      title={t('dossier.qualifications')}
      more={
        <ActionButton action="organisations.register" subject={subject} why={gone} onClick={() => setOpen('new')}>
          {t('certificate.record')}
        </ActionButton>
      }
    >
      <p className="quiet section-lead">{t('certificate.lead')}</p>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('certificate.none')}</p>
          ) : (
            <Rows
              label={t('dossier.qualifications')}
              rows={items}
              keyOf={(row) => row.now.id}
              faded={(row) => !row.now.holdsToday}
              columns={[
                {
                  key: 'kind',
                  title: t('certificate.kind'),
                  main: true,
                  show: ({ now }) => (
                    <>
                      {w('organisations', `certificate.${now.kind}`)} {now.level}{' '}
                      <Tag color={now.holdsToday ? 'success' : 'default'}>
                        {t(now.holdsToday ? 'certificate.holds' : 'certificate.not')}
                      </Tag>
                      <Withdrawn reason={now.withdrawn} />
                    </>
                  ),
                },
                {
                  key: 'number',
                  title: t('certificate.number'),
                  show: ({ now }) => <span className="code">{now.number}</span>,
                },
                { key: 'issuer', title: t('certificate.issuer'), show: ({ now }) => now.issuer },
                { key: 'period', title: t('dossier.period'), show: ({ now }) => <Told of={now} /> },
                {
                  key: 'recorded',
                  title: t('dossier.recorded'),
                  desk: true,
                  show: (row) => <Earlier of={row} tell={(before) => <Told of={before} />} />,
                },
                ...(mayChange
                  ? [
                      {
                        key: 'actions',
                        title: '',
                        show: ({ now }: { now: Certificate }) => (
                          <RevisionActions
                            withdrawn={now.withdrawn !== null}
                            title={w('organisations', `certificate.${now.kind}`)}
                            change={() => setOpen(now)}
                            withdraw={(reason) =>
                              withdraw.mutateAsync({
                                input: {
                                  params: { id, certificateId: now.id },
                                  body: { revision: now.revision, reason },
                                },
                              })
                            }
                          />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Loaded>
      {open && (
        <CertificateWindow id={id} {...(open === 'new' ? {} : { now: open })} close={() => setOpen(undefined)} />
      )}
    </Section>
  )
}

/** Its period, and how it ended where that was early. */
function Told({ of }: { of: Certificate }) {
  const { w } = useSpeech()
  return (
    <>
      <Period of={of} />
      {of.endedOn && of.endReason && (
        <small className="trouble">
          {' '}
          {of.endedOn} {w('organisations', `end.${of.endReason}`)}
        </small>
      )}
      {of.document && <small> {of.document}</small>}
    </>
  )
}
