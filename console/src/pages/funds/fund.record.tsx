import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { RecordPage, Section } from '../../kit/record-page.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { GiftRows } from '../giving/gift-rows.tsx'
import { Accepted } from '../regulations/accepted.tsx'
import { FundActions } from './fund.actions.tsx'
import { FundOverview } from './fund.overview.tsx'
import { AgreementTab, ComplaintTab, DelegationTab, HistoryTab, ServedTab } from './fund.tabs.tsx'

const TABS = ['overview', 'agreement', 'delegation', 'served', 'complaint', 'gifts', 'history'] as const
type Tab = (typeof TABS)[number]

export function FundRecordPage() {
  const fund = useRead(funds.get, { params: { id: useIdParam('fund') } })
  return <Loaded of={fund}>{(found) => <Shown fund={found} />}</Loaded>
}

/** The tab stands in the address, so that it can be sent and found again. */
function Shown({ fund }: { fund: FundRecord }) {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const shown = TABS.find((each) => each === tab) ?? 'overview'
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
      aside={
        <>
          <Accepted kind="fund" id={fund.id} />
          <Timeline kind="fund" id={fund.id} />
        </>
      }
    >
      <Tabs
        activeKey={shown}
        onChange={(key) => navigate({ to: '.', search: { tab: key } as never, replace: true })}
        destroyOnHidden
        items={TABS.map((key) => ({
          key,
          label: t(`fund.tab.${key}`),
          children: key === shown && <TabBody tab={key} fund={fund} />,
        }))}
      />
    </RecordPage>
  )
}

function TabBody({ tab, fund }: { tab: Tab; fund: FundRecord }) {
  switch (tab) {
    case 'agreement':
      return <AgreementTab fund={fund} />
    case 'delegation':
      return <DelegationTab fund={fund} />
    case 'served':
      return <ServedTab fund={fund} />
    case 'complaint':
      return <ComplaintTab fund={fund} />
    case 'history':
      return <HistoryTab fund={fund} />
    case 'gifts':
      return <LatestGifts fundId={fund.id} size={50} />
    default:
      return (
        <div className="column">
          <FundOverview fund={fund} />
          <LatestGifts fundId={fund.id} size={8} />
        </div>
      )
  }
}

function LatestGifts({ fundId, size }: { fundId: string; size: number }) {
  const { t } = useSpeech()
  const gifts = useRead(giving.list, { query: { fundId, pageSize: size } })
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
