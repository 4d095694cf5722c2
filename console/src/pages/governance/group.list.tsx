import { exports } from '@shanju/contract/governance/exports.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { GroupListed } from '@shanju/contract/governance/shapes.ts'
import { Tag } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Day } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function GroupList() {
  const { t, w } = useSpeech()
  const list = useList(governance.listGroups)
  return (
    <ListPage<GroupListed>
      title={t('group.title')}
      lead={t('group.lead')}
      actions={
        <>
          <ActionButton action="governance.manage" type="primary" href={paths.newGroup}>
            {t('group.form')}
          </ActionButton>
          <To href={paths.motions}>{t('motion.list')}</To>
          <To href={paths.meetings}>{t('meeting.list')}</To>
        </>
      }
      filters={<WordsFilter list={list} hint={t('group.fund')} />}
      list={list}
      exported={exports.listGroupsExport}
      columns={[
        {
          key: 'name',
          title: t('group.title'),
          main: true,
          show: (row) => <To href={paths.group(row.id)}>{row.name}</To>,
        },
        { key: 'place', title: t('fund.place'), show: (row) => row.place.name },
        { key: 'seats', title: t('group.seats'), align: 'right', show: (row) => row.seats },
        {
          key: 'rules',
          title: t('group.rules'),
          show: (row) =>
            row.rulesNumber === null ? (
              <Tag color="warning">{t('group.rules_none')}</Tag>
            ) : (
              t('group.rules_no', { number: row.rulesNumber })
            ),
        },
        {
          key: 'open',
          title: t('group.open_motions'),
          align: 'right',
          show: (row) => (row.openMotions > 0 ? <Tag color="processing">{row.openMotions}</Tag> : 0),
        },
        {
          key: 'findings',
          title: t('group.findings'),
          show: (row) =>
            row.findings.length === 0 ? (
              <span className="quiet">{t('group.whole')}</span>
            ) : (
              row.findings.map(({ reason }) => (
                <Tag key={reason} color="warning">
                  {w('governance', `finding.${reason}`)}
                </Tag>
              ))
            ),
        },
        { key: 'formed', title: t('group.formed_on'), desk: true, show: (row) => <Day on={row.formedOn} /> },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('group.empty')} />}
    />
  )
}
