import type { ReactNode } from 'react'
import { useText } from '../text/language.tsx'

export interface Column<T> {
  readonly key: string
  readonly title: string
  readonly show: (row: T) => ReactNode
  /** Sums stand at the right; everything else at the left. */
  readonly align?: 'right'
  /** The cell that names the row: a phone shows it as the heading of the row's card. Its link covers the whole row. */
  readonly main?: boolean
  /** The figure that matters most: a phone shows it beside the heading, without its title. */
  readonly sum?: boolean
  /** Left out on a phone. */
  readonly desk?: boolean
}

interface RowsProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  /** The last answer still stands while the next is fetched. */
  readonly stale?: boolean
  readonly faded?: (row: T) => boolean
}

/** A table at a desk, a column of cards on a phone: the same elements, told apart by the style sheet alone. */
export function Rows<T>({ label, columns, rows, keyOf, stale, faded }: RowsProps<T>) {
  const t = useText()
  return (
    <div className={stale ? 'rows stale' : 'rows'} aria-busy={stale}>
      <table>
        <caption className="unseen">{stale ? `${label} ${t('state.loading')}` : label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={faded?.(row) ? 'faded' : undefined}>
              {columns.map((column) => (
                <td key={column.key} data-label={column.title} className={classOf(column)}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const classOf = ({
  align,
  main,
  sum,
  desk,
}: Pick<Column<never>, 'align' | 'main' | 'sum' | 'desk'>): string | undefined =>
  [align, main && 'main', sum && 'sum', desk && 'desk'].filter(Boolean).join(' ') || undefined
