import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { Alert } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

/** Hosts whose opening balances are still to be recorded. Gifts are recorded all the same; nothing is urgent here. */
export function BooksToOpen() {
  const t = useText()
  const { may } = useSession()
  const books = useRead(
    ledger.listBooks,
    may('ledger.open_books') && may('ledger.read') ? { query: { pageSize: 100 } } : undefined,
  )
  const waiting = (books.data?.items ?? []).filter((each) => !each.begun)
  if (waiting.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={t('work.books_to_open')}
      description={waiting.map(({ host }) => (
        <div key={host.id}>
          <To href={paths.openBooks(host.id)}>{host.name}</To>
        </div>
      ))}
    />
  )
}
