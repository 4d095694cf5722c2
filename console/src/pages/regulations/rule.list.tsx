import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { Regulation } from '@shanju/contract/regulations/shapes.ts'
import { SPEAKS_OF } from '@shanju/contract/regulations/vocab.ts'
import { Crumbs } from '../../kit/crumbs.tsx'
import { DayInput } from '../../kit/day-input.tsx'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { Filters, PageHead } from '../../kit/list-page.tsx'
import { type Column, Rows } from '../../kit/rows.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { Empty, Loaded, Skeleton } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { RuleState } from './rule.state.tsx'
import './regulations.css'

/** The whole rule book as it stands on a day. It is short and read as a whole, so it has no pages. */
export function RuleList() {
  const { t, w } = useSpeech()
  const list = useList(regulations.list)
  const columns = useColumns(list.filters.on)
  return (
    <div className="page">
      <Crumbs here={t('rule.title')} path={[]} />
      <PageHead title={t('rule.title')} lead={t('rule.lead')} />
      <Filters list={list}>
        <ChoiceFilter
          list={list}
          name="speaksOf"
          label={t('rule.speaks_of')}
          choices={SPEAKS_OF}
          wordOf={(value) => w('regulations', `speaks_of.${value}`)}
        />
        <div className="filter-day">
          <DayInput value={list.filters.on} onChange={(on) => list.filter({ on })} hint={t('rule.on')} />
        </div>
      </Filters>
      <Loaded of={list.result} skeleton={<Skeleton rows={10} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('rule.empty')} />
          ) : (
            <>
              <Rows
                label={t('rule.title')}
                columns={columns}
                rows={items}
                keyOf={(row) => row.id}
                stale={list.result.isPlaceholderData}
                faded={(row) => !row.enabled || !row.inForce}
              />
              <footer className="pager">
                <span className="quiet">{t('rule.count', { count: items.length })}</span>
              </footer>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function useColumns(on: string | undefined): readonly Column<Regulation>[] {
  const { t, w, language } = useSpeech()
  return [
    { key: 'id', title: t('rule.number'), show: (row) => <span className="figures">{row.id}</span> },
    {
      key: 'name',
      title: t('rule.name'),
      main: true,
      show: (row) => <To href={paths.rule(row.id)}>{row.title[language]}</To>,
    },
    {
      key: 'severity',
      title: t('rule.severity'),
      show: (row) => <StatusTag module="regulations" group="severity" value={row.severity} />,
    },
    {
      key: 'source',
      title: t('rule.source'),
      show: ({ citations: [first], evidence }) => (
        <>
          {first && `${first.instrument[language]} ${first.article[language]}`}
          <small>{w('regulations', `evidence.${evidence}`)}</small>
        </>
      ),
    },
    { key: 'state', title: t('rule.state'), show: (row) => <RuleState rule={row} on={on} /> },
  ]
}
