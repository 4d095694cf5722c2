import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { pathName } from '../../kit/places.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** The funds of a place and all below it; nothing where there is none. */
export function FundsHere({ code }: { code: string }) {
  const { t } = useSpeech()
  const found = useRead(funds.list, { query: { within: code, pageSize: 5 } })
  if (!found.data || found.data.total === 0) return null
  return (
    <Section
      title={t('division.funds_here')}
      more={<span className="quiet">{t('list.count', { count: found.data.total })}</span>}
    >
      <Rows
        label={t('division.funds_here')}
        rows={found.data.items}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: t('fund.name'),
            main: true,
            show: (row) => <To href={paths.fund(row.id)}>{row.name}</To>,
          },
          { key: 'place', title: t('fund.place'), show: (row) => pathName(row.path) },
          { key: 'state', title: t('fund.state'), show: (row) => <StatusTag module="funds" value={row.state} /> },
          {
            key: 'left',
            title: t('fund.left'),
            align: 'right',
            sum: true,
            show: (row) => <Money fen={row.figures.leftFen} />,
          },
        ]}
      />
    </Section>
  )
}

/** What lies directly below. */
export function ChildrenOf({ code }: { code: string }) {
  const { t, w } = useSpeech()
  const children = useRead(divisions.listChildren, { params: { code } })
  return (
    <Section title={t('division.children')}>
      <Loaded of={children}>
        {({ items }) => (
          <Rows
            label={t('division.children')}
            rows={items}
            keyOf={(row) => row.code}
            columns={[
              {
                key: 'name',
                title: t('division.name'),
                main: true,
                show: (row) => <To href={paths.division(row.code)}>{row.name}</To>,
              },
              { key: 'kind', title: t('division.kind'), show: (row) => w('divisions', `kind.${row.kind}`) },
              { key: 'code', title: t('division.code'), show: (row) => <span className="figures">{row.code}</span> },
              {
                key: 'below',
                title: t('division.counts'),
                align: 'right',
                show: (row) => (row.childCount > 0 ? row.childCount : ''),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
