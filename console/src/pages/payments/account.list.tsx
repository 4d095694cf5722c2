import { exports } from '@shanju/contract/payments/exports.ts'
import { routes as payments } from '@shanju/contract/payments/routes.ts'
import type { BankAccount } from '@shanju/contract/payments/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Day, Nothing } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function BankAccountList() {
  const { t, w } = useSpeech()
  const list = useList(payments.listAccounts)
  const add = (
    <ActionButton action="payments.add_account" type="primary" href={paths.newBankAccount}>
      {t('bank.add')}
    </ActionButton>
  )
  return (
    <ListPage<BankAccount>
      title={t('bank.title')}
      lead={t('bank.lead')}
      actions={add}
      list={list}
      exported={exports.listAccountsExport}
      keyOf={(row) => row.id}
      empty={<Empty title={t('bank.empty')}>{add}</Empty>}
      columns={[
        {
          key: 'bank',
          title: t('bank.account'),
          main: true,
          show: (row) => (
            <To href={paths.bankAccount(row.id)}>
              {row.bankName} <span className="figures">…{row.lastFour}</span>
            </To>
          ),
        },
        { key: 'host', title: t('bank.host'), show: (row) => row.host.name },
        {
          key: 'ledger',
          title: t('bank.ledger_account'),
          show: (row) => w('payments', `account.${row.ledgerAccount}`),
        },
        { key: 'open', title: t('bank.open'), align: 'right', sum: true, show: (row) => row.openCount },
        { key: 'month', title: t('bank.reconciled'), show: (row) => row.reconciledMonth ?? <Nothing /> },
        { key: 'starts', title: t('bank.starts'), desk: true, show: (row) => <Day on={row.startsOn} /> },
      ]}
    />
  )
}
