import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import type { FormId } from '@shanju/contract/ledger/statement-vocab.ts'
import { Drawer } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { Rows } from '../../kit/rows.tsx'
import { Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import type { Asked } from './use-statement.ts'

/** What a figure is made of; each account leads on to its lines. Its address can be sent to a colleague. */
export function Drill({ asked, whose, form }: { asked: Asked; whose: NonNullable<Asked['whose']>; form: FormId }) {
  const { t, w, language } = useSpeech()
  const { month, span, line = '', column, set } = asked
  const figure = useRead(ledger.getFigure, { params: { form, line }, query: { ...whose, month, span, column } })
  /** Lines of the year up to the end of the report; a balance has the years before it behind it. */
  const linesOf = (
    account: string,
    more: Readonly<Record<string, string>>,
    to: string,
    from = `${to.slice(0, 4)}-01`,
  ) => whose.hostId && { host: showId('org', whose.hostId), account, from, to, ...more }
  return (
    <Drawer open onClose={() => set({})} size="large" title={figure.data?.name[language] ?? ''}>
      <Loaded of={figure}>
        {({ parts, sumFen, to, unit }) => (
          <>
            <p className="quiet">{t('statement.made_of', { unit })}</p>
            <p className="drill-sum">
              <Money fen={sumFen} sign />
            </p>
            <Rows
              label={t('statement.parts')}
              rows={parts}
              keyOf={(part) => `${part.account}${part.restriction}${part.month}${part.cashLine}`}
              columns={[
                {
                  key: 'account',
                  title: t('entry.account'),
                  main: true,
                  show: (part) => {
                    const name = part.account
                      ? `${part.account} ${part.accountName?.[language] ?? ''}`
                      : `${part.month} · ${part.cashLine}`
                    const search = part.account
                      ? linesOf(part.account, part.restriction ? { restriction: part.restriction } : {}, to)
                      : linesOf('1002', { cashLine: part.cashLine ?? '' }, part.month ?? to, part.month ?? to)
                    return search ? (
                      <To href={paths.accountLedger} search={search}>
                        {name}
                      </To>
                    ) : (
                      name
                    )
                  },
                },
                {
                  key: 'class',
                  title: t('entry.restriction'),
                  show: (part) => part.restriction && w('ledger', `restriction.${part.restriction}`),
                },
                {
                  key: 'sum',
                  title: t('entry.amount'),
                  align: 'right',
                  sum: true,
                  show: (part) => <Money fen={part.amountFen} />,
                },
              ]}
            />
            {!whose.hostId && <p className="quiet">{t('statement.lines_of_host')}</p>}
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
