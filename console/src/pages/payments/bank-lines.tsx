import { routes as payments } from '@shanju/contract/payments/routes.ts'
import type { BankLineRecord } from '@shanju/contract/payments/shapes.ts'
import { Button, Pagination, Tag } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import type { List } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { MatchWindow } from './match.window.tsx'

interface BankLinesProps {
  readonly accountId: string
  readonly page: { readonly items: readonly BankLineRecord[]; readonly total: number }
  readonly list: List<typeof payments.listLines>
}

/** Lines of the bank with what they are matched to and why; whoever works here matches and undoes. */
export function BankLines({ accountId, page, list }: BankLinesProps) {
  const { t, w } = useSpeech()
  const [matching, setMatching] = useState<BankLineRecord>()
  return (
    <>
      <Rows
        label={t('bank.lines')}
        rows={page.items}
        keyOf={(row) => row.id}
        stale={list.result.isPlaceholderData}
        columns={[
          {
            key: 'who',
            title: t('bank.who'),
            main: true,
            show: (row) => (
              <>
                {row.counterparty || row.summary || t('bank.nobody')}
                {row.counterparty && row.summary && <small>{row.summary}</small>}
                {row.reference && <small className="figures">{row.reference}</small>}
              </>
            ),
          },
          { key: 'sum', title: t('bank.sum'), align: 'right', sum: true, show: (row) => <Money fen={row.fen} sign /> },
          { key: 'day', title: t('bank.day'), show: (row) => <Day on={row.on} /> },
          { key: 'state', title: t('bank.state'), show: (row) => <State row={row} /> },
          {
            key: 'books',
            title: t('bank.books'),
            show: (row) =>
              row.match && (
                <>
                  {row.match.books.slice(0, 3).map((book) => (
                    <To key={`${book.entryId}/${book.no}`} href={paths.entry(book.entryId)}>
                      {book.summary}{' '}
                    </To>
                  ))}
                  {row.match.books.length > 3 && <small>{t('bank.entries', { n: row.match.books.length })}</small>}
                  <small>{w('payments', `reason.${row.match.reason}`)}</small>
                </>
              ),
          },
          { key: 'acts', title: t('bank.acts'), show: (row) => <Acts row={row} match={() => setMatching(row)} /> },
        ]}
      />
      <footer className="bank-pager">
        <Pagination
          current={list.page}
          pageSize={list.pageSize}
          total={page.total}
          onChange={list.setPage}
          hideOnSinglePage
        />
      </footer>
      {matching && <MatchWindow accountId={accountId} line={matching} close={() => setMatching(undefined)} />}
    </>
  )
}

const COLOURS = { open: 'warning', matched: 'success', unknown: 'default' } as const

function State({ row }: { row: BankLineRecord }) {
  const { w } = useSpeech()
  return <Tag color={COLOURS[row.state]}>{w('payments', `line.${row.state}`)}</Tag>
}

function Acts({ row, match }: { row: BankLineRecord; match: () => void }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const { may } = useSession()
  const undo = useWrite(payments.unmatch)
  const mark = useWrite(payments.markUnknown)
  if (!may('payments.work')) return null
  const found = row.match
  if (found) {
    return (
      <Button
        size="small"
        onClick={() =>
          ask({
            title: t('bank.unmatch_title'),
            text: t('bank.unmatch_text'),
            confirm: t('bank.unmatch'),
            reason: true,
            act: (reason) => undo.mutateAsync({ input: { params: { id: found.id }, body: { reason } } }),
          })
        }
      >
        {t('bank.unmatch')}
      </Button>
    )
  }
  return (
    <span className="bank-acts">
      <Button size="small" type="primary" onClick={match}>
        {t('bank.match')}
      </Button>
      <Button
        size="small"
        onClick={() =>
          ask({
            title: t('bank.unknown_title'),
            text: t('bank.unknown_text'),
            confirm: t('bank.unknown'),
            reason: true,
            act: (reason) => mark.mutateAsync({ input: { params: { id: row.id }, body: { reason } } }),
          })
        }
      >
        {t('bank.unknown')}
      </Button>
    </span>
  )
}
