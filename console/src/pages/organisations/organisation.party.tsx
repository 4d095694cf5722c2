import type { Subject } from '@shanju/contract/access.ts'
import type { PartyFile, PartyRecord } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { today } from '../../kit/day-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Properties, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { PartyGaps, PartyStateTag } from './party.gaps.tsx'
import { MembersWindow } from './party.members.tsx'
import { PartyWindow } from './party.window.tsx'
import { Earlier, Period, RevisionActions, Withdrawn } from './revisions.tsx'
import './organisations.css'

interface Props {
  readonly id: string
  readonly subject: Subject
  readonly gone: string | undefined
}

/** The party-building file of a body: how things stand, what is missing, what there is and was. */
export function OrganisationParty(props: Props) {
  const found = useRead(organisations.getPartyFile, { params: { id: props.id } })
  return <Loaded of={found}>{(file) => <Shown {...props} file={file} />}</Loaded>
}

function Shown({ id, subject, gone, file }: Props & { file: PartyFile }) {
  const { t } = useSpeech()
  const [open, setOpen] = useState<PartyRecord | 'new' | 'members'>()
  const { members } = file
  const close = () => setOpen(undefined)
  const act = (what: 'new' | 'members', text: string) => (
    <ActionButton action="organisations.change" subject={subject} why={gone} onClick={() => setOpen(what)}>
      {text}
    </ActionButton>
  )
  return (
    <>
      <Section title={t('dossier.party')} more={act('members', t('party.state_members'))}>
        <Properties
          of={[
            { label: t('party.state'), value: <PartyStateTag state={file.state} /> },
            {
              label: t('party.members'),
              value: members
                ? t('party.members_known', { count: members.fullMembers, day: members.asOf })
                : t('party.members_unknown'),
            },
            { label: t('party.missing'), value: <PartyGaps gaps={file.gaps} />, wide: true },
          ]}
        />
      </Section>
      <Section title={t('party.records')} more={act('new', t('party.add'))}>
        <p className="quiet section-lead">{t('member.lead')}</p>
        <Records id={id} file={file} mayChange={useMayChange(subject, gone)} change={setOpen} />
      </Section>
      {open === 'members' && <MembersWindow id={id} file={file} close={close} />}
      {open && open !== 'members' && <PartyWindow id={id} {...(open === 'new' ? {} : { now: open })} close={close} />}
    </>
  )
}

const useMayChange = (subject: Subject, gone: string | undefined): boolean =>
  useSession().may('organisations.change', subject) && !gone

interface RecordsProps {
  readonly id: string
  readonly file: PartyFile
  readonly mayChange: boolean
  readonly change: (record: PartyRecord) => void
}

function Records({ id, file, mayChange, change }: RecordsProps) {
  const { t, w } = useSpeech()
  const withdraw = useWrite(organisations.withdrawPartyRecord)
  const formOf = (row: PartyRecord) => w('organisations', `form.${row.form}`)
  if (file.records.length === 0) return <p className="quiet">{t('party.none')}</p>
  return (
    <Rows
      label={t('party.records')}
      rows={file.records}
      keyOf={(row) => row.now.id}
      faded={({ now }) => now.withdrawn !== null || (now.toOn !== null && now.toOn < today())}
      columns={[
        {
          key: 'form',
          title: t('party.form'),
          main: true,
          show: ({ now }) => (
            <>
              {formOf(now)} {now.inStep && <Tag>{w('organisations', 'in_step.true')}</Tag>}
              <Withdrawn reason={now.withdrawn} />
              {now.name && <small className="party-name">{now.name}</small>}
            </>
          ),
        },
        {
          key: 'person',
          title: t('party.person'),
          show: ({ now }) => now.person && [now.person.name, now.person.phone].filter(Boolean).join(' '),
        },
        { key: 'period', title: t('dossier.period'), show: ({ now }) => <Period of={now} /> },
        { key: 'evidence', title: t('party.evidence'), show: ({ now }) => now.evidence },
        {
          key: 'recorded',
          title: t('dossier.recorded'),
          desk: true,
          show: (row) => (
            <Earlier
              of={row}
              tell={(before) => (
                <>
                  {formOf(before)} <Period of={before} />
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
                show: ({ now }: { now: PartyRecord }) => (
                  <RevisionActions
                    withdrawn={now.withdrawn !== null}
                    title={formOf(now)}
                    change={() => change(now)}
                    withdraw={(reason) =>
                      withdraw.mutateAsync({
                        input: { params: { id, recordId: now.id }, body: { revision: now.revision, reason } },
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
