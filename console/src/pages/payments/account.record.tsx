import { exports } from '@shanju/contract/payments/exports.ts'
import { routes as payments } from '@shanju/contract/payments/routes.ts'
import { LINE_STATES } from '@shanju/contract/payments/vocab.ts'
import { Select } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { RecordPage, Section } from '../../kit/record-page.tsx'
import { Empty, Loaded } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { BankLines } from './bank-lines.tsx'
import { LoadStatement } from './load-statement.tsx'
import { lastMonth, monthsBack } from './months.ts'
import './payments.css'

/** The bank desk: lines that wait for somebody, a place for the next statement, the way to the months. */
export function BankAccountRecord() {
  const { t, w } = useSpeech()
  const id = useIdParam('bank')
  const list = useList(payments.listLines, { id })
  // The account itself stands in every month's statement; the month before this one is the one to work on.
  const month = list.query.month ?? lastMonth()
  const statement = useRead(payments.statement, { params: { id, month } })
  const rematch = useWrite(payments.rematch)
  return (
    <Loaded of={statement}>
      {({ account }) => (
        <RecordPage
          title={`${account.bankName} …${account.lastFour}`}
          crumbs={[{ href: paths.bankAccounts, name: t('bank.title') }]}
          lead={`${account.host.name} · ${w('payments', `account.${account.ledgerAccount}`)}`}
          actions={
            <>
              <ActionButton action="payments.work" onClick={() => rematch.mutate({ input: { params: { id } } })}>
                {t('bank.rematch')}
              </ActionButton>
              <ActionButton action="payments.read" type="primary" href={paths.bankStatement(id, month)}>
                {t('bank.statement_of', { month })}
              </ActionButton>
            </>
          }
        >
          <LoadStatement accountId={id} />
          <Section
            title={t('bank.lines')}
            more={
              <span className="bank-filters">
                <Select
                  aria-label={t('bank.state')}
                  value={list.query.state ?? ''}
                  onChange={(state) => list.filter({ state: state || undefined })}
                  options={[
                    { value: '', label: t('bank.all_states') },
                    ...LINE_STATES.map((value) => ({ value, label: w('payments', `line.${value}`) })),
                  ]}
                />
                <Select
                  aria-label={t('bank.month')}
                  value={list.query.month ?? ''}
                  onChange={(value) => list.filter({ month: value || undefined })}
                  options={[{ value: '', label: t('bank.all_months') }, ...monthsBack(account.startsOn)]}
                />
                <ExportButton route={exports.listLinesExport} params={{ id }} query={filtersOf(list.query)} />
              </span>
            }
          >
            <Loaded of={list.result}>
              {(page) =>
                page.items.length === 0 ? (
                  <Empty title={t('bank.no_lines')} />
                ) : (
                  <BankLines accountId={id} page={page} list={list} />
                )
              }
            </Loaded>
          </Section>
        </RecordPage>
      )}
    </Loaded>
  )
}

const filtersOf = ({ state, month }: { readonly state?: string | undefined; readonly month?: string | undefined }) => ({
  ...(state ? { state } : {}),
  ...(month ? { month } : {}),
})
