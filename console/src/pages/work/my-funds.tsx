import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

export function MyFunds() {
  const t = useText()
  const found = useRead(funds.mine, { query: { pageSize: 6 } })
  return (
    <Section title={t('work.my_funds')} more={<To href={paths.funds}>{t('list.more')}</To>}>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('fund.empty')}</p>
          ) : (
            <Rows
              label={t('work.my_funds')}
              rows={items}
              keyOf={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  title: t('fund.name'),
                  main: true,
                  show: (row) => <To href={paths.fund(row.id)}>{row.name}</To>,
                },
                { key: 'place', title: t('fund.place'), show: (row) => row.place.name },
                { key: 'state', title: t('fund.state'), show: (row) => <StatusTag module="funds" value={row.state} /> },
                { key: 'in', title: t('fund.in'), align: 'right', show: (row) => <Money fen={row.figures.inFen} /> },
                {
                  key: 'left',
                  title: t('fund.left'),
                  align: 'right',
                  sum: true,
                  show: (row) => <Money fen={row.figures.leftFen} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
