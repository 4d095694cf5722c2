import type { Gift } from '@shanju/contract/giving/shapes.ts'
import type { Column } from '../../kit/rows.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, PublicId, StatusTag } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** Columns of gifts wherever they stand; `fund` where they are of several. */
export function useGiftColumns(options: { fund: boolean }): readonly Column<Gift>[] {
  const { t, w } = useSpeech()
  const fund: Column<Gift> = { key: 'fund', title: t('gift.fund'), show: (row) => row.fund.name }
  return [
    {
      key: 'donor',
      title: t('gift.donor'),
      main: true,
      show: (row) => <To href={paths.gift(row.id)}>{row.donorName ?? t('gift.no_name')}</To>,
    },
    {
      key: 'amount',
      title: t('gift.amount'),
      align: 'right',
      sum: true,
      show: (row) => (
        <strong>
          <Money fen={row.amountFen} />
        </strong>
      ),
    },
    ...(options.fund ? [fund] : []),
    { key: 'day', title: t('gift.day'), show: (row) => <Day on={row.givenOn} /> },
    { key: 'channel', title: t('gift.channel'), show: (row) => w('giving', `channel.${row.channel}`) },
    { key: 'state', title: t('gift.state'), show: (row) => <StatusTag module="giving" value={row.state} /> },
    { key: 'code', title: t('gift.code'), desk: true, show: (row) => <PublicId id={row.publicId} /> },
  ]
}

export function GiftRows({ gifts, empty, fund = false }: { gifts: readonly Gift[]; empty: string; fund?: boolean }) {
  const { t } = useSpeech()
  const columns = useGiftColumns({ fund })
  if (gifts.length === 0) return <p className="quiet">{empty}</p>
  return (
    <Rows
      label={t('gift.title')}
      columns={columns}
      rows={gifts}
      keyOf={(row) => row.id}
      faded={(row) => row.state === 'voided'}
    />
  )
}
