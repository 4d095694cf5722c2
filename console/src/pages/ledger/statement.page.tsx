import { FileExcelOutlined, FilePdfOutlined } from '@ant-design/icons'
import { showId } from '@shanju/contract/kit/ids.ts'
import { monthsOf } from '@shanju/contract/ledger/months.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { type FormId, SPANS } from '@shanju/contract/ledger/statement-vocab.ts'
import { App, Button, Select, Tabs } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { Crumbs } from '../../kit/crumbs.tsx'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Loaded, Skeleton, useErrorText } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import type { TextKey } from '../../text/zh.ts'
import { downloadFunds, FundsStatement } from './funds.statement.tsx'
import { Checks } from './statement.checks.tsx'
import { Drill } from './statement.drill.tsx'
import { StatementTable } from './statement.table.tsx'
import { TrialTable } from './trial.table.tsx'
import { type Asked, monthChoices, type Sheet, useStatement } from './use-statement.ts'
import './statement.css'

/** The statements of a charity, a fund or all charities of a place: every figure opens into its accounts. */
export function StatementPage() {
  const t = useText()
  const asked = useStatement()
  return (
    <div className="page">
      <Crumbs here={t('statement.title')} path={[{ href: paths.entries, name: t('entry.title') }]} />
      <PageHead title={t('statement.title')} lead={t('statement.lead')} actions={<Files asked={asked} />} />
      <Choices asked={asked} />
      {asked.whose ? <Shown asked={asked} whose={asked.whose} /> : <Empty title={t('statement.none')} />}
    </div>
  )
}

function Choices({ asked }: { asked: Asked }) {
  const t = useText()
  const books = useRead(ledger.listBooks, { query: { pageSize: 100 } })
  const { whose } = asked
  const kind = whose?.fundId ? 'fund' : whose?.division ? 'division' : 'host'
  const [chosen, setKind] = useState(kind)
  const only = (name: string, value: string | undefined) =>
    asked.set({ host: undefined, fund: undefined, division: undefined, [name]: value })
  const months = monthChoices().map((value) => ({ value, label: value }))
  return (
    <search className="filters">
      <Select
        className="filter-choice"
        aria-label={t('statement.whose')}
        value={chosen}
        onChange={setKind}
        options={(['host', 'fund', 'division'] as const).map((value) => ({ value, label: t(`statement.of_${value}`) }))}
      />
      <div className="filter-wide">
        {chosen === 'host' && (
          <Select
            className="filter-all"
            aria-label={t('statement.of_host')}
            value={whose?.hostId ?? null}
            onChange={(id) => only('host', id ? showId('org', id) : undefined)}
            options={(books.data?.items ?? []).map(({ host }) => ({ value: host.id, label: host.name }))}
          />
        )}
        {chosen === 'fund' && (
          <FundPicker
            {...(whose?.fundId ? { value: whose.fundId } : {})}
            onChange={(id) => only('fund', id && showId('fund', id))}
          />
        )}
        {chosen === 'division' && (
          <DivisionPicker value={whose?.division} onChange={(code) => only('division', code)} />
        )}
      </div>
      <Select
        className="filter-choice"
        aria-label={t('statement.month')}
        value={asked.month}
        onChange={(month) => asked.set({ month })}
        options={months}
      />
      <Select
        className="filter-choice"
        aria-label={t('statement.span')}
        value={asked.span}
        onChange={(span) => asked.set({ span })}
        options={SPANS.map((value) => ({ value, label: t(`statement.span_${value}`) }))}
      />
      {asked.sheet !== 'trial' && asked.sheet !== 'funds' && (
        <Select
          className="filter-choice"
          aria-label={t('statement.beside')}
          placeholder={t('statement.beside')}
          allowClear
          value={asked.beside ?? null}
          onChange={(beside) => asked.set({ beside: beside ?? undefined })}
          options={months.filter(({ value }) => value !== asked.month)}
        />
      )}
    </search>
  )
}

function Shown({ asked, whose }: { asked: Asked; whose: NonNullable<Asked['whose']> }) {
  const t = useText()
  const forms: readonly Sheet[] = ['01', '02', '03', 'trial']
  const sheets = whose.fundId
    ? (['funds', '02', 'trial'] as const)
    : whose.division
      ? [...forms, 'funds' as const]
      : forms
  return (
    <>
      <Tabs
        aria-label={t('statement.title')}
        activeKey={asked.sheet}
        onChange={(sheet) => asked.set({ sheet })}
        items={sheets.map((key) => ({ key, label: t(`statement.sheet_${key}` as TextKey) }))}
      />
      {whose.fundId && <p className="quiet">{t('statement.fund_note')}</p>}
      <div className="column">
        {asked.sheet === 'trial' ? (
          <Trial asked={asked} whose={whose} />
        ) : asked.sheet === 'funds' ? (
          <FundsStatement asked={asked} whose={whose} />
        ) : (
          <Form asked={asked} whose={whose} form={asked.sheet} />
        )}
        {whose.hostId && <Checks hostId={whose.hostId} month={asked.month} />}
      </div>
      {asked.line !== undefined && asked.sheet !== 'trial' && asked.sheet !== 'funds' && (
        <Drill asked={asked} whose={whose} form={asked.sheet} />
      )}
    </>
  )
}

function Trial({ asked, whose }: { asked: Asked; whose: NonNullable<Asked['whose']> }) {
  const { month, span } = asked
  const trial = useRead(ledger.getTrialBalance, { query: { ...whose, month, span, by: 'full' } }, { keep: true })
  return (
    <Loaded of={trial} skeleton={<Skeleton rows={10} />}>
      {(found) => <TrialTable trial={found} hostId={whose.hostId} />}
    </Loaded>
  )
}

function Form({ asked, whose, form }: { asked: Asked; whose: NonNullable<Asked['whose']>; form: FormId }) {
  const { month, span, beside } = asked
  const params = { form }
  const statement = useRead(ledger.getStatement, { params, query: { ...whose, month, span } }, { keep: true })
  const other = useRead(ledger.getStatement, beside ? { params, query: { ...whose, month: beside, span } } : undefined)
  return (
    <Loaded of={statement} skeleton={<Skeleton rows={12} />}>
      {(found) => <StatementTable statement={found} beside={beside ? other.data : undefined} open={asked.set} />}
    </Loaded>
  )
}

/** The statement looked at, as a workbook and, for the three forms, as the paper to be signed. */
function Files({ asked: { whose, sheet, month, span } }: { asked: Asked }) {
  const t = useText()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState('')
  if (!whose) return null
  const fetchFile = async (format: 'pdf' | 'xlsx') => {
    setBusy(format)
    try {
      if (sheet === 'funds') await downloadFunds(whose, monthsOf(month, span), format)
      else if (sheet === 'trial')
        await download(ledger.getTrialBalanceFile, { query: { ...whose, month, span, by: 'full' } })
      else
        await download(ledger.getStatementFile, { params: { form: sheet }, query: { ...whose, month, span, format } })
    } catch (error) {
      message.error(errorText(error as Error))
    } finally {
      setBusy('')
    }
  }
  return (
    <>
      {sheet !== 'trial' && (
        <Button icon={<FilePdfOutlined />} loading={busy === 'pdf'} onClick={() => fetchFile('pdf')}>
          PDF
        </Button>
      )}
      <Button icon={<FileExcelOutlined />} loading={busy === 'xlsx'} onClick={() => fetchFile('xlsx')}>
        {t('statement.excel')}
      </Button>
    </>
  )
}
