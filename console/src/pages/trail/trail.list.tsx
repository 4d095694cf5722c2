import { exports } from '@shanju/contract/trail/exports.ts'
import { type TrailRecord, routes as trail } from '@shanju/contract/trail/routes.ts'
import { readableDetails } from '../../kit/details.ts'
import { ChoiceFilter, DaysFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import type { Column } from '../../kit/rows.tsx'
import { When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { useActName } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

const MODULES = ['divisions', 'organisations', 'identity', 'ledger', 'funds', 'giving'] as const
type Module = (typeof MODULES)[number]

export function TrailList() {
  const t = useText()
  const list = useList(trail.list)
  return (
    <ListPage<TrailRecord>
      title={t('trail.title')}
      lead={t('trail.lead')}
      filters={
        <>
          <ChoiceFilter
            list={list}
            name="action"
            label={t('trail.module')}
            choices={MODULES.map((module) => `${module}.`)}
            wordOf={(action) => t(`trail.module.${action.slice(0, -1) as Module}`)}
          />
          <DaysFilter list={list} from="fromOn" to="toOn" />
        </>
      }
      list={list}
      exported={exports.listExport}
      columns={useColumns()}
      keyOf={(row) => row.id}
      empty={<Empty title={t('trail.empty')} />}
    />
  )
}

function useColumns(): readonly Column<TrailRecord>[] {
  const t = useText()
  const actName = useActName()
  return [
    { key: 'at', title: t('trail.at'), show: (row) => <When at={row.at} /> },
    { key: 'did', title: t('trail.did'), main: true, show: (row) => actName(row.action) },
    {
      key: 'thing',
      title: t('trail.thing'),
      show: (row) => (
        <span className="whole">
          <Thing record={row} />
        </span>
      ),
    },
    {
      key: 'who',
      title: t('trail.who'),
      show: (row) => (
        <span className="whole">
          <Who record={row} />
        </span>
      ),
    },
    { key: 'details', title: t('trail.details'), desk: true, show: (row) => <Details of={row.details} /> },
  ]
}

function Who({ record }: { record: TrailRecord }) {
  const t = useText()
  if (record.actorKind === 'stranger') return t('trail.stranger')
  if (record.actorKind === 'system') return `${t('trail.system')} ${record.actorName}`
  return record.personId ? <To href={paths.person(record.personId)}>{record.actorName}</To> : record.actorName
}

/** Where each kind of thing has its page. */
const PAGES: Readonly<
  Record<
    string,
    {
      name: 'division.one' | 'organisation.one' | 'person.one' | 'entry.one' | 'fund.one' | 'gift.one' | 'import.file'
      path: (id: string) => string
    }
  >
> = {
  division: { name: 'division.one', path: paths.division },
  organisation: { name: 'organisation.one', path: paths.organisation },
  person: { name: 'person.one', path: paths.person },
  entry: { name: 'entry.one', path: paths.entry },
  fund: { name: 'fund.one', path: paths.fund },
  gift: { name: 'gift.one', path: paths.gift },
  import: { name: 'import.file', path: paths.import },
}

function Thing({ record }: { record: TrailRecord }) {
  const t = useText()
  const page = PAGES[record.subjectKind]
  const end = record.subjectId.length > 12 ? `…${record.subjectId.slice(-6)}` : record.subjectId
  if (!page) return `${record.subjectKind} ${end}`
  return (
    <To href={page.path(record.subjectId)}>
      {t(page.name)} <span className="figures">{end}</span>
    </To>
  )
}

/** Codes, sums and states as the module wrote them. */
const Details = ({ of }: { of: TrailRecord['details'] }) => (
  <small>
    {readableDetails(of)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ')}
  </small>
)
