import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { Money } from '../../kit/show.tsx'
import { useText } from '../../text/language.tsx'
import './fund.css'

/** Months as a table in which each sum is also a bar, so that eyes and screen readers are told the same. */
export function FundMonths({ months }: { months: FundRecord['months'] }) {
  const t = useText()
  if (months.length === 0) return <p className="quiet">{t('fund.no_months')}</p>
  const most = months.flatMap(({ inFen, outFen }) => [inFen, outFen]).reduce(larger, 1n)
  return (
    <table className="months">
      <thead>
        <tr>
          <th scope="col">{t('fund.month')}</th>
          <th scope="col">{t('fund.in')}</th>
          <th scope="col">{t('fund.out')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, inFen, outFen }) => (
          <tr key={month}>
            <th scope="row" className="figures">
              {month}
            </th>
            <td>
              <Bar part={inFen} of={most} kind="in" />
              <Money fen={inFen} />
            </td>
            <td>
              <Bar part={outFen} of={most} kind="out" />
              <Money fen={outFen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other)

/** The width in thousandths of the largest sum; integers up to the last step. */
const Bar = ({ part, of, kind }: { part: bigint; of: bigint; kind: 'in' | 'out' }) =>
  part > 0n && (
    <span className={`bar ${kind}`} style={{ width: `${Number((part * 1000n) / of) / 10}%` }} aria-hidden="true" />
  )
