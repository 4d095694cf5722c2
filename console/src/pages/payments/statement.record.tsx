import { routes as payments } from '@shanju/contract/payments/routes.ts'
import type { Statement } from '@shanju/contract/payments/shapes.ts'
import { ITEM_KINDS, type ItemKind } from '@shanju/contract/payments/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, Nothing, When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam, useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { monthsBack } from './months.ts'
import './payments.css'
import { WhyButton } from '../../kit/why-button.tsx'

/** 银行存款余额调节表 of one month, to be read, printed, taken along and confirmed. */
export function BankStatement() {
  const [id, month] = [useIdParam('bank'), useTextParam('month')]
  const statement = useRead(payments.statement, { params: { id, month } })
  return <Loaded of={statement}>{(found) => <Shown key={month} statement={found} />}</Loaded>
}

function Shown({ statement }: { statement: Statement }) {
  const { t, w } = useSpeech()
  const navigate = useNavigate()
  const { account, month, confirmed } = statement
  const name = `${account.bankName} …${account.lastFour}`
  return (
    <RecordPage
      title={`${w('payments', 'statement.title')} ${month}`}
      crumbs={[
        { href: paths.bankAccounts, name: t('bank.title') },
        { href: paths.bankAccount(account.id), name },
      ]}
      status={confirmed ? <Tag color="success">{t('bank.confirmed')}</Tag> : <Tag>{t('bank.not_confirmed')}</Tag>}
      lead={`${account.host.name} · ${name}`}
      actions={
        <>
          <Select
            aria-label={t('bank.month')}
            value={month}
            options={monthsBack(account.startsOn)}
            onChange={(next) => navigate({ to: paths.bankStatement(account.id, next) })}
          />
          <Button onClick={() => download(payments.statementSheet, { params: { id: account.id, month } })}>
            {t('bank.sheet')}
          </Button>
          <Button onClick={() => window.print()}>{t('bank.print')}</Button>
        </>
      }
    >
      <section className="card">
        <Balances statement={statement} />
      </section>
      <Confirm statement={statement} />
      <Section title={w('payments', 'statement.items')}>
        <Items statement={statement} />
      </Section>
    </RecordPage>
  )
}

const sumOf = (statement: Statement, kind: ItemKind): bigint =>
  statement.items.reduce((sum, item) => (item.kind === kind ? sum + item.fen : sum), 0n)

function Balances({ statement }: { statement: Statement }) {
  const { w } = useSpeech()
  const row = (key: string, fen: bigint | null, strong = false) => (
    <div className={strong ? 'total' : undefined}>
      <dt>{w('payments', key)}</dt>
      <dd>{fen === null ? <Nothing /> : <Money fen={fen} />}</dd>
    </div>
  )
  return (
    <div className="bank-statement">
      <dl>
        {row('statement.books', statement.booksFen)}
        {row('item.bank_received', sumOf(statement, 'bank_received'))}
        {row('item.bank_paid', -sumOf(statement, 'bank_paid'))}
        {row('statement.adjusted_books', statement.adjustedBooksFen, true)}
      </dl>
      <dl>
        {row('statement.bank', statement.bankFen)}
        {row('item.books_received', sumOf(statement, 'books_received'))}
        {row('item.books_paid', -sumOf(statement, 'books_paid'))}
        {row('statement.adjusted_bank', statement.adjustedBankFen, true)}
      </dl>
    </div>
  )
}

function Confirm({ statement }: { statement: Statement }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const errorText = useErrorText()
  const confirm = useWrite(payments.confirm)
  const [typed, setTyped] = useState<bigint | string | undefined>(statement.bankFen ?? undefined)
  const { adjustedBooksFen, confirmed } = statement
  const known = sumOf(statement, 'books_received') - sumOf(statement, 'books_paid')
  const difference = typeof typed === 'bigint' ? typed + known - adjustedBooksFen : undefined
  const send = () =>
    typeof typed === 'bigint' &&
    confirm.mutate({
      input: { params: { id: statement.account.id, month: statement.month }, body: { bankFen: typed } },
    })
  return (
    <Section title={t('bank.confirm_title')}>
      {confirmed && (
        <p>
          {t('bank.confirmed_at')} <When at={confirmed.at} />
        </p>
      )}
      {difference !== undefined && difference !== 0n && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {t('bank.differs')} <Money fen={difference} sign />
            </>
          }
        />
      )}
      {may('payments.work') && (
        <div className="bank-confirm no-print">
          <label htmlFor="bank-balance">{t('bank.closing')}</label>
          <MoneyInput id="bank-balance" value={typed} onChange={setTyped} />
          <WhyButton
            type="primary"
            onClick={send}
            loading={confirm.isPending}
            why={difference === undefined ? t('why.balance') : difference !== 0n && t('why.differs')}
          >
            {t('bank.confirm')}
          </WhyButton>
        </div>
      )}
      {confirm.error && <Alert type="error" showIcon role="alert" title={errorText(confirm.error)} />}
    </Section>
  )
}

function Items({ statement }: { statement: Statement }) {
  const { t, w } = useSpeech()
  const items = ITEM_KINDS.flatMap((kind) => statement.items.filter((item) => item.kind === kind))
  if (items.length === 0) return <p className="quiet">{t('bank.no_items')}</p>
  return (
    <Rows
      label={w('payments', 'statement.items')}
      rows={items.map((item, at) => ({ ...item, at }))}
      keyOf={(row) => String(row.at)}
      columns={[
        {
          key: 'what',
          title: t('bank.what'),
          main: true,
          show: (row) =>
            row.entryId ? <To href={paths.entry(row.entryId)}>{row.summary}</To> : (row.reference ?? t('bank.at_bank')),
        },
        { key: 'sum', title: t('bank.sum'), align: 'right', sum: true, show: (row) => <Money fen={row.fen} /> },
        { key: 'kind', title: t('bank.kind'), show: (row) => w('payments', `item.${row.kind}`) },
        { key: 'day', title: t('bank.day'), show: (row) => <Day on={row.on} /> },
      ]}
    />
  )
}
