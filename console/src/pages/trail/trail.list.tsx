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
import { useTelling } from '../../kit/use-telling.ts'
import { paths } from '../../paths.ts'
import { useSpeech, useText } from '../../text/language.tsx'
import type { TextKey } from '../../text/zh.ts'

const MODULES = [
  'funds',
  'giving',
  'ledger',
  'organisations',
  'divisions',
  'regulations',
  'supervision',
  'identity',
  'platform',
] as const
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
    { key: 'details', title: t('trail.details'), desk: true, show: (row) => <Details of={row} /> },
  ]
}

function Who({ record }: { record: TrailRecord }) {
  const t = useText()
  if (record.actorKind === 'stranger') return t('trail.stranger')
  if (record.actorKind === 'system') return `${t('trail.system')} ${record.actorName}`
  return record.personId ? <To href={paths.person(record.personId)}>{record.actorName}</To> : record.actorName
}

/** Each kind of thing with its name and, where it has one, its page. */
const THINGS: Readonly<Record<string, { name: TextKey; path?: (id: string) => string }>> = {
  division: { name: 'division.one', path: paths.division },
  organisation: { name: 'organisation.one', path: paths.organisation },
  person: { name: 'person.one', path: paths.person },
  entry: { name: 'entry.one', path: paths.entry },
  fund: { name: 'fund.one', path: paths.fund },
  gift: { name: 'gift.one', path: paths.gift },
  import: { name: 'import.file', path: paths.import },
  duty: { name: 'trail.thing.duty', path: paths.duty },
  complaint: { name: 'trail.thing.complaint', path: paths.complaint },
  regulation: { name: 'trail.thing.regulation', path: paths.rule },
  book: { name: 'trail.thing.book', path: paths.organisation },
  divisions: { name: 'trail.thing.divisions' },
  regulations: { name: 'trail.thing.regulations' },
  list: { name: 'trail.thing.list' },
  platform: { name: 'trail.thing.platform' },
  fund_import: { name: 'trail.thing.fund_import' },
  group: { name: 'trail.thing.group' },
  mapping: { name: 'trail.thing.mapping' },
  unknown: { name: 'trail.thing.unknown' },
  log: { name: 'trail.thing.log' },
  witness: { name: 'trail.thing.witness' },
  draft: { name: 'trail.thing.draft' },
  commitment: { name: 'trail.thing.commitment' },
  bank_account: { name: 'trail.thing.bank_account' },
  organisation_import: { name: 'trail.thing.organisation_import' },
}

function Thing({ record }: { record: TrailRecord }) {
  const { t, w } = useSpeech()
  const { subjectKind: kind, subjectId: id } = record
  const thing = THINGS[kind]
  if (kind === 'list') {
    const [module = '', list = ''] = id.split('.')
    return `${t('trail.thing.list')} ${w(module, `sheet.${list}`)}`
  }
  const end = id.length > 12 ? `…${id.slice(-6)}` : id
  if (!thing) return `${kind} ${end}`
  if (!thing.path) return t(thing.name)
  return (
    <To href={thing.path(id)}>
      {t(thing.name)} <span className="figures">{end}</span>
    </To>
  )
}

/** What the module wrote of the act, in words. */
function Details({ of }: { of: TrailRecord }) {
  const telling = useTelling()
  return (
    <small>
      {readableDetails(of.details, telling(of.action))
        .map(([name, value]) => `${name} ${value}`)
        .join(' · ')}
    </small>
  )
}
