import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { Pagination, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/language.tsx'
import { Section } from './record-page.tsx'
import { Rows } from './rows.tsx'
import { Nothing } from './show.tsx'
import { Loaded } from './states.tsx'
import type { List } from './use-list.ts'

/** What is wrong with a row of a table that somebody handed in, or worth a look. */
interface Fault {
  readonly row: number
  /** Null where the whole row is meant. */
  readonly column: string | null
  readonly message: string
  readonly warning?: boolean
}

interface FaultRowsProps {
  readonly label: string
  readonly rows: readonly Fault[]
  /** A column as its heading says. */
  readonly columnName: (column: string) => string
  readonly stale?: boolean
}

/** Row by row, in words. */
export function FaultRows({ label, rows, columnName, stale }: FaultRowsProps) {
  const t = useText()
  return (
    <Rows
      label={label}
      rows={rows}
      keyOf={(each) => `${each.row}-${each.column}-${each.message}`}
      stale={stale ?? false}
      columns={[
        {
          key: 'row',
          title: t('handin.row'),
          main: true,
          show: (each) => (
            <>
              <span className="figures">{each.row}</span>{' '}
              {each.warning !== undefined && (
                <Tag color={each.warning ? 'warning' : 'error'}>
                  {t(each.warning ? 'handin.warning' : 'handin.error')}
                </Tag>
              )}
            </>
          ),
        },
        {
          key: 'column',
          title: t('handin.column'),
          show: (each) => (each.column === null ? <Nothing /> : columnName(each.column)),
        },
        { key: 'fault', title: t('handin.fault'), show: (each) => each.message },
      ]}
    />
  )
}

interface FaultListProps {
  readonly title: string
  readonly list: List<AnyRoute>
  readonly columnName: (column: string) => string
  readonly more?: ReactNode
}

/** The same for many rows, page by page; the page stands in the address. */
export function FaultList({ title, list, columnName, more }: FaultListProps) {
  return (
    <Section title={title} more={more}>
      <Loaded of={list.result}>
        {(data) => {
          const { items, total } = data as { items: readonly Fault[]; total: number }
          return (
            <>
              <FaultRows label={title} rows={items} columnName={columnName} stale={list.result.isPlaceholderData} />
              {total > list.pageSize && (
                <Pagination
                  size="small"
                  align="end"
                  current={list.page}
                  pageSize={list.pageSize}
                  total={total}
                  onChange={list.setPage}
                  showSizeChanger={false}
                />
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
