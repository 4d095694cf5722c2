import { exports } from '@shanju/contract/governance/exports.ts'
import { listRoutes, type MotionListed } from '@shanju/contract/governance/lists.ts'
import { MOTION_KINDS, MOTION_STATES } from '@shanju/contract/governance/vocab.ts'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What was put to the groups of one's reach. */
export function MotionList() {
  const { t, w } = useSpeech()
  const list = useList(listRoutes.listMotions)
  return (
    <ListPage<MotionListed>
      title={t('motion.list')}
      crumbs={[{ href: paths.groups, name: t('group.title') }]}
      filters={
        <>
          <WordsFilter list={list} hint={t('motion.list_words')} />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('motion.list_state')}
            choices={MOTION_STATES}
            wordOf={(state) => w('governance', `state.${state}`)}
          />
          <ChoiceFilter
            list={list}
            name="kind"
            label={t('motion.kind')}
            choices={MOTION_KINDS}
            wordOf={(kind) => w('governance', `motion.${kind}`)}
          />
        </>
      }
      list={list}
      exported={exports.listMotionsExport}
      columns={[
        {
          key: 'title',
          title: t('motion.one'),
          main: true,
          show: (row) => <To href={paths.motion(row.id)}>{row.title}</To>,
        },
        {
          key: 'group',
          title: t('group.title'),
          show: (row) => <To href={paths.group(row.group.id)}>{row.group.name}</To>,
        },
        { key: 'kind', title: t('motion.kind'), desk: true, show: (row) => w('governance', `motion.${row.kind}`) },
        {
          key: 'amount',
          title: t('motion.amount'),
          align: 'right',
          show: (row) => (row.amountFen === null ? '—' : <Money fen={row.amountFen} />),
        },
        { key: 'held', title: t('meeting.held_on'), show: (row) => <When at={row.meeting.heldAt} /> },
        {
          key: 'state',
          title: t('motion.list_state'),
          show: (row) => <StatusTag module="governance" value={row.state} />,
        },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('motion.none')} />}
    />
  )
}
