import type { Motion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { Alert, Button, Tag } from 'antd'
import { PaperMenu, usePapers } from '../../kit/paper-menu.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { MotionActions } from './motion.actions.tsx'
import { MotionProof } from './motion.proof.tsx'
import { Questions } from './motion.questions.tsx'
import { MemberName } from './parts.tsx'
import './governance.css'

/** While a vote is open the count is asked for again and again: votes come in by link. */
const LIVE_MS = 4_000

export function MotionRecord() {
  const motion = useRead(
    governance.getMotion,
    { params: { id: useIdParam('motion') } },
    { again: (latest) => ((latest as Motion | undefined)?.state === 'open' ? LIVE_MS : false) },
  )
  return <Loaded of={motion}>{(found) => <WithMeeting motion={found} />}</Loaded>
}

/** Names come with the meeting, once: asking for them leaves a trail row. */
function WithMeeting({ motion }: { motion: Motion }) {
  const meeting = useRead(governance.getMeeting, { params: { id: motion.meetingId } })
  return <Loaded of={meeting}>{(found) => <Shown motion={motion} meeting={found} />}</Loaded>
}

interface Both {
  readonly motion: Motion
  readonly meeting: Meeting
}

function Shown({ motion, meeting }: Both) {
  const { t, w } = useSpeech()
  const papers = usePapers()
  return (
    <RecordPage
      title={motion.title}
      crumbs={[
        { href: paths.groups, name: t('group.title') },
        { href: paths.group(motion.groupId), name: meeting.groupName },
        { href: paths.meeting(motion.meetingId), name: t('meeting.number', { number: motion.meetingNumber }) },
      ]}
      status={<StatusTag module="governance" value={motion.state} />}
      lead={
        <>
          {t('motion.number', { number: motion.number })} · {w('governance', `motion.${motion.kind}`)} ·{' '}
          {t(motion.secret ? 'motion.secret' : 'motion.open_vote')}
          {motion.closesAt && (
            <>
              {' '}
              · {t('motion.closes')} <When at={motion.resolution?.closedAt ?? motion.closesAt} />
            </>
          )}
        </>
      }
      actions={
        <>
          <MotionActions motion={motion} meeting={meeting} />
          {motion.resolution && (
            <PaperMenu id={motion.id} choices={papers.paper(governance.printResolution, t('papers.resolution'))} />
          )}
        </>
      }
      aside={<Timeline kind="motion" id={motion.id} />}
    >
      <Count motion={motion} />
      <Section title={t('motion.reasons_short')}>
        <p className="said">{motion.reasons}</p>
        <MoneyFacts motion={motion} />
      </Section>
      <Roll motion={motion} meeting={meeting} />
      <Party motion={motion} />
      <Board motion={motion} />
      {motion.resolution && <MotionProof motionId={motion.id} />}
      <Questions motion={motion} meeting={meeting} />
    </RecordPage>
  )
}

/** The quorum light and the count as it stands; of a secret vote only how many have voted. */
function Count({ motion }: { motion: Motion }) {
  const { t, w } = useSpeech()
  const { tally, resolution } = motion
  if (!tally) return null
  const deciding = tally.seats - tally.recused
  const few = deciding < 3 || deciding * 2 < tally.seats
  const met = tally.present >= tally.quorumNeeded
  const light = few
    ? ({ color: 'warning', word: t('motion.referred') } as const)
    : ({ color: met ? 'success' : 'error', word: t(met ? 'motion.quorum_met' : 'motion.quorum_short') } as const)
  const { counts } = tally
  return (
    <Section
      title={resolution ? t('motion.result_no', { number: resolution.number }) : t('motion.light')}
      more={
        <div className="lights" aria-live="polite">
          <Tag color={light.color}>{light.word}</Tag>
          {resolution && <Tag>{w('governance', `outcome.${resolution.outcome}`)}</Tag>}
        </div>
      }
    >
      <Figures
        of={[
          { label: t('motion.present'), value: `${tally.present} / ${tally.quorumNeeded}` },
          { label: t('motion.voted'), value: `${tally.voted} / ${deciding}` },
          {
            label: t('motion.yes_needed'),
            value: counts ? `${counts.yes} / ${tally.yesNeeded}` : `– / ${tally.yesNeeded}`,
            note: counts ? t('motion.counts', counts) : t('motion.hidden'),
          },
          {
            label: t('motion.roll'),
            value: tally.seats,
            note: tally.recused > 0 && `${t('motion.recused')} ${tally.recused}`,
          },
        ]}
      />
    </Section>
  )
}

function MoneyFacts({ motion }: { motion: Motion }) {
  const { t, w } = useSpeech()
  const payee = useWrite(governance.readPayee)
  if (motion.amountFen === null) return null
  const { payeeKind, ratifyBy } = motion
  return (
    <Properties
      of={[
        { label: t('motion.amount'), value: <Money fen={motion.amountFen} sign /> },
        ...(motion.eachCapFen === null
          ? []
          : [{ label: t('motion.each'), value: <Money fen={motion.eachCapFen} sign /> }]),
        { label: t('motion.field'), value: motion.field && w('funds', `field.${motion.field}`) },
        {
          label: t('motion.payee'),
          value: (
            <>
              {motion.payee ?? payee.data?.name ?? (payeeKind && w('governance', `payee.${payeeKind}`))}{' '}
              {payeeKind === 'person' && !payee.data && (
                <Button size="small" onClick={() => payee.mutate({ input: { params: { id: motion.id } } })}>
                  {t('motion.payee_show')}
                </Button>
              )}
            </>
          ),
        },
        { label: t('motion.valid_to'), value: <Day on={motion.validTo} /> },
        ...(ratifyBy
          ? [
              {
                label: t('motion.ratify_by', { day: ratifyBy }),
                value: (
                  <Tag color={motion.ratified ? 'success' : 'error'}>
                    {motion.ratified ? t('motion.ratified') : formatYuan(motion.amountFen)}
                  </Tag>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Roll({ motion, meeting }: Both) {
  const { t, w } = useSpeech()
  const seatOf = (id: string) => meeting.seats.find((seat) => seat.id === id)
  return (
    <Section title={t('motion.members')}>
      {motion.hints.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={motion.hints.map((id) => `${seatOf(id)?.fullName ?? ''}: ${t('motion.hint')}`).join(' ')}
        />
      )}
      {motion.roll.length === 0 ? (
        <p className="quiet">{t('motion.roll_later')}</p>
      ) : (
        <Rows
          label={t('motion.members')}
          rows={motion.roll}
          keyOf={(row) => row.seatId}
          faded={(row) => row.recused !== null}
          columns={[
            { key: 'name', title: t('seat.name'), main: true, show: (row) => <MemberName seat={seatOf(row.seatId)} /> },
            {
              key: 'how',
              title: t('motion.how'),
              show: (row) =>
                row.recused ? (
                  <Tag>
                    {t('motion.recused')} · {w('governance', `recusal.${row.recused}`)}
                  </Tag>
                ) : (
                  row.manner && w('governance', `manner.${row.manner}`)
                ),
            },
            {
              key: 'choice',
              title: t('motion.choice'),
              show: (row) => row.choice && row.recused === null && <Tag>{w('governance', `choice.${row.choice}`)}</Tag>,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Party({ motion }: { motion: Motion }) {
  const { t, w } = useSpeech()
  return (
    <Section title={t('motion.gate')}>
      {motion.gates.length === 0 ? (
        <p className="quiet">{t('motion.gate_none')}</p>
      ) : (
        <ol className="timeline">
          {motion.gates.map((gate) => (
            <li key={gate.recordedAt.toISOString()}>
              <strong>
                {w('governance', `gate.${gate.route}`)} {gate.view && w('governance', `view.${gate.view}`)}
              </strong>
              <span>
                {gate.attended && `${t('motion.gate_attended')} `}
                {gate.remarks}
              </span>
              <Day on={gate.dueOn ?? gate.invitedOn} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function Board({ motion }: { motion: Motion }) {
  const { t, w } = useSpeech()
  const { board, resolution } = motion
  const why = (resolution?.boardFor ?? []).map((each) => w('governance', `board.${each}`)).join('、')
  if (!board && !why) return null
  return (
    <Section title={t('motion.board')}>
      {why && <p>{t('motion.board_for', { why })}</p>}
      {board && (
        <Properties
          of={[
            { label: t('motion.board'), value: t(board.approves ? 'motion.board_approves' : 'motion.board_refuses') },
            { label: t('motion.board_on'), value: <Day on={board.decidedOn} /> },
            { label: t('motion.board_yes'), value: `${board.yes} / ${board.present} / ${board.members}` },
            ...(board.ruleCited ? [{ label: t('motion.board_rule'), value: board.ruleCited, wide: true }] : []),
            { label: t('motion.board_reason'), value: board.reason, wide: true },
          ]}
        />
      )}
    </Section>
  )
}
