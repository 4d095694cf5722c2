import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Day, Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { GiftRows } from '../giving/gift-rows.tsx'
import { FundActions } from './fund.actions.tsx'
import { FundMonths } from './fund.months.tsx'

export function FundRecordPage() {
  const fund = useRead(funds.get, { params: { id: useIdParam('fund') } })
  return <Loaded of={fund}>{(found) => <Shown fund={found} />}</Loaded>
}

function Shown({ fund }: { fund: FundRecord }) {
  const { t, w } = useSpeech()
  return (
    <RecordPage
      title={fund.name}
      crumbs={[{ href: paths.funds, name: t('fund.title') }]}
      status={<StatusTag module="funds" value={fund.state} />}
      lead={fund.path.map((step, at) => (
        <span key={step.code}>
          {at > 0 && ' / '}
          <To href={paths.division(step.code)}>{step.name}</To>
        </span>
      ))}
      actions={<FundActions fund={fund} />}
      aside={<Timeline kind="fund" id={fund.id} />}
    >
      <FundFigures fund={fund} />
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
            { label: t('organisation.phone'), value: fund.host.officePhone },
            { label: t('fund.opens_on'), value: <Day on={fund.opensOn} /> },
            { label: t('organisation.updated'), value: <When at={fund.updatedAt} /> },
          ]}
        />
      </Section>
      <Section title={t('fund.months')}>
        <FundMonths months={fund.months} />
      </Section>
      <LatestGifts fundId={fund.id} />
    </RecordPage>
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

function LatestGifts({ fundId }: { fundId: string }) {
  const { t } = useSpeech()
  const gifts = useRead(giving.list, { query: { fundId, pageSize: 8 } })
  return (
    <Section
      title={t('fund.latest_gifts')}
      more={
        <To href={paths.gifts} search={{ fundId: showId('fund', fundId) }}>
          {t('list.more')}
        </To>
      }
    >
      <Loaded of={gifts}>{({ items }) => <GiftRows gifts={items} empty={t('fund.no_gifts')} />}</Loaded>
    </Section>
  )
}
