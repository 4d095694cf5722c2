import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { Pagination } from 'antd'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useText } from '../../text/language.tsx'
import type { TextKey } from '../../text/zh.ts'

const COLUMNS: Readonly<Record<string, TextKey>> = {
  order: 'import.column.order',
  fund: 'import.column.fund',
  division: 'import.column.division',
  amount: 'import.column.amount',
  day: 'import.column.day',
  channel: 'import.column.channel',
  donor: 'import.column.donor',
  shown: 'import.column.shown',
  purpose: 'import.column.purpose',
  note: 'import.column.note',
}

/** What is wrong with which row, in plain words; the page of it stands in the address. */
export function ImportErrors({ id }: { id: string }) {
  const t = useText()
  const list = useList(giving.importErrors, { id })
  const columnName = (column: string) => {
    const key = COLUMNS[column]
    return key ? t(key) : column
  }
  return (
    <Section title={t('import.errors')}>
      <Loaded of={list.result}>
        {({ items, total }) => (
          <>
            <Rows
              label={t('import.errors')}
              rows={items}
              keyOf={(row) => `${row.row}-${row.column}-${row.code}`}
              stale={list.result.isPlaceholderData}
              columns={[
                {
                  key: 'row',
                  title: t('import.row'),
                  main: true,
                  show: (row) => <span className="figures">{row.row}</span>,
                },
                { key: 'column', title: t('import.column'), show: (row) => columnName(row.column) },
                { key: 'fault', title: t('import.fault'), show: (row) => row.message },
              ]}
            />
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
        )}
      </Loaded>
    </Section>
  )
}
