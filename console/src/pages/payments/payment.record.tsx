import { formatPublicId, showId } from '@shanju/contract/kit/ids.ts'
import { payoutRoutes as payments } from '@shanju/contract/payments/payout-routes.ts'
import type { Payment } from '@shanju/contract/payments/payout-shapes.ts'
import { Alert, App } from 'antd'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, Nothing, PersonName, StatusTag, When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { PaymentActions } from './payment.actions.tsx'
import { useTaken } from './taken.ts'

export function PaymentRecord() {
  const payment = useRead(payments.getPayment, { params: { id: useIdParam('payment') } })
  return <Loaded of={payment}>{(found) => <Shown payment={found} />}</Loaded>
}

function Shown({ payment }: { payment: Payment }) {
  const { t } = useSpeech()
  const taken = useTaken()
  return (
    <RecordPage
      title={formatPublicId(payment.code)}
      crumbs={[{ href: paths.payments, name: t('payment.title') }]}
      status={<StatusTag module="payments" value={payment.state} />}
      lead={
        <>
          {payment.fund.name} · {payment.purpose}
        </>
      }
      actions={<PaymentActions payment={payment} />}
      aside={
        <>
          <Steps payment={payment} />
          <Timeline kind="payment" id={payment.id} />
        </>
      }
    >
      {payment.unratified && <Alert type="error" showIcon title={t('payment.unratified')} />}
      <Undone payment={payment} />
      <Section title={`${t('payment.payee')} · ${payment.payee.label}`}>
        <Figures
          of={[
            { label: t('payment.amount'), value: <Money fen={payment.amountFen} sign /> },
            { label: t('payment.paid'), value: <Money fen={payment.paidFen} sign /> },
            { label: t('payment.returned'), value: <Money fen={payment.returnedFen} sign /> },
            {
              label: t('payment.time'),
              value: payment.hoursToPay === null ? <Nothing /> : taken(payment.hoursToPay),
            },
          ]}
        />
      </Section>
      <Authority payment={payment} />
      <Proofs payment={payment} />
    </RecordPage>
  )
}

/** What did not go through, why, and the way on. */
function Undone({ payment }: { payment: Payment }) {
  const { t, w } = useSpeech()
  if (payment.state !== 'failed' && payment.state !== 'returned') return null
  return (
    <Alert
      type="warning"
      showIcon
      title={`${w('payments', `state.${payment.state}`)} · ${payment.steps.at(-1)?.reason ?? ''}`}
      description={t('payment.undone')}
      action={
        <ActionButton
          action="payments.request"
          href={paths.newPayment}
          search={{ again: showId('payment', payment.id) }}
        >
          {t('payment.again')}
        </ActionButton>
      }
    />
  )
}

function Steps({ payment }: { payment: Payment }) {
  const { t, w } = useSpeech()
  return (
    <Section title={t('payment.steps')}>
      <ol className="timeline">
        <li>
          <strong>{t('payment.requested_step')}</strong>
          <PersonName id={payment.requestedBy.id} name={payment.requestedBy.name} />
          <When at={payment.requestedAt} />
        </li>
        {payment.steps.map((step) => (
          <li key={step.no}>
            <strong>{w('payments', `step.${step.step}`)}</strong>
            <span>
              <PersonName id={step.by.id} name={step.by.name} />
              {step.amountFen !== null && (
                <>
                  {' · '}
                  <Money fen={step.amountFen} sign />
                </>
              )}
            </span>
            {step.reference && <span>{`${t('payment.reference')} ${step.reference}`}</span>}
            {step.reason && <span>{step.reason}</span>}
            <When at={step.at} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Authority({ payment }: { payment: Payment }) {
  const { authority, projectId, budgetLine, milestone } = payment
  const { t, w } = useSpeech()
  return (
    <Section
      title={t('payment.authority')}
      more={<To href={paths.motion(authority.motionId)}>{t('payment.motion')}</To>}
    >
      <Properties
        of={[
          {
            label: t('payment.authority'),
            value: `${w('payments', `authority.${authority.kind}`)} · ${w('payments', `source.${authority.source}`)}`,
          },
          {
            label: t('payment.valid'),
            value: (
              <>
                <Day on={authority.validFrom} /> – <Day on={authority.validTo} />
              </>
            ),
          },
          ...(projectId
            ? [
                {
                  label: t('payment.project'),
                  value: <To href={paths.project(projectId)}>{t('payment.to_project')}</To>,
                },
              ]
            : []),
          ...(budgetLine ? [{ label: t('payment.line'), value: budgetLine }] : []),
          ...(milestone ? [{ label: t('payment.milestone'), value: milestone }] : []),
          { label: t('payment.cap'), value: <Money fen={authority.capFen} sign /> },
          { label: t('payment.live'), value: <Money fen={authority.liveFen} sign /> },
          { label: t('payment.paid'), value: <Money fen={authority.paidFen} sign /> },
          { label: t('payment.left'), value: <Money fen={authority.leftFen} sign /> },
        ]}
      />
    </Section>
  )
}

function Proofs({ payment }: { payment: Payment }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const words = useWrite(payments.readProofWords)
  const open = (id: string) =>
    download(payments.readProof, { params: { id } }).catch((error: Error) => {
      message.error(errorText(error))
    })
  return (
    <Section title={t('payment.proofs')}>
      {payment.proofs.length === 0 ? (
        <p className="quiet">{t('payment.no_proofs')}</p>
      ) : (
        <Rows
          label={t('payment.proofs')}
          rows={payment.proofs}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'kind',
              title: t('payment.proof_kind'),
              main: true,
              show: (row) => w('payments', `proof.${row.kind}`),
            },
            { key: 'on', title: t('payment.confirmed_on'), show: (row) => <Day on={row.confirmedOn} /> },
            {
              key: 'by',
              title: t('payment.proof_by'),
              show: (row) => <PersonName id={row.by.id} name={row.by.name} />,
            },
            {
              key: 'words',
              title: t('payment.proof_said'),
              show: (row) => (
                <span className="row-acts">
                  {words.data && words.variables?.input.params.id === row.id ? (
                    words.data.words
                  ) : (
                    <ActionButton
                      action="payments.read_payees"
                      onClick={() => words.mutate({ input: { params: { id: row.id } } })}
                    >
                      {t('payment.proof_words')}
                    </ActionButton>
                  )}
                  {row.mediaType && (
                    <ActionButton action="payments.read_payees" onClick={() => open(row.id)}>
                      {t('payment.proof_file')}
                    </ActionButton>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
