import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { addMinutes, type Meeting } from '@shanju/contract/governance/shapes.ts'
import { ATTENDANCE_MANNERS } from '@shanju/contract/governance/vocab.ts'
import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { Field } from '../../kit/field.tsx'
import { PaperMenu, usePapers } from '../../kit/paper-menu.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Day, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { LinksWindow } from './meeting.links.tsx'
import { MotionWindow } from './motion.form.tsx'
import { MemberName, seatChoices, subjectOf, WordSelect } from './parts.tsx'
import './governance.css'

export function MeetingRecord() {
  const meeting = useRead(governance.getMeeting, { params: { id: useIdParam('meeting') } })
  return <Loaded of={meeting}>{(found) => <Shown meeting={found} />}</Loaded>
}

type Open = 'motion' | 'minutes' | 'links' | undefined

/** The meeting room: what is to be decided, who is here, what was said. */
function Shown({ meeting }: { meeting: Meeting }) {
  const { t, w } = useSpeech()
  const papers = usePapers()
  const [open, setOpen] = useState<Open>()
  const subject = subjectOf(meeting.whose)
  const close = () => setOpen(undefined)
  const button = (name: NonNullable<Open>, label: string, primary = false) => (
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
      title={t('meeting.number', { number: meeting.number })}
      crumbs={[
        { href: paths.groups, name: t('group.title') },
        { href: paths.group(meeting.groupId), name: meeting.groupName },
      ]}
      lead={
        <>
          {w('governance', `meeting.${meeting.kind}`)} · {meeting.place} · <When at={meeting.heldAt} />
        </>
      }
      actions={
        <>
          {button('motion', t('motion.add'), true)}
          {button('links', t('meeting.links'))}
          {button('minutes', t('meeting.minutes_add'))}
          <PaperMenu
            id={meeting.id}
            choices={[
              ...papers.notice(governance.printNotice),
              ...papers.paper(governance.printMeeting, t('papers.minutes')),
            ]}
          />
        </>
      }
      aside={<Timeline kind="meeting" id={meeting.id} />}
    >
      <Section title={t('meeting.motions')}>
        {meeting.motions.length === 0 ? (
          <p className="quiet">{t('motion.none')}</p>
        ) : (
          <Rows
            label={t('meeting.motions')}
            rows={meeting.motions}
            keyOf={(row) => row.id}
            columns={[
              {
                key: 'title',
                title: t('motion.title'),
                main: true,
                show: (row) => <To href={paths.motion(row.id)}>{row.title}</To>,
              },
              { key: 'number', title: t('motion.one'), show: (row) => t('motion.number', { number: row.number }) },
              {
                key: 'state',
                title: t('fund.state'),
                show: (row) => <StatusTag module="governance" value={row.state} />,
              },
            ]}
          />
        )}
      </Section>
      <Section title={t('meeting.agenda')}>
        <Properties
          of={[
            { label: t('meeting.notified_on'), value: <Day on={meeting.notifiedOn} /> },
            ...(meeting.urgentReason ? [{ label: t('meeting.urgent'), value: meeting.urgentReason }] : []),
            { label: t('meeting.agenda'), value: <span className="said">{meeting.agenda}</span>, wide: true },
          ]}
        />
      </Section>
      <Attendance meeting={meeting} />
      <Minutes meeting={meeting} />
      {open === 'motion' && <MotionWindow meeting={meeting} close={close} />}
      {open === 'minutes' && <MinutesWindow meeting={meeting} close={close} />}
      {open === 'links' && <LinksWindow meeting={meeting} close={close} />}
    </RecordPage>
  )
}

/** One tap for a full room; a choice for each who came otherwise. */
function Attendance({ meeting }: { meeting: Meeting }) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const { message } = App.useApp()
  const subject = subjectOf(meeting.whose)
  const attend = useWrite(governance.attend)
  const seats = meeting.seats.filter(({ seated }) => seated)
  const mannerOf = (id: string) => meeting.attendances.find(({ seatId }) => seatId === id)?.manner
  const save = async (rows: readonly { seatId: string; manner: (typeof ATTENDANCE_MANNERS)[number] }[]) => {
    await attend.mutateAsync({ input: { params: { id: meeting.id }, body: { rows: [...rows] } } })
    message.success(t('meeting.attendance_saved'))
  }
  return (
    <Section
      title={t('meeting.attendance')}
      more={
        <ActionButton
          action="governance.manage"
          subject={subject}
          onClick={() => save(seats.map(({ id }) => ({ seatId: id, manner: 'in_person' })))}
        >
          {t('meeting.attend_all')}
        </ActionButton>
      }
    >
      <Rows
        label={t('meeting.attendance')}
        rows={seats}
        keyOf={(seat) => seat.id}
        columns={[
          { key: 'name', title: t('seat.name'), main: true, show: (seat) => <MemberName seat={seat} /> },
          {
            key: 'manner',
            title: t('meeting.attendance'),
            show: (seat) => {
              const manner = mannerOf(seat.id)
              if (!may('governance.manage', subject)) return manner && w('governance', `manner.${manner}`)
              return (
                <WordSelect
                  label={`${t('meeting.attendance')} ${seat.fullName ?? ''}`}
                  values={ATTENDANCE_MANNERS}
                  group="manner"
                  value={manner ?? null}
                  onChange={(next) => {
                    const chosen = ATTENDANCE_MANNERS.find((each) => each === next)
                    if (chosen) save([{ seatId: seat.id, manner: chosen }])
                  }}
                />
              )
            },
          },
        ]}
      />
    </Section>
  )
}

function Minutes({ meeting }: { meeting: Meeting }) {
  const { t } = useSpeech()
  const [latest, ...earlier] = meeting.minutes
  return (
    <Section title={t('meeting.minutes')}>
      {latest ? (
        <>
          <p className="quiet">
            {t('meeting.version', { number: latest.number })} · {t('meeting.presided')}{' '}
            <MemberName seat={meeting.seats.find(({ id }) => id === latest.presidedBy)} />
          </p>
          <p className="said">{latest.body}</p>
          {earlier.map((each) => (
            <details key={each.number}>
              <summary>{t('meeting.version', { number: each.number })}</summary>
              <p className="said">{each.body}</p>
            </details>
          ))}
        </>
      ) : (
        <p className="quiet">{t('meeting.minutes_none')}</p>
      )}
    </Section>
  )
}

function MinutesWindow({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(governance.addMinutes)
  const [latest] = meeting.minutes
  const seats = meeting.seats.filter(({ seated }) => seated)
  return (
    <Modal open onCancel={close} footer={null} title={t('meeting.minutes_add')} width={720}>
      <ShapedForm
        name="add-minutes"
        shape={addMinutes}
        {...(latest ? { initial: { body: latest.body, presidedBy: latest.presidedBy } } : {})}
        submit={t('meeting.minutes_add')}
        cancel={<Button onClick={close}>{t('form.cancel')}</Button>}
        send={async (body) => {
          await add.mutateAsync({ input: { params: { id: meeting.id }, body } })
          message.success(t('meeting.minutes_saved'))
          close()
        }}
      >
        <Field of={addMinutes} name="presidedBy" label={t('meeting.presided')}>
          <Select allowClear options={seatChoices(seats, w)} />
        </Field>
        <Field of={addMinutes} name="body" label={t('meeting.minutes')}>
          <Input.TextArea autoFocus rows={12} maxLength={20_000} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
