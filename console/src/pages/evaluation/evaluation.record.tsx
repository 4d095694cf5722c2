import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Evaluation } from '@shanju/contract/evaluation/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'
import { Desk } from './evaluation.desk.tsx'
import { Indicators } from './evaluation.indicators.tsx'
import { Photos } from './evaluation.photos.tsx'
import { Remarks, ResultShown } from './evaluation.result.tsx'
import { Roll } from './evaluation.roll.tsx'

/** An evaluation from its plan to its figures: roll and sample, answers, indicators, photos. */
export function EvaluationRecord() {
  const found = useRead(evaluations.get, { params: { id: useIdParam('evaluation') } }, { keep: true })
  return <Loaded of={found}>{(evaluation) => <Shown evaluation={evaluation} />}</Loaded>
}

function Shown({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const { state, project } = evaluation
  const live = state === 'open' || state === 'ended'
  return (
    <RecordPage
      title={project.name}
      crumbs={[{ href: paths.evaluations, name: t('evaluation.title') }]}
      status={<StatusTag module="evaluation" value={state} />}
      lead={
        <>
          <To href={paths.project(project.id)}>{project.name}</To> ·{' '}
          <To href={paths.fund(evaluation.fund.id)}>{evaluation.fund.name}</To>
          {evaluation.openedAt && (
            <>
              {' · '}
              <a href={`/p/${project.code}#evaluation`} target="_blank" rel="noreferrer">
                {t('evaluation.public')}
              </a>
            </>
          )}
        </>
      }
      actions={<Steps evaluation={evaluation} />}
      aside={<Timeline kind="evaluation" id={evaluation.id} />}
    >
      <Plan evaluation={evaluation} />
      {evaluation.cancelled !== null && <p className="said">{evaluation.cancelled}</p>}
      {evaluation.figures && <ResultShown evaluation={evaluation} figures={evaluation.figures} />}
      {state === 'ended' && <Desk evaluation={evaluation} />}
      {(state === 'planned' || live) && <Roll evaluation={evaluation} />}
      {state === 'open' && <Desk evaluation={evaluation} />}
      <Indicators evaluation={evaluation} />
      <Photos evaluation={evaluation} />
      {evaluation.remarks > 0 && <Remarks evaluation={evaluation} />}
    </RecordPage>
  )
}

function Plan({ evaluation }: { evaluation: Evaluation }) {
  const { t, w, language } = useSpeech()
  const { questionnaire, seed, seedHash } = evaluation
  return (
    <Section title={t('evaluation.how')}>
      <div className="stack">
        <Figures
          of={[
            { label: t('evaluation.answered'), value: `${evaluation.answered} / ${evaluation.asked}` },
            { label: t('evaluation.margin'), value: `±${evaluation.margin / 10}%` },
            { label: t('evaluation.closes_at'), value: <When at={evaluation.closesAt} /> },
          ]}
        />
        <Properties
          of={[
            {
              label: t('evaluation.questionnaire'),
              value: `${questionnaire.title[language]} · v${questionnaire.version}`,
            },
            { label: t('evaluation.sampling'), value: w('evaluation', `sampling.${evaluation.sampling}`) },
            { label: t('evaluation.least_cell'), value: evaluation.leastCell },
            { label: t('evaluation.least_answers'), value: evaluation.leastAnswers },
            {
              label: t(seed === null ? 'evaluation.seed_hash' : 'evaluation.seed'),
              value: <code>{seed ?? seedHash}</code>,
              wide: true,
            },
          ]}
        />
      </div>
    </Section>
  )
}

function Steps({ evaluation }: { evaluation: Evaluation }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const open = useWrite(evaluations.open)
  const close = useWrite(evaluations.close)
  const cancel = useWrite(evaluations.cancel)
  const manage = { action: 'evaluation.manage', subject: subjectOf(evaluation.whose) } as const
  const input = { params: { id: evaluation.id } }
  const { state } = evaluation
  const early = state === 'open' && evaluation.answered < evaluation.asked
  return (
    <>
      {state === 'planned' && (
        <ActionButton
          {...manage}
          type="primary"
          why={evaluation.drawn ? undefined : w('evaluation', 'refusal.not_drawn')}
          onClick={() =>
            ask({
              ...{ title: t('evaluation.open'), text: t('evaluation.open_ask'), confirm: t('evaluation.open') },
              act: () => open.mutateAsync({ input }),
            })
          }
        >
          {t('evaluation.open')}
        </ActionButton>
      )}
      {(state === 'open' || state === 'ended') && (
        <ActionButton
          {...manage}
          type="primary"
          why={early ? w('evaluation', 'refusal.still_open') : undefined}
          onClick={() =>
            ask({
              ...{ title: t('evaluation.close'), text: t('evaluation.close_ask'), confirm: t('evaluation.close') },
              act: () => close.mutateAsync({ input }),
            })
          }
        >
          {t('evaluation.close')}
        </ActionButton>
      )}
      {state !== 'closed' && state !== 'cancelled' && (
        <ActionButton
          {...manage}
          danger
          onClick={() =>
            ask({
              ...{ title: t('evaluation.cancel'), text: t('evaluation.reason'), confirm: t('evaluation.cancel') },
              ...{ danger: true, reason: true },
              act: (reason) => cancel.mutateAsync({ input: { ...input, body: { reason } } }),
            })
          }
        >
          {t('evaluation.cancel')}
        </ActionButton>
      )}
    </>
  )
}
