import { exports } from '@shanju/contract/governance/exports.ts'
import { listRoutes, type MeetingRow } from '@shanju/contract/governance/lists.ts'
import { MEETING_KINDS } from '@shanju/contract/governance/vocab.ts'
import { Tag } from 'antd'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** When the groups of one's reach met. */
export function MeetingList() {
  const { t, w } = useSpeech()
  const list = useList(listRoutes.listMeetings)
  return (
    <ListPage<MeetingRow>
      title={t('meeting.list')}
      crumbs={[{ href: paths.groups, name: t('group.title') }]}
      actions={<To href={paths.attendances}>{t('attendance.list')}</To>}
      filters={
        <>
          <WordsFilter list={list} hint={t('meeting.list_words')} />
          <ChoiceFilter
            list={list}
            name="kind"
            label={t('meeting.kind')}
            choices={MEETING_KINDS}
            wordOf={(kind) => w('governance', `meeting.${kind}`)}
          />
        </>
      }
      list={list}
      exported={exports.listMeetingsExport}
      columns={[
        {
          key: 'number',
          title: t('meeting.one'),
          main: true,
          show: (row) => (
            <To href={paths.meeting(row.id)}>
              {row.group.name} · {t('meeting.number', { number: row.number })}
            </To>
          ),
        },
        { key: 'held', title: t('meeting.held_on'), show: (row) => <When at={row.heldAt} /> },
        { key: 'kind', title: t('meeting.kind'), desk: true, show: (row) => w('governance', `meeting.${row.kind}`) },
        { key: 'motions', title: t('meeting.motions'), align: 'right', show: (row) => row.motions },
        { key: 'attended', title: t('meeting.attended'), align: 'right', show: (row) => row.attended },
        { key: 'excused', title: t('meeting.excused'), align: 'right', desk: true, show: (row) => row.excused },
        {
          key: 'minutes',
          title: t('meeting.minutes'),
          show: (row) =>
            row.minutes ? (
              w('governance', 'minutes.kept')
            ) : (
              <Tag color="warning">{w('governance', 'minutes.missing')}</Tag>
            ),
        },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('meeting.none')} />}
    />
  )
}
