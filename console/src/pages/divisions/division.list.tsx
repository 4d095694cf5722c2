import { exports } from '@shanju/contract/divisions/exports.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { DivisionRow } from '@shanju/contract/divisions/shapes.ts'
import { LEVELS } from '@shanju/contract/divisions/vocab.ts'
import { Crumbs } from '../../kit/crumbs.tsx'
import { DivisionTree } from '../../kit/division-tree.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { Filters, ListPage, PageHead } from '../../kit/list-page.tsx'
import { pathName } from '../../kit/places.ts'
import type { Column } from '../../kit/rows.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** The tree as long as nobody looks for something; then a list of what was found. */
export function DivisionList() {
  const { t, w } = useSpeech()
  const list = useList(divisions.searchDivisions)
  const columns = useColumns()
  const filters = (
    <>
      <WordsFilter list={list} hint={t('division.search')} />
      <ChoiceFilter
        list={list}
        name="level"
        label={t('division.level')}
        choices={LEVELS}
        wordOf={(level) => w('divisions', `level.${level}`)}
      />
    </>
  )
  if (Object.keys(list.filters).length === 0)
    return (
      <div className="page">
        <Crumbs here={t('division.title')} path={[]} />
        <PageHead
          title={t('division.title')}
          lead={t('division.lead')}
          actions={
            <>
              <ExportButton route={exports.searchDivisionsExport} query={{}} />
              <ExportButton route={exports.listChangesExport} query={{}} label={t('division.export_changes')} />
              <ExportButton
                route={exports.listMongolianNamesExport}
                query={{}}
                label={t('division.export_mongolian')}
              />
            </>
          }
        />
        <Filters list={list}>{filters}</Filters>
        <DivisionTree />
      </div>
    )
  return (
    <ListPage<DivisionRow>
      title={t('division.title')}
      lead={t('division.lead')}
      filters={filters}
      list={list}
      exported={exports.searchDivisionsExport}
      columns={columns}
      keyOf={(row) => row.code}
      empty={<Empty title={t('division.none_found')} />}
    />
  )
}

function useColumns(): readonly Column<DivisionRow>[] {
  const { t, w } = useSpeech()
  return [
    {
      key: 'name',
      title: t('division.name'),
      main: true,
      show: (row) => <To href={paths.division(row.code)}>{row.name}</To>,
    },
    { key: 'code', title: t('division.code'), show: (row) => <span className="figures">{row.code}</span> },
    { key: 'kind', title: t('division.kind'), show: (row) => w('divisions', `kind.${row.kind}`) },
    { key: 'above', title: t('division.belongs'), show: (row) => pathName(row.path.slice(0, -1)) },
    {
      key: 'urban',
      title: t('division.urban'),
      desk: true,
      show: (row) => (row.urban === null ? '' : w('divisions', `urban.${row.urban}`)),
    },
  ]
}
