import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { Ballot } from '@shanju/contract/ballots/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { PaperMenu, usePapers } from '../../kit/paper-menu.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'
import { Desk } from './ballot.desk.tsx'
import { PutWindow, ResultShown } from './ballot.result.tsx'
import { Roll } from './ballot.roll.tsx'

/** A ballot from its plan to its result: roll, codes, slips, count. */
export function BallotRecord() {
  const ballot = useRead(ballots.get, { params: { id: useIdParam('ballot') } }, { keep: true })
  return <Loaded of={ballot}>{(found) => <Shown ballot={found} />}</Loaded>
}

function Shown({ ballot }: { ballot: Ballot }) {
  const { t } = useSpeech()
  const papers = usePapers()
  const [putting, setPutting] = useState(false)
  return (
    <RecordPage
      title={ballot.title}
      crumbs={[{ href: paths.ballots, name: t('ballot.title') }]}
      status={<StatusTag module="ballots" value={ballot.state} />}
      lead={
        <>
          <To href={paths.fund(ballot.fund.id)}>{ballot.fund.name}</To>
          {ballot.openedAt && (
            <>
              {' · '}
              <a href={`/v/${ballot.publicId}`} target="_blank" rel="noreferrer">
                {t('ballot.public')}
              </a>
            </>
          )}
        </>
      }
      actions={
        <>
          <Steps ballot={ballot} put={() => setPutting(true)} />
          {ballot.openedAt && <PaperMenu id={ballot.id} choices={papers.notice(ballots.printNotice)} />}
        </>
      }
      aside={<Timeline kind="ballot" id={ballot.id} />}
    >
      <Plan ballot={ballot} />
      {ballot.cancelled !== null && <p className="said">{ballot.cancelled}</p>}
      {ballot.result && <ResultShown ballot={ballot} />}
      <Options ballot={ballot} />
      {ballot.state === 'ended' && <Desk ballot={ballot} />}
      {ballot.state !== 'closed' && ballot.state !== 'cancelled' && <Roll ballot={ballot} />}
      {ballot.state === 'open' && <Desk ballot={ballot} />}
      {putting && <PutWindow ballot={ballot} close={() => setPutting(false)} />}
    </RecordPage>
  )
}

function Plan({ ballot }: { ballot: Ballot }) {
  const { t, w } = useSpeech()
  return (
    <Section title={t('ballot.how')}>
      <div className="stack">
        <Figures
          of={[
            { label: t('ballot.budget'), value: <Money fen={ballot.budgetFen} sign /> },
            { label: t('ballot.turnout'), value: `${ballot.voted} / ${ballot.roll}` },
            { label: t('ballot.closes_at'), value: <When at={ballot.closesAt} /> },
          ]}
        />
        <Properties
          of={[
            { label: t('ballot.rule'), value: w('ballots', `rule.${ballot.rule}`), wide: true },
            { label: t('ballot.roll_kind'), value: w('ballots', `roll.${ballot.rollKind}`) },
            { label: t('ballot.most_marks'), value: ballot.mostMarks },
            ...(ballot.words ? [{ label: t('ballot.words'), value: ballot.words, wide: true }] : []),
          ]}
        />
      </div>
    </Section>
  )
}

function Steps({ ballot, put }: { ballot: Ballot; put: () => void }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const open = useWrite(ballots.open)
  const close = useWrite(ballots.close)
  const cancel = useWrite(ballots.cancel)
  const manage = { action: 'ballots.manage', subject: subjectOf(ballot.whose) } as const
  const input = { params: { id: ballot.id } }
  const { state } = ballot
  const early = state === 'open' && ballot.voted < ballot.roll
  return (
    <>
      {state === 'planned' && (
        <ActionButton
          {...manage}
          type="primary"
          why={ballot.roll === 0 ? w('ballots', 'refusal.roll_empty') : undefined}
          onClick={() =>
            ask({
              ...{ title: t('ballot.open'), text: t('ballot.open_ask'), confirm: t('ballot.open') },
              act: () => open.mutateAsync({ input }),
            })
          }
        >
          {t('ballot.open')}
        </ActionButton>
      )}
      {(state === 'open' || state === 'ended') && (
        <ActionButton
          {...manage}
          type="primary"
          why={early ? w('ballots', 'refusal.still_open') : undefined}
          onClick={() =>
            ask({
              ...{ title: t('ballot.close'), text: t('ballot.close_ask'), confirm: t('ballot.close') },
              act: () => close.mutateAsync({ input }),
            })
          }
        >
          {t('ballot.close')}
        </ActionButton>
      )}
      {state === 'closed' && (
        <ActionButton {...manage} type="primary" onClick={put}>
          {t('ballot.to_group')}
        </ActionButton>
      )}
      {state !== 'closed' && state !== 'cancelled' && (
        <ActionButton
          {...manage}
          danger
          onClick={() =>
            ask({
              ...{ title: t('ballot.cancel'), text: t('ballot.reason'), confirm: t('ballot.cancel') },
              ...{ danger: true, reason: true },
              act: (reason) => cancel.mutateAsync({ input: { ...input, body: { reason } } }),
            })
          }
        >
          {t('ballot.cancel')}
        </ActionButton>
      )}
    </>
  )
}

function Options({ ballot }: { ballot: Ballot }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const withdraw = useWrite(ballots.withdrawOption)
  const over = ballot.state === 'closed' || ballot.state === 'cancelled'
  return (
    <Section title={t('ballot.options')}>
      <Rows<Ballot['options'][number]>
        label={t('ballot.options')}
        rows={ballot.options}
        keyOf={({ number }) => String(number)}
        faded={({ withdrawn }) => withdrawn !== null}
        columns={[
          {
            key: 'title',
            title: t('ballot.option_title'),
            main: true,
            show: ({ number, title }) => `${number}. ${title}`,
          },
          { key: 'words', title: t('ballot.option_words'), show: ({ words, withdrawn }) => withdrawn ?? words },
          {
            key: 'cost',
            title: t('ballot.option_cost'),
            align: 'right',
            show: ({ costFen }) => <Money fen={costFen} />,
          },
          {
            key: 'withdraw',
            title: '',
            show: ({ number, title, withdrawn }) =>
              !over &&
              withdrawn === null && (
                <ActionButton
                  action="ballots.manage"
                  subject={subjectOf(ballot.whose)}
                  onClick={() =>
                    ask({
                      ...{ title: `${t('ballot.withdraw')} · ${title}`, text: t('ballot.reason') },
                      ...{ confirm: t('ballot.withdraw'), reason: true, done: w('ballots', 'act.withdraw_option') },
                      act: (reason) =>
                        withdraw.mutateAsync({ input: { params: { id: ballot.id }, body: { number, reason } } }),
                    })
                  }
                >
                  {t('ballot.withdraw')}
                </ActionButton>
              ),
          },
        ]}
      />
    </Section>
  )
}
