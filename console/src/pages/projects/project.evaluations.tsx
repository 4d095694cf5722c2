import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { EvaluationListed } from '@shanju/contract/evaluation/shapes.ts'
import { READY_STATES } from '@shanju/contract/evaluation/vocab.ts'
import type { Project } from '@shanju/contract/projects/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Nothing, StatusTag } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { between } from '../evaluation/evaluation.parts.tsx'
import { subjectOf } from '../governance/parts.tsx'

/** What people who were helped say of the project: lies before whoever judges it. */
export function Evaluations({ project }: { project: Project }) {
  const { t, w } = useSpeech()
  const found = useRead(evaluations.list, { query: { projectId: project.id, pageSize: 50 } }, { keep: true })
  const rows = found.data?.items ?? []
  const ready = (READY_STATES as readonly string[]).includes(project.state)
  if (!ready && rows.length === 0) return null
  const underWay = rows.some(({ state }) => state !== 'closed' && state !== 'cancelled')
  return (
    <Section
      title={t('evaluation.title')}
      more={
        ready && (
          <ActionButton
            action="evaluation.manage"
            subject={subjectOf(project.whose)}
            href={paths.newEvaluation(project.id)}
            why={underWay ? w('evaluation', 'refusal.under_way') : undefined}
          >
            {t('evaluation.plan')}
          </ActionButton>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="quiet">{t('evaluation.none_yet')}</p>
      ) : (
        <Rows<EvaluationListed>
          label={t('evaluation.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'state',
              title: t('evaluation.state'),
              main: true,
              show: ({ id, state }) => (
                <To href={paths.evaluation(id)}>
                  <StatusTag module="evaluation" value={state} />
                </To>
              ),
            },
            {
              key: 'answered',
              title: t('evaluation.answered'),
              align: 'right',
              show: ({ answered, asked }) => `${answered} / ${asked}`,
            },
            {
              key: 'satisfied',
              title: t('evaluation.satisfied'),
              align: 'right',
              show: (row) => between(row) ?? (row.state === 'closed' ? t('evaluation.few') : <Nothing />),
            },
          ]}
        />
      )}
    </Section>
  )
}
