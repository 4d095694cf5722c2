import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

/** For somebody who sits in a management group: the group first, because it is all they come for. */
export function MyGroups() {
  const t = useText()
  const { me } = useSession()
  const sits = me.assignments.some(({ role }) => role === 'group_member')
  const found = useRead(governance.listGroups, sits ? { query: { pageSize: 6 } } : undefined)
  if (!sits) return null
  return (
    <Section title={t('work.my_groups')} more={<To href={paths.groups}>{t('list.more')}</To>}>
      <p className="quiet">{t('work.my_groups_lead')}</p>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('group.empty')}</p>
          ) : (
            <Rows
              label={t('work.my_groups')}
              rows={items}
              keyOf={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  title: t('group.title'),
                  main: true,
                  show: (row) => <To href={paths.group(row.id)}>{row.name}</To>,
                },
                { key: 'place', title: t('fund.place'), show: (row) => row.place.name },
                { key: 'open', title: t('group.open_motions'), align: 'right', show: (row) => row.openMotions },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
