import { exports } from '@shanju/contract/evaluation/exports.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { EvaluationListed } from '@shanju/contract/evaluation/shapes.ts'
import { EVALUATION_STATES } from '@shanju/contract/evaluation/vocab.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Nothing, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { between } from './evaluation.parts.tsx'

export function EvaluationList() {
  const { t, w } = useSpeech()
  const list = useList(evaluations.list)
  return (
    <ListPage<EvaluationListed>
      title={t('evaluation.title')}
      lead={t('evaluation.lead')}
      actions={
        <>
          <ActionButton action="evaluation.manage" type="primary" href={paths.newEvaluation()}>
            {t('evaluation.plan')}
          </ActionButton>
          <ActionButton action="evaluation.read" href={paths.comparedProjects}>
            {t('evaluation.compare')}
          </ActionButton>
          <ActionButton action="evaluation.read" href={paths.questionnaires}>
            {t('evaluation.questionnaires')}
          </ActionButton>
        </>
      }
      filters={
        <>
          <WordsFilter list={list} hint={t('evaluation.project')} />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('evaluation.state')}
            choices={EVALUATION_STATES}
            wordOf={(state) => w('evaluation', `state.${state}`)}
          />
        </>
      }
      list={list}
      exported={exports.listExport}
      columns={[
        {
          key: 'project',
          title: t('evaluation.project'),
          main: true,
          show: (row) => (
            <>
              <To href={paths.evaluation(row.id)}>{row.project.name}</To>
              <small>{row.fund.name}</small>
            </>
          ),
        },
        {
          key: 'state',
          title: t('evaluation.state'),
          show: (row) => <StatusTag module="evaluation" value={row.state} />,
        },
        {
          key: 'answered',
          title: t('evaluation.answered'),
          align: 'right',
          show: (row) => `${row.answered} / ${row.asked}`,
        },
        {
          key: 'satisfied',
          title: t('evaluation.satisfied'),
          align: 'right',
          show: (row) => between(row) ?? (row.state === 'closed' ? t('evaluation.few') : <Nothing />),
        },
        {
          key: 'closes',
          title: t('evaluation.closes_at'),
          desk: true,
          show: (row) => <When at={row.closesAt} />,
        },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('evaluation.empty')} />}
    />
  )
}
