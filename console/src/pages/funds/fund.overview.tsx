import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, Section } from '../../kit/record-page.tsx'
import { Day, Money, When } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { OpeningChecklist } from './fund.check.tsx'
import { FundMonths } from './fund.months.tsx'

/** How a fund stands: its figures, or while it is prepared what is missing; then what it is and its months. */
export function FundOverview({ fund }: { fund: FundRecord }) {
  const { t, w } = useSpeech()
  return (
    <>
      {fund.state === 'preparing' ? (
        <Section title={t('opening.title')} more={<To href={paths.prepareFund(fund.id)}>{t('fund.go_on')}</To>}>
          <OpeningChecklist fundId={fund.id} />
        </Section>
      ) : (
        <FundFigures fund={fund} />
      )}
      <Section
        title={t('fund.facts')}
        more={
          <a href={`/f/${showId('fund', fund.id)}`} target="_blank" rel="noreferrer">
            {t('fund.public_page')}
          </a>
        }
      >
        <Properties
          of={[
            { label: t('fund.purpose'), value: fund.purpose, wide: true },
            { label: t('fund.fields'), value: fund.fields.map((field) => w('funds', `field.${field}`)).join('、') },
            { label: t('fund.host'), value: <To href={paths.organisation(fund.host.id)}>{fund.host.name}</To> },
            { label: t('organisation.phone'), value: fund.officePhone ?? fund.host.officePhone },
            { label: t('complaint_line.title'), value: fund.complaintLine?.telephone },
            { label: t('fund.source'), value: fund.sourceKind && w('funds', `source.${fund.sourceKind}`) },
            { label: t('fund.opening_sum'), value: <Money fen={fund.openingSumFen} /> },
            { label: t('fund.serves'), value: fund.serves.map(({ name }) => name).join('、'), wide: true },
            { label: t('fund.opens_on'), value: <Day on={fund.opensOn} /> },
            { label: t('organisation.updated'), value: <When at={fund.updatedAt} /> },
          ]}
        />
      </Section>
      <Section title={t('fund.months')}>
        <FundMonths months={fund.months} />
      </Section>
    </>
  )
}

function FundFigures({ fund }: { fund: FundRecord }) {
  const { t } = useSpeech()
  const counts = useRead(giving.countPublic, { query: { fundId: fund.id } })
  const { inFen, outFen, leftFen } = fund.figures
  const history = counts.data && counts.data.historyCount > 0 ? counts.data : undefined
  return (
    <section className="card" aria-label={t('work.since')}>
      <Figures
        of={[
          {
            label: t('fund.in'),
            value: <Money fen={inFen} sign />,
            note: counts.data && t('fund.gift_count', { count: counts.data.giftCount }),
          },
          { label: t('fund.out'), value: <Money fen={outFen} sign /> },
          { label: t('fund.left'), value: <Money fen={leftFen} sign />, note: t('work.since') },
        ]}
      />
      {history && (
        <p className="quiet">
          {t('fund.history_note', { count: history.historyCount, sum: formatYuan(history.historyFen) })}
        </p>
      )}
    </section>
  )
}
