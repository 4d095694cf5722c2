import type { Subject } from '@shanju/contract/access.ts'
import type { StaffMember } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { today } from '../../kit/day-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { Earlier, Period, RevisionActions, Withdrawn } from './revisions.tsx'
import { StaffWindow } from './staff.window.tsx'
import './organisations.css'

interface Props {
  readonly id: string
  readonly subject: Subject
  readonly gone: string | undefined
}

/** Who answers for what at a body, now and before. */
export function OrganisationStaff({ id, subject, gone }: Props) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const found = useRead(organisations.listStaff, { params: { id } })
  const withdraw = useWrite(organisations.withdrawStaff)
  const [open, setOpen] = useState<StaffMember | 'new'>()
  const mayChange = may('organisations.change', subject) && !gone
  const dutyOf = (row: StaffMember) => w('organisations', `duty.${row.duty}`)
  return (
    <Section
      title={t('dossier.staff')}
      more={
        <ActionButton action="organisations.change" subject={subject} why={gone} onClick={() => setOpen('new')}>
          {t('member.add')}
        </ActionButton>
      }
    >
      <p className="quiet section-lead">{t('member.lead')}</p>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('member.none')}</p>
          ) : (
            <Rows
              label={t('dossier.staff')}
              rows={items}
              keyOf={(row) => row.now.id}
              faded={({ now }) => now.withdrawn !== null || (now.toOn !== null && now.toOn < today())}
              columns={[
                {
                  key: 'name',
                  title: t('member.name'),
                  main: true,
                  show: ({ now }) => (
                    <>
                      {now.name ?? t('member.erased')} <Withdrawn reason={now.withdrawn} />
                    </>
                  ),
                },
                {
                  key: 'duty',
                  title: t('member.duty'),
                  show: ({ now }) => (
                    <>
                      {dutyOf(now)} {now.title && <small>{now.title}</small>}
                    </>
                  ),
                },
                {
                  key: 'full_time',
                  title: t('member.full_time'),
                  show: ({ now }) => w('organisations', `full_time.${now.fullTime}`),
                },
                { key: 'phone', title: t('member.phone'), show: ({ now }) => now.phone },
                { key: 'period', title: t('dossier.period'), show: ({ now }) => <Period of={now} /> },
                {
                  key: 'recorded',
                  title: t('dossier.recorded'),
                  desk: true,
                  show: (row) => (
                    <Earlier
                      of={row}
                      tell={(before) => (
                        <>
                          {dutyOf(before)} <Period of={before} />
                        </>
                      )}
                    />
                  ),
                },
                ...(mayChange
                  ? [
                      {
                        key: 'actions',
                        title: '',
                        show: ({ now }: { now: StaffMember }) => (
                          <RevisionActions
                            withdrawn={now.withdrawn !== null}
                            title={dutyOf(now)}
                            change={() => setOpen(now)}
                            withdraw={(reason) =>
                              withdraw.mutateAsync({
                                input: { params: { id, staffId: now.id }, body: { revision: now.revision, reason } },
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
      {open && <StaffWindow id={id} {...(open === 'new' ? {} : { now: open })} close={() => setOpen(undefined)} />}
    </Section>
  )
}
