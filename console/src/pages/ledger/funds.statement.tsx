import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundStatement, PlaceStatement } from '@shanju/contract/funds/statement.ts'
import { type MonthsOf, monthsOf } from '@shanju/contract/ledger/months.ts'
import { download } from '../../api.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money } from '../../kit/show.tsx'
import { Loaded, Skeleton } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import type { Asked } from './use-statement.ts'

type Whose = NonNullable<Asked['whose']>
type Sums = FundStatement['opening']

export const downloadFunds = ({ fundId, division }: Whose, months: MonthsOf, format: 'pdf' | 'xlsx'): Promise<void> =>
  fundId
    ? download(funds.getStatementFile, { params: { id: fundId }, query: { ...months, format } })
    : download(funds.getPlaceStatementFile, { params: { code: division ?? '' }, query: { ...months, format } })

/** What a fund, or all funds of a place, had, took in by source, spent by project, and have. */
export function FundsStatement({ asked, whose }: { asked: Asked; whose: Whose }) {
  const query = monthsOf(asked.month, asked.span)
  const { fundId, division } = whose
  const fund = useRead(funds.getStatement, fundId ? { params: { id: fundId }, query } : undefined, { keep: true })
  const place = useRead(funds.getPlaceStatement, division ? { params: { code: division }, query } : undefined, {
    keep: true,
  })
  return fundId ? (
    <Loaded of={fund} skeleton={<Skeleton rows={10} />}>
      {(found) => <Table statement={found} />}
    </Loaded>
  ) : (
    <Loaded of={place} skeleton={<Skeleton rows={10} />}>
      {(found) => (
        <>
          <Table statement={found} />
          <Parts statement={found} month={asked.month} />
        </>
      )}
    </Loaded>
  )
}

interface Row {
  readonly name: string
  readonly sums: Sums | null
  readonly level: 0 | 1
}

const sumOf = (all: readonly Sums[]): Sums => ({
  restrictedFen: all.reduce((sum, one) => sum + one.restrictedFen, 0n),
  unrestrictedFen: all.reduce((sum, one) => sum + one.unrestrictedFen, 0n),
})

function Table({ statement }: { statement: FundStatement | PlaceStatement }) {
  const { w, language } = useSpeech()
  const say = (key: string) => w('funds', `statement.${key}`)
  const row = (name: string, sums: Sums | null, level: 0 | 1 = 0): Row => ({ name, sums, level })
  const rows = [
    row(say('opening'), statement.opening),
    row(say('income'), null),
    ...statement.income.map((one) => row(one.accountName[language], one, 1)),
    row(say('income_sum'), sumOf(statement.income)),
    row(say('spending'), null),
    ...statement.projects.map((one) => row(one.project?.slice(-8) ?? say('no_project'), one, 1)),
    ...statement.costs.map((one) => row(one.accountName[language], one, 1)),
    row(say('spending_sum'), sumOf([...statement.projects, ...statement.costs])),
    row(say('moves'), sumOf(statement.moves)),
    ...statement.moves.map((one) => row(say(one.kind), one, 1)),
    row(say('prior'), statement.priorYears),
    row(say('closing'), statement.closing),
  ]
  return (
    <section className="statement" aria-label={say('title')}>
      <table>
        <caption className="unseen">{say('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('item')}</th>
            {['restricted', 'unrestricted', 'total'].map((key) => (
              <th key={key} scope="col" className="right">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, sums, level }) => (
            <tr key={name} className={level === 1 ? undefined : sums ? 'total' : 'heading'}>
              <th scope="row" className={`level-${level}`}>
                {name}
              </th>
              {sums ? (
                [sums.restrictedFen, sums.unrestrictedFen, sums.restrictedFen + sums.unrestrictedFen].map((fen, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three classes in their order
                  <td key={at} className="right">
                    <Money fen={fen} />
                  </td>
                ))
              ) : (
                <td colSpan={3} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The same by the places right below; each opens into its own. */
function Parts({ statement, month }: { statement: PlaceStatement; month: string }) {
  const { t } = useSpeech()
  const money = (key: 'opening' | 'in' | 'out' | 'closing') => ({
    key,
    title: t(`statement.${key}`),
    align: 'right' as const,
    ...(key === 'closing' ? { sum: true } : {}),
    show: (row: PlaceStatement['parts'][number]) => <Money fen={row[`${key}Fen`]} />,
  })
  return (
    <Section title={t('statement.by_place')}>
      <Rows
        label={t('statement.by_place')}
        rows={statement.parts}
        keyOf={({ code }) => code}
        columns={[
          {
            key: 'place',
            title: t('statement.place'),
            main: true,
            show: ({ code, name }) =>
              code === statement.place.code ? (
                name
              ) : (
                <To href={paths.statements} search={{ division: code, sheet: 'funds', month }}>
                  {name}
                </To>
              ),
          },
          { key: 'funds', title: t('statement.funds_count'), align: 'right', desk: true, show: (row) => row.funds },
          ...(['opening', 'in', 'out', 'closing'] as const).map(money),
        ]}
      />
    </Section>
  )
}
