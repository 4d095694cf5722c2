import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { Tag } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Nothing, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function DeskMonths({ hostId }: { hostId: string }) {
  const { t, w } = useSpeech()
  const months = useRead(voucherRoutes.listMonths, { params: { hostId } })
  return (
    <Section title={t('month.title')}>
      <Loaded of={months}>
        {({ items }) => (
          <Rows
            label={t('month.title')}
            rows={items}
            keyOf={(row) => row.month}
            columns={[
              {
                key: 'month',
                title: t('month.month'),
                main: true,
                show: (row) => <To href={paths.month(hostId, row.month)}>{row.month}</To>,
              },
              {
                key: 'state',
                title: t('draft.state'),
                show: (row) => (
                  <Tag color={row.state === 'closed' ? 'success' : 'processing'}>
                    {w('ledger', `month.${row.state}`)}
                  </Tag>
                ),
              },
              { key: 'entries', title: t('month.entries'), align: 'right', show: (row) => row.entries },
              { key: 'vouchers', title: t('month.vouchers'), align: 'right', show: (row) => row.vouchers },
              { key: 'waiting', title: t('month.waiting'), align: 'right', show: (row) => row.waiting || <Nothing /> },
              {
                key: 'closed',
                title: t('month.closed_by'),
                show: (row) =>
                  row.closedAt ? (
                    <>
                      {row.closedByName} <When at={row.closedAt} />
                    </>
                  ) : (
                    <Nothing />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
