import { exports } from '@shanju/contract/payments/exports.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import { addPayee, type Payee } from '@shanju/contract/payments/payout-shapes.ts'
import { PAID_KINDS } from '@shanju/contract/payments/vocab.ts'
import { App, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { Field } from '../../kit/field.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { PersonName } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

/** Who may be paid. Names of people and accounts are shown one at a time, to those who ask. */
export function PayeeList() {
  const { t, w } = useSpeech()
  const list = useList(payments.listPayees)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ListPage<Payee>
        title={t('payee.title')}
        lead={t('payee.lead')}
        crumbs={[{ href: paths.payments, name: t('payment.title') }]}
        actions={
          <ActionButton action="payments.request" type="primary" onClick={() => setAdding(true)}>
            {t('payee.add')}
          </ActionButton>
        }
        filters={
          <>
            <WordsFilter list={list} hint={t('payee.search')} />
            <ChoiceFilter
              list={list}
              name="kind"
              label={t('payee.kind')}
              choices={PAID_KINDS}
              wordOf={(kind) => w('payments', `payee.${kind}`)}
            />
          </>
        }
        list={list}
        exported={exports.listPayeesExport}
        keyOf={(row) => row.id}
        faded={(row) => row.ended}
        empty={<Empty title={t('payee.empty')} />}
        columns={[
          { key: 'label', title: t('payment.payee'), main: true, show: (row) => `${row.label} …${row.lastFour}` },
          { key: 'kind', title: t('payee.kind'), show: (row) => w('payments', `payee.${row.kind}`) },
          { key: 'host', title: t('fund.host'), desk: true, show: (row) => row.host.name },
          {
            key: 'state',
            title: t('payment.state'),
            show: (row) =>
              row.ended ? (
                <Tag>{t('payee.ended')}</Tag>
              ) : (
                <Tag color={row.verified ? 'success' : 'warning'}>
                  {t(row.verified ? 'payee.verified' : 'payee.waits')}
                </Tag>
              ),
          },
          {
            key: 'by',
            title: t('payee.added_by'),
            desk: true,
            show: (row) => <PersonName id={row.addedBy.id} name={row.addedBy.name} />,
          },
          { key: 'acts', title: t('payee.acts'), show: (row) => <Acts of={row} /> },
        ]}
      />
      {adding && <AddWindow close={() => setAdding(false)} />}
    </>
  )
}

function Acts({ of }: { of: Payee }) {
  const { t, w } = useSpeech()
  const { me } = useSession()
  const ask = useAsk()
  const { modal } = App.useApp()
  const verify = useWrite(payments.verifyPayee)
  const end = useWrite(payments.endPayee)
  const read = useWrite(payments.readPayee)
  const params = { id: of.id }
  const show = async () => {
    const words = await read.mutateAsync({ input: { params } }).catch(() => undefined)
    if (words) modal.info({ title: words.name, content: `${words.bankName} ${words.accountNumber}` })
  }
  return (
    <span className="row-acts">
      {!of.verified && !of.ended && (
        <ActionButton
          action="payments.check"
          why={of.addedBy.id === me.id ? w('payments', 'refusal.same_person') : undefined}
          onClick={() =>
            ask({
              ...{ title: of.label, text: t('payee.verify_text'), confirm: t('payee.verify'), reason: true },
              act: (reason) => verify.mutateAsync({ input: { params, body: { reason } } }),
            })
          }
        >
          {t('payee.verify')}
        </ActionButton>
      )}
      <ActionButton action="payments.read_payees" onClick={show}>
        {t('payee.show')}
      </ActionButton>
      {!of.ended && (
        <ActionButton
          action="payments.check"
          danger
          onClick={() =>
            ask({
              ...{ title: of.label, text: t('payee.end_text'), confirm: t('payee.end'), reason: true, danger: true },
              act: (reason) => end.mutateAsync({ input: { params, body: { reason } } }),
            })
          }
        >
          {t('payee.end')}
        </ActionButton>
      )}
    </span>
  )
}

function AddWindow({ close }: { close: () => void }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const add = useWrite(payments.addPayee)
  return (
    <Modal open onCancel={close} footer={null} title={t('payee.add')}>
      <ShapedForm
        name="add-payee"
        shape={addPayee}
        initial={{ kind: 'body' }}
        submit={t('payee.add')}
        send={async (body) => {
          await add.mutateAsync({ input: { body } })
          message.success(t('payment.done'))
          close()
        }}
      >
        <Field of={addPayee} name="fundId" label={t('payee.fund')}>
          <FundPicker />
        </Field>
        <Field of={addPayee} name="kind" label={t('payee.kind')}>
          <Select options={PAID_KINDS.map((value) => ({ value, label: w('payments', `payee.${value}`) }))} />
        </Field>
        <Field of={addPayee} name="name" label={t('payee.name')}>
          <Input maxLength={100} autoComplete="off" />
        </Field>
        <Field of={addPayee} name="bankName" label={t('payee.bank')}>
          <Input maxLength={60} />
        </Field>
        <Field of={addPayee} name="accountNumber" label={t('payee.number')}>
          <Input inputMode="numeric" maxLength={40} autoComplete="off" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
