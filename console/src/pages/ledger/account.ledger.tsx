import { DownloadOutlined } from '@ant-design/icons'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import type { AccountLedger } from '@shanju/contract/ledger/statement-shapes.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Input, Select } from 'antd'
import { z } from 'zod'
import { download } from '../../api.ts'
import { Crumbs } from '../../kit/crumbs.tsx'
import { today } from '../../kit/day-input.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money } from '../../kit/show.tsx'
import { Empty, Loaded, Skeleton, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { monthChoices } from './use-statement.ts'
import './statement.css'

/** 明细账: lines of one account with the running balance, page by page, and the sums of each month. */
export function AccountLedgerPage() {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const host = z.safeDecode(idOf('org'), search.host ?? '')
  const month = today().slice(0, 7)
  const { account = '1002', from = `${month.slice(0, 4)}-01`, to = month, restriction, cashLine } = search
  const asked = z.safeDecode(ledger.getAccountLedgerFile.query as z.ZodType, {
    ...{ hostId: search.host ?? '', account, from, to },
    ...(restriction ? { restriction } : {}),
    ...(cashLine ? { cashLine } : {}),
  })
  const query = asked.success
    ? (asked.data as { hostId: string; account: string; from: string; to: string })
    : undefined
  const found = useRead(
    ledger.getAccountLedger,
    query && { query: { ...query, size: 50, ...(search.after ? { after: search.after } : {}) } },
    { keep: true },
  )
  const go = (values: Readonly<Record<string, string | undefined>>) =>
    navigate({ to: '.', search: { ...search, after: undefined, ...values } as never })
  const months = monthChoices().map((value) => ({ value, label: value }))
  const books = host.success ? { href: paths.statements, name: t('statement.title') } : undefined
  return (
    <div className="page">
      <Crumbs here={t('account.title')} path={books ? [books] : []} />
      <PageHead
        title={t('account.title')}
        lead={found.data && <Named of={found.data} />}
        actions={
          query && (
            <Button
              icon={<DownloadOutlined />}
              onClick={() =>
                download(ledger.getAccountLedgerFile, { query }).catch((error) => message.error(errorText(error)))
              }
            >
              {t('statement.excel')}
            </Button>
          )
        }
      />
      <search className="filters">
        <div className="filter-wide">
          <Input.Search
            aria-label={t('entry.account')}
            defaultValue={cashLine ? '' : account}
            key={cashLine ?? account}
            inputMode="numeric"
            maxLength={12}
            onSearch={(value) => go({ account: value.trim(), cashLine: undefined })}
          />
        </div>
        <Select
          className="filter-choice"
          aria-label={t('account.from')}
          value={from}
          options={months}
          onChange={(value) => go({ from: value })}
        />
        <Select
          className="filter-choice"
          aria-label={t('account.to')}
          value={to}
          options={months}
          onChange={(value) => go({ to: value })}
        />
      </search>
      {query ? (
        <Loaded of={found} skeleton={<Skeleton rows={12} />}>
          {(page) => <Pages page={page} later={search.after !== undefined} go={go} />}
        </Loaded>
      ) : (
        <Empty title={t('account.unreadable')} />
      )}
    </div>
  )
}

const Named = ({ of }: { of: AccountLedger }) => {
  const { language } = useSpeech()
  return (
    <>
      <To href={paths.statements} search={{ host: showId('org', of.host.id) }}>
        {of.host.name}
      </To>{' '}
      · <span className="figures">{of.account}</span> {of.accountName[language]}
    </>
  )
}

function Pages({
  page,
  later,
  go,
}: {
  page: AccountLedger
  later: boolean
  go: (values: Readonly<Record<string, string | undefined>>) => void
}) {
  const { t, w } = useSpeech()
  return (
    <div className="column">
      <Section
        title={t('account.lines')}
        more={
          <span className="quiet">
            {t('account.opening')} <Money fen={page.openingFen} />
          </span>
        }
      >
        {page.lines.length === 0 ? (
          <p className="quiet">{t('account.empty')}</p>
        ) : (
          <Rows
            label={t('account.lines')}
            rows={page.lines}
            keyOf={(line) => `${line.entryId} ${line.no}`}
            columns={[
              { key: 'day', title: t('entry.day'), show: (line) => <Day on={line.postedOn} /> },
              { key: 'number', title: t('entry.number'), desk: true, show: (line) => line.number },
              {
                key: 'summary',
                title: t('entry.summary'),
                main: true,
                show: (line) => (
                  <>
                    <To href={paths.entry(line.entryId)}>{line.summary}</To>
                    {line.fund && <small>{line.fund}</small>}
                  </>
                ),
              },
              {
                key: 'debit',
                title: t('entry.debit'),
                align: 'right',
                show: (line) => line.side === 'debit' && <Money fen={line.amountFen} />,
              },
              {
                key: 'credit',
                title: t('entry.credit'),
                align: 'right',
                show: (line) => line.side === 'credit' && <Money fen={line.amountFen} />,
              },
              {
                key: 'balance',
                title: w('ledger', 'paper.balance'),
                align: 'right',
                sum: true,
                show: (line) => <Money fen={line.balanceFen} />,
              },
            ]}
          />
        )}
        <p className="form-end">
          {later && <Button onClick={() => go({})}>{t('account.first')}</Button>}
          {page.next && <Button onClick={() => go({ after: page.next ?? undefined })}>{t('account.next')}</Button>}
        </p>
      </Section>
      {page.months.length > 0 && (
        <Section title={t('account.months')}>
          <Rows
            label={t('account.months')}
            rows={page.months}
            keyOf={({ month }) => month}
            columns={[
              {
                key: 'month',
                title: t('statement.month'),
                main: true,
                show: ({ month }) => <span className="figures">{month}</span>,
              },
              { key: 'debit', title: t('entry.debit'), align: 'right', show: (row) => <Money fen={row.debitFen} /> },
              { key: 'credit', title: t('entry.credit'), align: 'right', show: (row) => <Money fen={row.creditFen} /> },
              {
                key: 'yd',
                title: t('account.year_debit'),
                align: 'right',
                desk: true,
                show: (row) => <Money fen={row.yearDebitFen} />,
              },
              {
                key: 'yc',
                title: t('account.year_credit'),
                align: 'right',
                desk: true,
                show: (row) => <Money fen={row.yearCreditFen} />,
              },
              {
                key: 'balance',
                title: w('ledger', 'paper.balance'),
                align: 'right',
                sum: true,
                show: (row) => <Money fen={row.balanceFen} />,
              },
            ]}
          />
        </Section>
      )}
    </div>
  )
}
