import { showId } from '@shanju/contract/kit/ids.ts'
import type { Output } from '@shanju/contract/kit/route.ts'
import { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { App, Tag } from 'antd'
import { useEffect } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListBody } from '../../kit/list-page.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Day, Money } from '../../kit/show.tsx'
import { Empty, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { PrintButton } from './print-button.tsx'

export function DeskVouchers({ hostId }: { hostId: string }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const list = useList(voucherRoutes.listVouchers)
  const months = useRead(voucherRoutes.listMonths, { params: { hostId } })
  const number = useWrite(voucherRoutes.numberVouchers)
  // The list is of all books within reach; here it is of these.
  useEffect(() => {
    if (!list.filters.hostId) list.filter({ hostId: showId('org', hostId) })
  })
  const numberNow = async () => {
    try {
      const { made } = await number.mutateAsync({ input: { params: { hostId } } })
      message.success(t('voucher.numbered', { count: made }))
    } catch (error) {
      message.error(errorText(error as Error))
    }
  }
  const month = list.query.month
  return (
    <ListBody<Output<typeof voucherRoutes.listVouchers>['items'][number]>
      title={t('desk.tab.vouchers')}
      filters={
        <>
          <ChoiceFilter
            list={list}
            name="month"
            label={t('voucher.month')}
            choices={(months.data?.items ?? []).map((each) => each.month)}
            wordOf={(value) => value}
          />
          <ActionButton action="ledger.post" subject={ofHost(hostId)} onClick={numberNow}>
            {t('voucher.number_now')}
          </ActionButton>
          {month && <PrintButton hostId={hostId} query={{ month }} label={t('voucher.print_month')} />}
          <ExportButton route={voucherExports.listVouchersExport} query={{ hostId, ...(month ? { month } : {}) }} />
          <ExportButton
            route={voucherExports.listVoucherLinesExport}
            query={{ hostId, ...(month ? { month } : {}) }}
            label={t('voucher.export_lines')}
          />
        </>
      }
      list={list}
      keyOf={(row) => row.id}
      empty={<Empty title={t('voucher.empty')}>{t('voucher.empty_more')}</Empty>}
      columns={[
        {
          key: 'number',
          title: t('voucher.number'),
          show: (row) => (
            <span className="figures">
              {row.month} {t('voucher.word', { number: row.number })}
            </span>
          ),
        },
        {
          key: 'summary',
          title: t('voucher.summary'),
          main: true,
          show: (row) => (
            <>
              <To href={paths.voucher(hostId, row.id)}>{row.summary}</To>{' '}
              {row.channel && row.entries > 1 && <Tag>{w('giving', `channel.${row.channel}`)}</Tag>}
            </>
          ),
        },
        {
          key: 'sum',
          title: t('voucher.amount'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.totalFen} />,
        },
        { key: 'entries', title: t('voucher.entries'), align: 'right', desk: true, show: (row) => row.entries },
        { key: 'day', title: t('voucher.dated_on'), show: (row) => <Day on={row.datedOn} /> },
      ]}
    />
  )
}
