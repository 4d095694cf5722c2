import { exports } from '@shanju/contract/payments/exports.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import type { PaymentListed } from '@shanju/contract/payments/payout-shapes.ts'
import { Tabs, Tag } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Money, Nothing, PublicId, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './payments.css'
import { useTaken } from './taken.ts'

const QUEUES = ['requested', 'checked', 'approved', 'sent'] as const

/** What waits for whom: a tab for each step, each with its count. */
export function PaymentList() {
  const { t, w } = useSpeech()
  const taken = useTaken()
  const list = useList(payments.listPayments)
  const counts = useRead(payments.countPayments, { query: {} })
  const open = list.filters.state ?? (list.filters.toProve ? 'toProve' : 'all')
  const many = (count: number | undefined) => (count ? ` ${count}` : '')
  const tabs = [
    { key: 'all', label: t('payment.all') },
    ...QUEUES.map((state) => ({ key: state, label: w('payments', `state.${state}`) + many(counts.data?.[state]) })),
    { key: 'toProve', label: t('payment.to_prove') + many(counts.data?.toProve) },
  ]
  const choose = (key: string) =>
    list.filter({
      state: (QUEUES as readonly string[]).includes(key) ? key : undefined,
      toProve: key === 'toProve' ? 'yes' : undefined,
    })
  return (
    <ListPage<PaymentListed>
      title={t('payment.title')}
      lead={
        counts.data && counts.data.medianHours !== null
          ? t('payment.median', { count: counts.data.paidCount, time: taken(counts.data.medianHours) })
          : t('payment.lead')
      }
      actions={
        <>
          <ActionButton action="payments.request" type="primary" href={paths.newPayment}>
            {t('payment.new')}
          </ActionButton>
          <ActionButton action="payments.read" href={paths.payees}>
            {t('payee.title')}
          </ActionButton>
          <ActionButton action="payments.pay" href={paths.payFiles}>
            {t('payfile.title')}
          </ActionButton>
          <ExportButton route={exports.listAuthoritiesExport} query={{}} label={t('payment.export_authorities')} />
        </>
      }
      filters={
        <>
          <Tabs className="payment-tabs" activeKey={open} items={tabs} onChange={choose} />
          <WordsFilter list={list} hint={t('payment.search')} />
        </>
      }
      list={list}
      exported={exports.listPaymentsExport}
      keyOf={(row) => row.id}
      empty={<Empty title={t('payment.empty')} />}
      columns={[
        {
          key: 'code',
          title: t('payment.code'),
          main: true,
          show: (row) => (
            <To href={paths.payment(row.id)}>
              <PublicId id={row.code} />
            </To>
          ),
        },
        {
          key: 'sum',
          title: t('payment.amount'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.amountFen} />,
        },
        { key: 'payee', title: t('payment.payee'), show: (row) => row.payee.label },
        { key: 'purpose', title: t('payment.purpose_short'), show: (row) => row.purpose },
        { key: 'fund', title: t('fund.one'), show: (row) => row.fund.name },
        {
          key: 'state',
          title: t('payment.state'),
          show: (row) => (
            <>
              <StatusTag module="payments" value={row.state} />
              {row.unratified && <Tag color="error">{t('payment.unratified')}</Tag>}
            </>
          ),
        },
        { key: 'asked', title: t('payment.asked'), desk: true, show: (row) => <When at={row.requestedAt} /> },
        {
          key: 'time',
          title: t('payment.time'),
          desk: true,
          show: (row) =>
            row.hoursToPay === null ? <Nothing /> : <span className="whole">{taken(row.hoursToPay)}</span>,
        },
      ]}
    />
  )
}
