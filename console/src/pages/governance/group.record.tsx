import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Group, Rules, Seat } from '@shanju/contract/governance/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { DayInput } from '../../kit/day-input.tsx'
import { useRead } from '../../kit/queries.ts'
import { RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { EndSeatWindow, MeetingWindow, RulesWindow, SeatWindow } from './group.windows.tsx'
import { draftSearch, MemberName, subjectOf } from './parts.tsx'
import './governance.css'

/** A group as it sits on a day; the day stands in the address. */
export function GroupRecord() {
  const { on } = useSearch({ strict: false }) as { on?: string }
  const group = useRead(
    governance.getGroup,
    { params: { id: useIdParam('group') }, query: on ? { on } : {} },
    { keep: true },
  )
  return <Loaded of={group}>{(found) => <Shown group={found} />}</Loaded>
}

type Open = 'seat' | 'rules' | 'meeting' | Seat | undefined

function Shown({ group }: { group: Group }) {
  const { t } = useSpeech()
  const [open, setOpen] = useState<Open>()
  const subject = subjectOf(group.whose)
  const close = () => setOpen(undefined)
  const button = (name: 'seat' | 'rules' | 'meeting', label: string, primary = false) => (
    <ActionButton
      action="governance.manage"
      subject={subject}
      {...(primary ? { type: 'primary' as const } : {})}
      onClick={() => setOpen(name)}
    >
      {label}
    </ActionButton>
  )
  return (
    <RecordPage
      title={group.name}
      crumbs={[{ href: paths.groups, name: t('group.title') }]}
      lead={
        <>
          <To href={paths.fund(group.fund.id)}>{group.fund.name}</To> ·{' '}
          <a href={`/f/${showId('fund', group.fund.id)}/group`} target="_blank" rel="noreferrer">
            {t('group.public')}
          </a>
        </>
      }
      actions={
        <>
          {button('meeting', t('meeting.call'), true)}
          {button('rules', t('rules.add'))}
          {button('seat', t('seat.add'))}
        </>
      }
      aside={<Timeline kind="group" id={group.id} />}
    >
      <Members group={group} end={setOpen} />
      <Meetings group={group} />
      <Section title={t('group.rules')}>
        {group.rules.length === 0 ? (
          <p className="quiet">{t('rules.none')}</p>
        ) : (
          group.rules.map((rules) => <Version key={rules.id} groupId={group.id} rules={rules} />)
        )}
      </Section>
      {open === 'seat' && <SeatWindow group={group} close={close} />}
      {open === 'rules' && <RulesWindow group={group} close={close} />}
      {open === 'meeting' && <MeetingWindow group={group} close={close} />}
      {typeof open === 'object' && <EndSeatWindow seat={open} close={close} />}
    </RecordPage>
  )
}

function Members({ group, end }: { group: Group; end: (seat: Seat) => void }) {
  const { t, w } = useSpeech()
  const navigate = useNavigate()
  const told = group.findings.map(({ rule, reason, kinds }) => {
    const which = kinds.map((kind) => w('governance', `seat.${kind}`)).join('、')
    return `${rule} ${w('governance', `finding.${reason}`)}${which && ` (${which})`}`
  })
  return (
    <Section
      title={t('group.members')}
      more={
        <div className="group-day">
          <DayInput
            value={group.on}
            hint={t('group.on')}
            onChange={(day) => navigate({ to: '.', search: (day ? { on: day } : {}) as never, replace: true })}
          />
        </div>
      }
    >
      {told.length > 0 && <Alert type="warning" showIcon title={told.join(' · ')} />}
      <Rows<Seat>
        label={t('group.members')}
        rows={group.members}
        keyOf={(seat) => seat.id}
        faded={(seat) => !seat.seated}
        columns={[
          { key: 'name', title: t('seat.name'), main: true, show: (seat) => <MemberName seat={seat} /> },
          { key: 'post', title: t('seat.post'), show: (seat) => seat.post },
          {
            key: 'chosen',
            title: t('seat.chosen'),
            desk: true,
            show: (seat) => seat.chosenBy && w('governance', `chosen.${seat.chosenBy}`),
          },
          {
            key: 'term',
            title: t('seat.term'),
            show: (seat) => (
              <>
                <Day on={seat.fromOn} /> – <Day on={seat.endedOn ?? seat.toOn} />{' '}
                {seat.endReason && <Tag>{w('governance', `end.${seat.endReason}`)}</Tag>}
                {!seat.seated && !seat.endReason && <Tag>{t('seat.past')}</Tag>}
              </>
            ),
          },
          {
            key: 'end',
            title: '',
            show: (seat) =>
              seat.seated && (
                <ActionButton action="governance.manage" subject={subjectOf(group.whose)} onClick={() => end(seat)}>
                  {t('seat.end')}
                </ActionButton>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Meetings({ group }: { group: Group }) {
  const { t, w } = useSpeech()
  return (
    <Section title={t('group.meetings')}>
      {group.meetings.length === 0 ? (
        <p className="quiet">{t('meeting.none')}</p>
      ) : (
        <ol className="timeline">
          {group.meetings.map((meeting) => (
            <li key={meeting.id}>
              <strong>
                <To href={paths.meeting(meeting.id)}>{t('meeting.number', { number: meeting.number })}</To>
              </strong>
              <span>
                {w('governance', `meeting.${meeting.kind}`)} · {meeting.place} · <When at={meeting.heldAt} />
              </span>
              {meeting.motions.map((motion) => (
                <span key={motion.id}>
                  <To href={paths.motion(motion.id)}>{motion.title}</To>{' '}
                  <StatusTag module="governance" value={motion.state} />
                </span>
              ))}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function Version({ groupId, rules }: { groupId: string; rules: Rules }) {
  const { t } = useSpeech()
  const state = rules.inForceFrom === null ? 'draft' : rules.inForceTo === null ? 'in_force' : 'was_in_force'
  return (
    <details>
      <summary>
        {t('meeting.version', { number: rules.number })}{' '}
        <Tag color={state === 'in_force' ? 'success' : 'default'}>{t(`rules.${state}`)}</Tag>{' '}
        <When at={rules.inForceFrom} />
      </summary>
      <p className="quiet">
        {t('rules.quorum')} {rules.quorumTop}/{rules.quorumBottom} · {t('rules.special')} {rules.specialTop}/
        {rules.specialBottom} · {t('rules.large')} <Money fen={rules.largeSumFen} /> · {t('rules.cap')}{' '}
        <Money fen={rules.emergencyCapFen} />
      </p>
      <p>
        <To href={paths.rulesTrial} search={draftSearch(groupId, { ...rules })}>
          {t('trial.try')}
        </To>
      </p>
      <p className="said">{rules.body}</p>
    </details>
  )
}
