import { exports } from '@shanju/contract/governance/exports.ts'
import { type Attendance, listRoutes } from '@shanju/contract/governance/lists.ts'
import { ATTENDANCE_MANNERS } from '@shanju/contract/governance/vocab.ts'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Nothing, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** Who came to the meetings of the groups of one's reach. */
export function AttendanceList() {
  const { t, w } = useSpeech()
  const list = useList(listRoutes.listAttendances)
  return (
    <ListPage<Attendance>
      title={t('attendance.list')}
      lead={t('attendance.lead')}
      crumbs={[
        { href: paths.groups, name: t('group.title') },
        { href: paths.meetings, name: t('meeting.list') },
      ]}
      filters={
        <>
          <WordsFilter list={list} hint={t('attendance.words')} />
          <ChoiceFilter
            list={list}
            name="manner"
            label={t('attendance.manner')}
            choices={ATTENDANCE_MANNERS}
            wordOf={(manner) => w('governance', `manner.${manner}`)}
          />
        </>
      }
      list={list}
      exported={exports.listAttendancesExport}
      columns={[
        {
          key: 'meeting',
          title: t('meeting.one'),
          main: true,
          show: (row) => (
            <To href={paths.meeting(row.meeting.id)}>
              {row.group.name} · {t('meeting.number', { number: row.meeting.number })}
            </To>
          ),
        },
        { key: 'held', title: t('meeting.held_on'), show: (row) => <When at={row.meeting.heldAt} /> },
        { key: 'kind', title: t('attendance.seat'), show: (row) => w('governance', `seat.${row.kind}`) },
        { key: 'name', title: t('attendance.name'), show: (row) => row.shownName || row.post || <Nothing /> },
        { key: 'manner', title: t('attendance.manner'), show: (row) => w('governance', `manner.${row.manner}`) },
      ]}
      keyOf={(row) => `${row.meeting.id} ${row.seatId}`}
      empty={<Empty title={t('attendance.none')} />}
    />
  )
}
