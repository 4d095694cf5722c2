import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useQueries } from '@tanstack/react-query'
import { reading, useRead } from '../../kit/queries.ts'
import { Figures, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, Nothing } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

/** How a place stands, and below it each of its parts: where there is no fund yet is seen at once. */
export function PlaceFigures({ code }: { code: string }) {
  const t = useText()
  const place = useRead(divisions.getDivision, { params: { code } })
  const figures = useRead(funds.figuresOf, { params: { code } })
  const gifts = useRead(giving.countPublic, { query: { within: code } })
  return (
    <Section title={place.data?.name ?? code} more={<To href={paths.division(code)}>{t('division.one')}</To>}>
      <Loaded of={figures}>
        {(all) => (
          <Figures
            of={[
              {
                label: t('work.funds_count'),
                value: all.fundCount,
                note: `${t('work.funds_open')} ${all.openFundCount}`,
              },
              { label: t('work.gifts_count'), value: gifts.data?.giftCount ?? <Nothing /> },
              { label: t('work.in'), value: <Money fen={all.inFen} sign /> },
              { label: t('work.out'), value: <Money fen={all.outFen} sign /> },
              { label: t('work.left'), value: <Money fen={all.leftFen} sign />, note: t('work.since') },
            ]}
          />
        )}
      </Loaded>
      {place.data && place.data.level !== 'community' && <Parts code={code} />}
    </Section>
  )
}

function Parts({ code }: { code: string }) {
  const t = useText()
  const children = useRead(divisions.listChildren, { params: { code } })
  const items = children.data?.items ?? []
  const figures = useQueries({
    queries: items.map((child) => reading(funds.figuresOf, { params: { code: child.code } })),
  })
  const rows = items.map((child, at) => ({ ...child, figures: figures[at]?.data }))
  if (rows.length === 0) return null
  return (
    <div className="rows-below">
      <Rows
        label={t('division.children')}
        rows={rows}
        keyOf={(row) => row.code}
        columns={[
          {
            key: 'name',
            title: t('division.name'),
            main: true,
            show: (row) => <To href={paths.division(row.code)}>{row.name}</To>,
          },
          {
            key: 'funds',
            title: t('work.funds_count'),
            align: 'right',
            show: (row) =>
              row.figures &&
              (row.figures.fundCount === 0 ? <span className="none-yet">0</span> : row.figures.fundCount),
          },
          {
            key: 'in',
            title: t('fund.in'),
            align: 'right',
            show: (row) => row.figures && <Money fen={row.figures.inFen} />,
          },
          {
            key: 'out',
            title: t('fund.out'),
            align: 'right',
            show: (row) => row.figures && <Money fen={row.figures.outFen} />,
          },
          {
            key: 'left',
            title: t('fund.left'),
            align: 'right',
            sum: true,
            show: (row) => row.figures && <Money fen={row.figures.leftFen} />,
          },
        ]}
      />
    </div>
  )
}
