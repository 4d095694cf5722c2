import { showId } from '@shanju/contract/kit/ids.ts'
import type { TrialBalance } from '@shanju/contract/ledger/statement-shapes.ts'
import { Tag } from 'antd'
import { Money } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

const FIGURES = [
  'openingDebitFen',
  'openingCreditFen',
  'debitFen',
  'creditFen',
  'closingDebitFen',
  'closingCreditFen',
] as const

/** 试算平衡表; each account of one charity leads to its lines. */
export function TrialTable({ trial, hostId }: { trial: TrialBalance; hostId: string | undefined }) {
  const { t, w, language } = useSpeech()
  const { from, to } = trial
  return (
    <>
      <p>
        <Tag color={trial.balanced ? 'success' : 'error'}>
          {t(trial.balanced ? 'statement.balanced' : 'statement.unbalanced')}
        </Tag>
      </p>
      <section className="statement" aria-label={w('ledger', 'paper.trial')}>
        <table>
          <caption className="unseen">{w('ledger', 'paper.trial')}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {w('ledger', 'paper.account')}
              </th>
              {(['opening', 'turnover', 'closing'] as const).map((group) => (
                <th key={group} scope="colgroup" colSpan={2} className="group">
                  {w('ledger', `paper.${group}`)}
                </th>
              ))}
            </tr>
            <tr>
              {FIGURES.map((figure, at) => (
                <th key={figure} scope="col" className="right">
                  {w('ledger', at % 2 === 0 ? 'paper.debit' : 'paper.credit')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trial.rows.map((row) => {
              const name = `${row.account} ${row.accountName[language]}`
              return (
                <tr key={row.account}>
                  <th scope="row">
                    {hostId ? (
                      <To
                        href={paths.accountLedger}
                        search={{ host: showId('org', hostId), account: row.account, from, to }}
                      >
                        {name}
                      </To>
                    ) : (
                      name
                    )}
                  </th>
                  {FIGURES.map((figure) => (
                    <td key={figure} className="right">
                      {row[figure] !== 0n && <Money fen={row[figure]} />}
                    </td>
                  ))}
                </tr>
              )
            })}
            <tr className="total">
              <th scope="row">{w('ledger', 'paper.sum')}</th>
              {FIGURES.map((figure) => (
                <td key={figure} className="right">
                  <Money fen={trial.totals[figure]} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </>
  )
}
