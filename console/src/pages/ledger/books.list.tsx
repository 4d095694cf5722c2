import { exports } from '@shanju/contract/ledger/exports.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import type { books } from '@shanju/contract/ledger/shapes.ts'
import { Tag } from 'antd'
import type { z } from 'zod'
import { ActionButton } from '../../kit/action-button.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Day } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

export function BooksList() {
  const t = useText()
  const list = useList(ledger.listBooks)
  return (
    <ListPage<z.output<typeof books>>
      title={t('books.title')}
      lead={t('books.lead')}
      crumbs={[{ href: paths.entries, name: t('entry.title') }]}
      list={list}
      exported={exports.listBooksExport}
      keyOf={(row) => row.host.id}
      empty={<Empty title={t('books.empty')} />}
      columns={[
        {
          key: 'host',
          title: t('entry.host'),
          main: true,
          show: (row) => <To href={paths.desk(row.host.id)}>{row.host.name}</To>,
        },
        { key: 'begins', title: t('books.begins'), show: (row) => <Day on={row.beginsOn} /> },
        {
          key: 'begun',
          title: t('gift.state'),
          show: (row) => (
            <Tag color={row.begun ? 'success' : 'warning'}>{t(row.begun ? 'books.begun' : 'books.not_begun')}</Tag>
          ),
        },
        { key: 'entries', title: t('books.entries'), align: 'right', show: (row) => row.entryCount },
        {
          key: 'act',
          title: '',
          show: (row) =>
            !row.begun && (
              <ActionButton action="ledger.open_books" href={paths.openBooks(row.host.id)}>
                {t('books.open')}
              </ActionButton>
            ),
        },
      ]}
    />
  )
}
