import type { entryListed } from '@shanju/contract/ledger/shapes.ts'
import { Tag } from 'antd'
import type { z } from 'zod'
import { type Column, Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { LeafTag } from '../transparency/leaf-proof.tsx'

export type EntryListed = z.output<typeof entryListed>

export function useEntryColumns(options: { host: boolean }): readonly Column<EntryListed>[] {
  const { t, w } = useSpeech()
  const host: Column<EntryListed> = { key: 'host', title: t('entry.host'), show: (row) => row.host.name }
  return [
    { key: 'number', title: t('entry.number'), show: (row) => <span className="figures">{row.number}</span> },
    {
      key: 'summary',
      title: t('entry.summary'),
      main: true,
      show: (row) => (
        <>
          <To href={paths.entry(row.id)}>{row.summary}</To>{' '}
          {row.reverses && <Tag color="processing">{t('entry.reversal')}</Tag>}
          {row.reversedBy && <Tag color="warning">{t('entry.reversed')}</Tag>}
        </>
      ),
    },
    { key: 'amount', title: t('entry.amount'), align: 'right', sum: true, show: (row) => <Money fen={row.totalFen} /> },
    { key: 'day', title: t('entry.day'), show: (row) => <Day on={row.postedOn} /> },
    { key: 'proof', title: t('proof.title'), desk: true, show: (row) => <LeafTag state={row.proof} /> },
    { key: 'type', title: t('entry.type'), desk: true, show: (row) => w('ledger', `type.${row.type}`) },
    ...(options.host ? [host] : []),
  ]
}

export const EntryRows = ({ entries }: { entries: readonly EntryListed[] }) => {
  const { t } = useSpeech()
  return (
    <Rows label={t('entry.title')} columns={useEntryColumns({ host: false })} rows={entries} keyOf={(row) => row.id} />
  )
}
