import { exports } from '@shanju/contract/evaluation/exports.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Compared } from '@shanju/contract/evaluation/shapes.ts'
import { SIZE_BANDS } from '@shanju/contract/evaluation/vocab.ts'
import { FUND_FIELDS } from '@shanju/contract/funds/vocab.ts'
import { PEOPLE_GROUPS } from '@shanju/contract/projects/vocab.ts'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Money, Nothing } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { between } from './evaluation.parts.tsx'
import './evaluation.css'

/** Like projects side by side, each share with its interval on one scale. */
export function EvaluationCompare() {
  const { t, w } = useSpeech()
  const list = useList(evaluations.compare)
  return (
    <ListPage<Compared>
      title={t('evaluation.compare')}
      lead={t('evaluation.compare_lead')}
      filters={
        <>
          <ChoiceFilter
            list={list}
            name="field"
            label={t('evaluation.field')}
            choices={FUND_FIELDS}
            wordOf={(field) => w('funds', `field.${field}`)}
          />
          <ChoiceFilter
            list={list}
            name="peopleGroup"
            label={t('evaluation.people')}
            choices={PEOPLE_GROUPS}
            wordOf={(group) => w('projects', `people.${group}`)}
          />
          <ChoiceFilter
            list={list}
            name="band"
            label={t('evaluation.band')}
            choices={SIZE_BANDS}
            wordOf={(band) => w('evaluation', `band.${band}`)}
          />
        </>
      }
      list={list}
      exported={exports.compareExport}
      columns={[
        {
          key: 'project',
          title: t('evaluation.project'),
          main: true,
          show: (row) => (
            <>
              <To href={paths.evaluation(row.id)}>{row.project.name}</To>
              <small>
                {row.place.name} · {row.field !== null && `${w('funds', `field.${row.field}`)} · `}
                {w('projects', `people.${row.peopleGroup}`)} · {w('evaluation', `band.${row.band}`)}
              </small>
            </>
          ),
        },
        {
          key: 'rank',
          title: t('evaluation.rank'),
          align: 'right',
          show: (row) => (row.rank === null ? <Nothing /> : `${row.rank} / ${row.likes}`),
        },
        { key: 'chart', title: t('evaluation.chart'), show: (row) => <Interval row={row} /> },
        {
          key: 'n',
          title: t('evaluation.answered'),
          align: 'right',
          show: (row) => `${row.answered} / ${row.asked}`,
        },
        {
          key: 'cost',
          title: t('evaluation.per_person'),
          align: 'right',
          show: (row) => (row.costFen === null ? <Nothing /> : <Money fen={row.costFen} />),
        },
        {
          key: 'met',
          title: t('evaluation.met'),
          align: 'right',
          show: (row) => `${row.met} / ${row.indicators}`,
        },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('evaluation.compare_empty')} />}
    />
  )
}

/** From low to high on a scale of nothing to all, with a mark where the share of the answers is. */
function Interval({ row }: { row: Compared }) {
  const { t } = useSpeech()
  const { low, high, share } = row
  if (low === null || high === null || share === null) return t('evaluation.few')
  return (
    <span className="interval">
      <svg viewBox="0 0 1000 80" preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" y1="40" x2="1000" y2="40" className="scale" />
        <line x1={low} y1="40" x2={Math.max(high, low + 8)} y2="40" className="range" />
        <line x1={share} y1="8" x2={share} y2="72" className="mark" />
      </svg>
      <small>{between(row)}</small>
    </span>
  )
}
