import { routes as coverage } from '@shanju/contract/coverage/routes.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, Nothing } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { usePlaceColumns } from '../coverage/place.columns.tsx'

/** How a place stands and, for who oversees it, each of its parts with what is missing there. */
export function PlaceFigures({ code }: { code: string }) {
  const t = useText()
  const { may } = useSession()
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
      {place.data && place.data.level !== 'community' && may('coverage.read') && <Parts code={code} />}
    </Section>
  )
}

function Parts({ code }: { code: string }) {
  const t = useText()
  const columns = usePlaceColumns()
  const found = useRead(coverage.listPlaces, { query: { within: code, pageSize: 100 } })
  if (!found.data || found.data.items.length === 0) return null
  return (
    <div className="rows-below">
      <Rows label={t('coverage.below')} rows={found.data.items} keyOf={(row) => row.code} columns={columns} />
    </div>
  )
}
