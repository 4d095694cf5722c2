import type { EntryRecord } from '@shanju/contract/ledger/shapes.ts'
import { Rows } from '../../kit/rows.tsx'
import { Money } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './ledger.css'

type Line = EntryRecord['lines'][number]

/** Both sides as a voucher has them: debits left, credits right, the same sum below. */
export function EntryLines({ lines }: { lines: readonly Line[] }) {
  const { t, w } = useSpeech()
  const sum = (side: Line['side']) =>
    lines.reduce((total, line) => (line.side === side ? total + line.amountFen : total), 0n)
  return (
    <>
      <Rows
        label={t('entry.lines')}
        rows={lines}
        keyOf={(line) => String(line.no)}
        columns={[
          {
            key: 'account',
            title: t('entry.account'),
            main: true,
            show: (line) => (
              <>
                <span className="figures">{line.account}</span> {line.accountName}
                {line.fund && (
                  <small>
                    <To href={paths.fund(line.fund.id)}>{line.fund.name}</To>
                  </small>
                )}
              </>
            ),
          },
          {
            key: 'debit',
            title: t('entry.debit'),
            align: 'right',
            show: (line) => line.side === 'debit' && <Money fen={line.amountFen} />,
          },
          {
            key: 'credit',
            title: t('entry.credit'),
            align: 'right',
            show: (line) => line.side === 'credit' && <Money fen={line.amountFen} />,
          },
          {
            key: 'restriction',
            title: t('entry.restriction'),
            show: (line) => line.restriction && w('ledger', `restriction.${line.restriction}`),
          },
          { key: 'kind', title: t('entry.kind'), desk: true, show: (line) => line.kind },
          {
            key: 'gift',
            title: t('entry.gift'),
            show: (line) => line.giftId && <To href={paths.gift(line.giftId)}>{t('gift.one')}</To>,
          },
        ]}
      />
      <dl className="sides">
        <div>
          <dt>
            {t('entry.debit')} {t('entry.total')}
          </dt>
          <dd>
            <Money fen={sum('debit')} sign />
          </dd>
        </div>
        <div>
          <dt>
            {t('entry.credit')} {t('entry.total')}
          </dt>
          <dd>
            <Money fen={sum('credit')} sign />
          </dd>
        </div>
      </dl>
    </>
  )
}
