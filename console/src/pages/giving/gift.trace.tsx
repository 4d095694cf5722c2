import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { Gift, GiftTrace } from '@shanju/contract/giving/shapes.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

const MOST = 50

/** Where a gift went, as anybody may read it on its public page. */
export function TraceOfGift({ gift }: { gift: Gift }) {
  const { t } = useSpeech()
  const params = { publicId: gift.publicId }
  const trace = useRead(
    giving.tracePublic,
    gift.state === 'recorded' ? { params, query: { pageSize: MOST } } : undefined,
  )
  // One recorded by mistake was never money, so it went nowhere and did not come back.
  if (gift.state !== 'recorded') return null
  return (
    <Section title={t('trace.title')}>
      <Loaded of={trace}>{(found) => <Traced trace={found} />}</Loaded>
    </Section>
  )
}

function Traced({ trace }: { trace: GiftTrace }) {
  const { t, language } = useSpeech()
  const { may } = useSession()
  return (
    <>
      <Figures
        of={[
          { label: t('trace.spent'), value: <Money fen={trace.spentFen} sign /> },
          { label: t('trace.back'), value: <Money fen={trace.backFen} sign /> },
          { label: t('trace.left'), value: <Money fen={trace.leftFen} sign /> },
        ]}
      />
      {trace.spent.items.length > 0 && (
        <Rows
          label={t('trace.title')}
          rows={trace.spent.items}
          keyOf={(row) => `${row.entryId} ${row.fund?.id}`}
          columns={[
            {
              key: 'what',
              title: t('trace.what'),
              main: true,
              show: (row) =>
                row.entryId && may('ledger.read') ? (
                  <To href={paths.entry(row.entryId)}>{row.what?.[language]}</To>
                ) : (
                  (row.what?.[language] ?? t('trace.host_costs'))
                ),
            },
            {
              key: 'amount',
              title: t('trace.amount'),
              align: 'right',
              sum: true,
              show: (row) => <Money fen={row.amountFen} />,
            },
            { key: 'day', title: t('trace.day'), show: (row) => row.postedOn && <Day on={row.postedOn} /> },
            {
              key: 'fund',
              title: t('trace.fund'),
              show: (row) => row.fund && <To href={paths.fund(row.fund.id)}>{row.fund.name}</To>,
            },
          ]}
        />
      )}
      {trace.spent.total > MOST && <p className="quiet">{t('trace.more', { n: trace.spent.total - MOST })}</p>}
    </>
  )
}
