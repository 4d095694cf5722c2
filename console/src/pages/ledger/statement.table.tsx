import type { Statement } from '@shanju/contract/ledger/statement-shapes.ts'
import { Fragment } from 'react'
import { Money } from '../../kit/show.tsx'
import { useSpeech } from '../../text/language.tsx'

type Line = Statement['lines'][number]

interface Props {
  readonly statement: Statement
  /** The same form of another month. */
  readonly beside: Statement | undefined
  readonly open: (values: Readonly<Record<string, string>>) => void
}

/** The column that is compared: the end of the period, its total, the year. */
const COMPARED: Readonly<Record<Statement['form'], number>> = { '01': 1, '02': 2, '03': 0 }

const SIDES = ['left', 'right'] as const

/** A form as the Ministry lays it out: the balance sheet in two halves, which stand below each other on a phone. */
export function StatementTable(props: Props) {
  const { statement } = props
  if (statement.form !== '01') return <Half {...props} lines={statement.lines} />
  const height = Math.max(...SIDES.map((side) => statement.lines.filter((line) => line.side === side).length))
  return (
    <div className="halves">
      {SIDES.map((side) => {
        const lines = statement.lines.filter((line) => line.side === side)
        return <Half key={side} {...props} lines={lines} side={side} blank={height - lines.length} />
      })}
    </div>
  )
}

function Half({
  statement,
  beside,
  open,
  lines,
  side,
  blank = 0,
}: Props & {
  readonly lines: readonly Line[]
  readonly side?: 'left' | 'right'
  /** Empty rows before the last, so that the totals of both halves meet. */
  readonly blank?: number
}) {
  const { t, w, language } = useSpeech()
  const { columns, name } = statement
  const groups = [...Map.groupBy(columns, ({ group }) => group)]
  const item = side ? w('ledger', side === 'left' ? 'paper.assets' : 'paper.liabilities') : w('ledger', 'paper.item')
  const compared = COMPARED[statement.form]
  const grouped = groups.length > 1
  const others = new Map(beside?.lines.map((line) => [line.id, line.values[compared]]))
  return (
    <section className="statement" aria-label={`${name[language]} ${item}`}>
      <table>
        <caption className="unseen">{`${name[language]} ${item}`}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={grouped ? 2 : 1}>
              {item}
            </th>
            {grouped
              ? groups.map(([group, own]) => (
                  <th key={group} scope="colgroup" colSpan={own.length} className="group">
                    {w('ledger', `column_of.${group}`)}
                  </th>
                ))
              : columns.map(({ key }) => (
                  <th key={key} scope="col" className="right">
                    {w('ledger', `column_of.${key}`)}
                  </th>
                ))}
            {beside && (
              <>
                <th scope="col" rowSpan={grouped ? 2 : 1} className="right beside">
                  {t('statement.beside_of', { month: beside.to })}
                </th>
                <th scope="col" rowSpan={grouped ? 2 : 1} className="right beside">
                  {t('statement.difference')}
                </th>
              </>
            )}
          </tr>
          {grouped && (
            <tr>
              {columns.map(({ group, key }) => (
                <th key={`${group} ${key}`} scope="col" className="right">
                  {w('ledger', `column_of.${key}`)}
                </th>
              ))}
            </tr>
          )}
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Fragment key={line.id}>
              {at === lines.length - 1 && <Blank rows={blank} cells={columns.length + (beside ? 3 : 1)} />}
              <tr className={line.total ? 'total' : line.heading ? 'heading' : undefined}>
                <th scope="row" className={`level-${line.level}`}>
                  {line.name[language] || projectName(line.id, w)}
                </th>
                {line.values.map((fen, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have an order and no other name
                  <td key={column} className="right">
                    <Figure fen={fen} line={line} column={column} open={open} />
                  </td>
                ))}
                {line.heading && <td colSpan={columns.length} />}
                {beside && (
                  <>
                    <td className="right beside">{!line.heading && <Sum fen={others.get(line.id) ?? 0n} />}</td>
                    <td className="right beside">
                      {!line.heading && <Sum fen={(line.values[compared] ?? 0n) - (others.get(line.id) ?? 0n)} />}
                    </td>
                  </>
                )}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Blank = ({ rows, cells }: { rows: number; cells: number }) =>
  Array.from({ length: rows }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows that hold nothing
    <tr key={at} className="blank">
      <td colSpan={cells}>&nbsp;</td>
    </tr>
  ))

/** Nothing is not written out, as on the paper. */
const Sum = ({ fen }: { fen: bigint }) => (fen === 0n ? null : <Money fen={fen} />)

function Figure({ fen, line, column, open }: { fen: bigint; line: Line; column: number; open: Props['open'] }) {
  const { t, language } = useSpeech()
  if (fen === 0n) return line.total ? <Money fen={fen} /> : null
  if (line.id.includes(':')) return <Money fen={fen} />
  return (
    <button
      type="button"
      className="figure"
      aria-label={t('statement.open', { name: line.name[language] })}
      onClick={() => open({ line: line.id, column: String(column) })}
    >
      <Money fen={fen} />
    </button>
  )
}

function projectName(id: string, w: (module: string, key: string) => string): string {
  const project = id.split(':')[1] ?? ''
  return project === '' ? w('ledger', 'paper.no_project') : project.slice(-8)
}
