import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { Spending } from '@shanju/contract/giving/shapes.ts'
import type { EntryRecord } from '@shanju/contract/ledger/shapes.ts'
import { Refused } from '../../api.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'

const MOST = 50

/** Which gifts paid for an entry that spends money of a community fund; names as the donors wish, here too. */
export function PayersOf({ entry }: { entry: EntryRecord }) {
  const { t } = useSpeech()
  const spends = entry.lines.some((line) => line.account.startsWith('5') && line.side === 'debit' && line.fund)
  const params = { entryId: entry.id }
  const spending = useRead(giving.spendingPublic, spends ? { params, query: { pageSize: MOST } } : undefined)
  if (!spends) return null
  // The trace comes some moments after the entry.
  const waits = spending.error instanceof Refused && spending.error.problem.code === 'giving.spending_not_found'
  return (
    <Section title={t('payers.title')}>
      {waits ? (
        <p className="quiet">{t('payers.not_yet')}</p>
      ) : (
        <Loaded of={spending}>{(found) => <Paid spending={found} />}</Loaded>
      )}
    </Section>
  )
}

function Paid({ spending }: { spending: Spending }) {
  const { t, language } = useSpeech()
  const { paidBy } = spending
  return (
    <>
      <Figures
        of={[
          { label: t('payers.gifts'), value: spending.giftCount },
          { label: t('payers.back'), value: <Money fen={spending.backFen} sign /> },
          { label: t('payers.uncovered'), value: <Money fen={spending.uncoveredFen} sign /> },
        ]}
      />
      <Rows
        label={t('payers.title')}
        rows={paidBy.items}
        keyOf={(row) => `${row.gift?.publicId} ${row.cameOn} ${row.what?.en} ${row.amountFen}`}
        columns={[
          {
            key: 'from',
            title: t('payers.from'),
            main: true,
            show: (row) =>
              row.gift ? (
                <a href={`/g/${row.gift.publicId}`} target="_blank" rel="noreferrer">
                  {row.gift.shownName ?? t('gift.anonymous')}
                </a>
              ) : (
                row.what?.[language]
              ),
          },
          {
            key: 'amount',
            title: t('trace.amount'),
            align: 'right',
            sum: true,
            show: (row) => <Money fen={row.amountFen} />,
          },
          { key: 'came', title: t('payers.came'), show: (row) => <Day on={row.cameOn} /> },
        ]}
      />
      {paidBy.total > MOST && <p className="quiet">{t('payers.more', { n: paidBy.total - MOST })}</p>}
    </>
  )
}
