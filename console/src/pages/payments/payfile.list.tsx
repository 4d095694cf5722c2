import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { exports } from '@shanju/contract/payments/exports.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import type { BankResult, Batch } from '@shanju/contract/payments/payout-shapes.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import { Alert, App, Modal, Select } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Money, PersonName, When } from '../../kit/show.tsx'
import { Empty, useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useList } from '../../kit/use-list.ts'
import { WhyButton } from '../../kit/why-button.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** Files of payments for banks, and what banks answered to them. */
export function PayFileList() {
  const { t } = useSpeech()
  const list = useList(payments.listBatches)
  const [open, setOpen] = useState<'make' | Batch>()
  const close = () => setOpen(undefined)
  return (
    <>
      <ListPage<Batch>
        title={t('payfile.title')}
        lead={t('payfile.lead')}
        crumbs={[{ href: paths.payments, name: t('payment.title') }]}
        actions={
          <ActionButton action="payments.pay" type="primary" onClick={() => setOpen('make')}>
            {t('payfile.make')}
          </ActionButton>
        }
        list={list}
        exported={exports.listBatchesExport}
        keyOf={(row) => row.id}
        empty={<Empty title={t('payfile.empty')} />}
        columns={[
          {
            key: 'number',
            title: t('payfile.title'),
            main: true,
            show: (row) =>
              `${row.account.bankName} …${row.account.lastFour} · ${t('payfile.number', { number: row.number })}`,
          },
          { key: 'sum', title: t('payfile.sum'), align: 'right', sum: true, show: (row) => <Money fen={row.sumFen} /> },
          { key: 'count', title: t('payfile.count'), align: 'right', show: (row) => row.count },
          { key: 'open', title: t('payfile.open'), align: 'right', show: (row) => row.openCount },
          {
            key: 'by',
            title: t('payfile.made_by'),
            show: (row) => <PersonName id={row.madeBy.id} name={row.madeBy.name} />,
          },
          { key: 'at', title: t('payfile.made_at'), desk: true, show: (row) => <When at={row.madeAt} /> },
          {
            key: 'acts',
            title: t('payfile.acts'),
            show: (row) => (
              <span className="row-acts">
                <ActionButton
                  action="payments.pay"
                  onClick={() => download(payments.batchFile, { params: { id: row.id }, query: { format: 'xlsx' } })}
                >
                  {t('payfile.fetch')}
                </ActionButton>
                <ActionButton action="payments.book" onClick={() => setOpen(row)}>
                  {t('payfile.result')}
                </ActionButton>
              </span>
            ),
          },
        ]}
      />
      {open === 'make' && <MakeWindow close={close} />}
      {open !== undefined && open !== 'make' && <ResultWindow batch={open} close={close} />}
    </>
  )
}

function MakeWindow({ close }: { close: () => void }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const make = useWrite(payments.makeBatch)
  const accounts = useRead(routes.listAccounts, { query: { pageSize: 200 } })
  const approved = useRead(payments.listPayments, { query: { state: 'approved', pageSize: 200 } })
  const [accountId, setAccount] = useState<string>()
  const [paymentIds, setPayments] = useState<string[]>([])
  const send = async () => {
    if (!accountId) return
    const done = await make.mutateAsync({ input: { body: { accountId, paymentIds } } }).catch(() => undefined)
    if (!done) return
    message.success(t('payment.done'))
    close()
  }
  return (
    <Modal open onCancel={close} footer={null} title={t('payfile.make')}>
      <div className="stack">
        <Select
          aria-label={t('payfile.account')}
          placeholder={t('payfile.account')}
          value={accountId ?? null}
          options={(accounts.data?.items ?? []).map((each) => ({
            value: each.id,
            label: `${each.host.name} · ${each.bankName} …${each.lastFour}`,
          }))}
          onChange={setAccount}
        />
        <Select
          mode="multiple"
          aria-label={t('payfile.payments')}
          placeholder={t('payfile.payments')}
          value={paymentIds}
          options={(approved.data?.items ?? []).map((each) => ({
            value: each.id,
            label: `${formatPublicId(each.code)} ${each.payee.label} ${formatYuan(each.amountFen)}`,
          }))}
          onChange={setPayments}
        />
        {make.error && <Alert type="error" showIcon role="alert" title={errorText(make.error)} />}
        <WhyButton
          type="primary"
          loading={make.isPending}
          why={(!accountId || paymentIds.length === 0) && t('why.payfile')}
          onClick={send}
        >
          {t('payfile.make')}
        </WhyButton>
      </div>
    </Modal>
  )
}

function ResultWindow({ batch, close }: { batch: Batch; close: () => void }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const load = useWrite(payments.loadResult)
  const [told, setTold] = useState<BankResult>()
  const take = async (file: File) => {
    const input = { params: { id: batch.id }, query: { check: 'no' as const } }
    setTold(await load.mutateAsync({ input, file }).catch(() => undefined))
  }
  return (
    <Modal open onCancel={close} footer={null} title={t('payfile.result')}>
      <div className="stack">
        <UploadDrop
          title={t('payfile.drop')}
          hint={t('payfile.drop_hint')}
          accept=".xlsx,.csv"
          disabled={load.isPending}
          onFile={take}
        />
        {load.error && <Alert type="error" showIcon role="alert" title={errorText(load.error)} />}
        {told && (
          <Alert
            type={told.problems.length > 0 ? 'warning' : 'success'}
            showIcon
            role="status"
            title={t('payfile.told', {
              ...{ rows: told.rowCount, paid: told.paidCount, failed: told.failedCount },
              ...{ returned: told.returnedCount, repeated: told.repeatedCount },
            })}
            description={
              told.problems.length > 0 && (
                <ul>
                  {told.problems.map(({ row, message }) => (
                    <li key={row}>
                      {t('bank.row', { row })} {message}
                    </li>
                  ))}
                </ul>
              )
            }
          />
        )}
      </div>
    </Modal>
  )
}
