import { exports } from '@shanju/contract/coverage/exports.ts'
import { routes as coverage, type PlaceStanding } from '@shanju/contract/coverage/routes.ts'
import { GAPS } from '@shanju/contract/coverage/vocab.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { usePlaceColumns } from './place.columns.tsx'

/** The places below one, with what stands and what is missing; the address says below which. */
export function PlaceList() {
  const { t, w } = useSpeech()
  const list = useList(coverage.listPlaces)
  const { within } = list.filters
  const place = useRead(divisions.getDivision, within ? { params: { code: within } } : undefined)
  const above = place.data?.path.slice(0, -1) ?? []
  return (
    <ListPage<PlaceStanding>
      title={place.data ? `${place.data.name} · ${t('coverage.title')}` : t('coverage.title')}
      lead={t('coverage.lead')}
      crumbs={above.map(({ code, name }) => ({ href: `${paths.coverage}?within=${code}`, name }))}
      filters={
        <ChoiceFilter
          list={list}
          name="gap"
          label={t('coverage.gap')}
          choices={GAPS}
          wordOf={(gap) => w('coverage', `gap.${gap}`)}
        />
      }
      list={list}
      exported={exports.listPlacesExport}
      columns={usePlaceColumns()}
      keyOf={(row) => row.code}
      empty={<Empty title={t('coverage.empty')} />}
    />
  )
}
