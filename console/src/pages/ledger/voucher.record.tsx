import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { VoucherRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { PrintButton } from './print-button.tsx'
import { ShownLines } from './shown-lines.tsx'

export function VoucherPage() {
  const hostId = useIdParam('org')
  const id = useIdParam('voucher', 'voucher')
  const voucher = useRead(voucherRoutes.getVoucher, { params: { hostId, id } })
  return <Loaded of={voucher}>{(found) => <Shown voucher={found} />}</Loaded>
}

function Shown({ voucher }: { voucher: VoucherRecord }) {
  const { t, w } = useSpeech()
  const { host } = voucher
  return (
    <RecordPage
      title={t('voucher.page', { month: voucher.month, number: voucher.number })}
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
        { href: paths.desk(host.id), name: t('desk.title') },
      ]}
      lead={voucher.summary}
      actions={<PrintButton hostId={host.id} query={{ id: voucher.id }} label={t('voucher.print')} />}
    >
      <Section title={t('entry.lines')}>
        <ShownLines lines={voucher.lines} />
      </Section>
      <Section title={t('draft.facts')}>
        <Properties
          of={[
            { label: t('entry.host'), value: <To href={paths.organisation(host.id)}>{host.name}</To> },
            { label: t('voucher.dated_on'), value: <Day on={voucher.datedOn} /> },
            { label: t('draft.maker'), value: voucher.makerName },
            { label: t('voucher.checker'), value: voucher.checkerName },
            ...(voucher.channel
              ? [{ label: t('voucher.channel'), value: w('giving', `channel.${voucher.channel}`) }]
              : []),
            {
              label: t('voucher.papers'),
              value: voucher.papers.map(({ kind, ref }) => `${w('ledger', `paper_kind.${kind}`)} ${ref}`).join('；'),
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={t('voucher.parts')}>
        <Rows
          label={t('voucher.parts')}
          rows={voucher.parts}
          keyOf={(row) => row.id}
          columns={[
            { key: 'number', title: t('entry.number'), show: (row) => row.number },
            {
              key: 'summary',
              title: t('voucher.summary'),
              main: true,
              show: (row) => <To href={paths.entry(row.id)}>{row.summary}</To>,
            },
            {
              key: 'sum',
              title: t('voucher.amount'),
              align: 'right',
              sum: true,
              show: (row) => <Money fen={row.totalFen} />,
            },
          ]}
        />
        {voucher.entries > voucher.parts.length && (
          <p className="quiet">{t('voucher.parts_more', { count: voucher.parts.length })}</p>
        )}
      </Section>
    </RecordPage>
  )
}
