import type { Figures as Drawn } from '@shanju/contract/evaluation/figures.ts'
import { shareOf } from '@shanju/contract/evaluation/margin.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Evaluation } from '@shanju/contract/evaluation/shapes.ts'
import { ANSWER_MANNERS } from '@shanju/contract/evaluation/vocab.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { formatTenths } from '@shanju/contract/kit/tenths.ts'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, Nothing } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'
import { useChoices } from './evaluation.parts.tsx'

/** The figures as they were drawn: shares with their margins, counts with the small ones hidden, cost per person. */
export function ResultShown({ evaluation, figures }: { evaluation: Evaluation; figures: Drawn }) {
  const { t, w } = useSpeech()
  const { satisfaction, asked, answered, costFen, persons, reachedFen, byManner, mannerShares } = figures
  const shares = ANSWER_MANNERS.map((manner) => {
    const share = mannerShares.find((each) => each.manner === manner)
    return `${w('evaluation', `manner.${manner}`)} ${byManner[manner]}${share ? ` (${formatTenths(share.share)}%)` : ''}`
  })
  return (
    <Section title={t('evaluation.result')}>
      <div className="stack">
        <Figures
          of={[
            {
              label: t('evaluation.satisfied'),
              value: satisfaction
                ? t(`evaluation.${satisfaction.bound}`, { share: formatTenths(satisfaction.share) })
                : t('evaluation.few'),
              note:
                satisfaction &&
                t('evaluation.interval', {
                  low: formatTenths(satisfaction.low),
                  high: formatTenths(satisfaction.high),
                }),
            },
            {
              label: t('evaluation.rate'),
              value: `${formatTenths(shareOf(answered, Math.max(asked, 1)))}%`,
              note: `${answered} / ${asked}`,
            },
            {
              label: t('evaluation.cost'),
              value: costFen === null ? '—' : <Money fen={costFen} sign />,
              note:
                costFen === null
                  ? t('evaluation.cost_none')
                  : t('evaluation.cost_from', { sum: formatYuan(reachedFen), persons: persons ?? 0 }),
            },
          ]}
        />
        <Properties of={[{ label: t('evaluation.manner'), value: shares.join(' · '), wide: true }]} />
        <Questions evaluation={evaluation} figures={figures} />
      </div>
    </Section>
  )
}

function Questions({ evaluation, figures }: { evaluation: Evaluation; figures: Drawn }) {
  const { t, language } = useSpeech()
  const choicesOf = useChoices()
  const rows = evaluation.questionnaire.questions.flatMap((question, at) => {
    const found = figures.questions[at]
    return found && question.kind !== 'text' ? [{ question, found, number: at + 1 }] : []
  })
  return (
    <Rows<(typeof rows)[number]>
      label={t('evaluation.questions')}
      rows={rows}
      keyOf={({ number }) => String(number)}
      columns={[
        {
          key: 'question',
          title: t('evaluation.question'),
          main: true,
          show: ({ question, number }) => `${number}. ${question[language]}`,
        },
        { key: 'n', title: t('evaluation.n'), align: 'right', show: ({ found }) => found.answered },
        {
          key: 'spread',
          title: t('evaluation.spread'),
          show: ({ question, found }) => {
            const offered = choicesOf(question)
            const spread = found.cells.map(({ count }, cell) => `${offered[cell]} ${count ?? t('evaluation.hidden')}`)
            const mean = found.mean === null ? [] : [t('evaluation.mean', { mean: formatTenths(found.mean) })]
            return [...spread, ...mean].join(' · ') || <Nothing />
          },
        },
      ]}
    />
  )
}

/** What people wrote, asked for on purpose, because it is on the trail. */
export function Remarks({ evaluation }: { evaluation: Evaluation }) {
  const { t, language } = useSpeech()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const query = { page: 1, pageSize: 200 }
  const found = useRead(evaluations.listRemarks, open ? { params: { id: evaluation.id }, query } : undefined)
  return (
    <Section title={t('evaluation.remarks')}>
      <div className="stack">
        <p className="quiet">{t('evaluation.remarks_help')}</p>
        {!open && (
          <div>
            <Button onClick={() => setOpen(true)}>{t('evaluation.remarks_show', { count: evaluation.remarks })}</Button>
          </div>
        )}
        {found.error && <Alert type="error" showIcon role="alert" title={errorText(found.error)} />}
        {(found.data?.items ?? []).map(({ id, question, words }) => (
          <blockquote key={id}>
            {words}
            <small className="quiet"> {evaluation.questionnaire.questions[question - 1]?.[language]}</small>
          </blockquote>
        ))}
      </div>
    </Section>
  )
}
