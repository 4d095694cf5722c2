import type { Management } from '@shanju/contract/funds/agreement.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { App, Button, Tag } from 'antd'
import { type ComponentType, type ReactNode, useState } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { today } from '../../kit/day-input.tsx'
import { subjectOf } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Properties, Section } from '../../kit/record-page.tsx'
import { Day, Money, When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'
import {
  AgreementForm,
  ComplaintLineForm,
  ContactsForm,
  DelegationForm,
  ServedForm,
  type TermsFormProps,
} from './fund.terms.tsx'

interface TabProps {
  readonly fund: FundRecord
}

/** A section that shows what is recorded, or the form that records the next; who may not, or no more, is told why. */
function Recording({
  fund,
  title,
  act,
  form: Form,
  children,
}: TabProps & {
  readonly title: string
  readonly act: string
  readonly form: ComponentType<TermsFormProps>
  readonly children: (management: Management) => ReactNode
}) {
  const { t } = useSpeech()
  const [writing, setWriting] = useState(false)
  const management = useRead(funds.management, { params: { id: fund.id } })
  const close = () => setWriting(false)
  return (
    <Section
      title={title}
      more={
        !writing && (
          <ActionButton
            action="funds.change"
            subject={subjectOf(fund)}
            why={fund.state === 'closed' ? t('fund.closed_why') : undefined}
            onClick={() => setWriting(true)}
          >
            {act}
          </ActionButton>
        )
      }
    >
      {writing ? (
        <Form
          fund={fund}
          submit={t('form.save')}
          done={close}
          cancel={<Button onClick={close}>{t('ask.cancel')}</Button>}
        />
      ) : (
        <Loaded of={management}>{children}</Loaded>
      )}
    </Section>
  )
}

const None = () => {
  const { t } = useSpeech()
  return <p className="quiet">{t('fund.none_yet')}</p>
}

export function AgreementTab({ fund }: TabProps) {
  const { t, w } = useSpeech()
  const worded = (group: string, value: string | null) => value && w('funds', `${group}.${value}`)
  return (
    <Recording fund={fund} title={t('fund.tab.agreement')} act={t('agreement.add')} form={AgreementForm}>
      {({ agreements }) =>
        agreements.length === 0 ? (
          <None />
        ) : (
          agreements.map((each, at) => (
            <article key={each.number} className="fund-version">
              <h3>
                {t('agreement.version', { number: each.number })}{' '}
                {at === 0 && <Tag color="success">{t('agreement.in_force')}</Tag>}
              </h3>
              <Properties
                of={[
                  { label: t('agreement.purpose'), value: each.purpose, wide: true },
                  { label: t('agreement.use'), value: each.use, wide: true },
                  { label: t('agreement.rights_host'), value: each.rightsOfHost, wide: true },
                  { label: t('agreement.rights_initiator'), value: each.rightsOfInitiator, wide: true },
                  { label: t('agreement.end'), value: each.end, wide: true },
                  { label: t('agreement.surplus'), value: each.surplus, wide: true },
                  { label: t('agreement.surplus_rule'), value: worded('surplus', each.surplusRule) },
                  { label: t('agreement.yield'), value: worded('yield', each.yieldRule) },
                  {
                    label: t('agreement.fee'),
                    value: each.feeRule && (
                      <>
                        {worded('fee', each.feeRule)} {each.feeBp !== null && <Percent bp={each.feeBp} />}
                      </>
                    ),
                  },
                  { label: t('agreement.signed_on'), value: <Day on={each.signedOn} /> },
                  { label: t('paper.title'), value: <PaperLink fund={fund} paperId={each.paperId} /> },
                ]}
              />
            </article>
          ))
        )
      }
    </Recording>
  )
}

/** Basis points as people say them: 500 → 5%, 275 → 2.75%. */
const Percent = ({ bp }: { bp: number }) => {
  const { t } = useSpeech()
  return <span className="figures">{t('agreement.fee_share', { percent: bp / 100 })}</span>
}

function PaperLink({ fund, paperId }: TabProps & { readonly paperId: string | null }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  if (paperId === null) return null
  const read = () =>
    download(funds.readPaper, { params: { id: fund.id, fileId: paperId } }).catch((error: Error) =>
      message.error(errorText(error)),
    )
  return (
    <ActionButton action="funds.read_papers" subject={subjectOf(fund)} onClick={read}>
      {t('paper.read')}
    </ActionButton>
  )
}

export function DelegationTab({ fund }: TabProps) {
  const { t, w } = useSpeech()
  return (
    <Recording fund={fund} title={t('fund.tab.delegation')} act={t('delegation.add')} form={DelegationForm}>
      {({ delegations }) =>
        delegations.length === 0 ? (
          <None />
        ) : (
          delegations.map((each, at) => (
            <article key={each.number} className="fund-version">
              <h3>
                {t('agreement.version', { number: each.number })}{' '}
                {at === 0 &&
                  (each.toOn < today() ? (
                    <Tag color="warning">{t('delegation.expired')}</Tag>
                  ) : (
                    <Tag color="success">{t('agreement.in_force')}</Tag>
                  ))}
              </h3>
              <Properties
                of={[
                  { label: t('delegation.ceiling'), value: <Money fen={each.ceilingFen} sign /> },
                  {
                    label: t('delegation.subjects'),
                    value: each.subjects.map((field) => w('funds', `field.${field}`)).join('、'),
                  },
                  { label: t('delegation.from'), value: <Day on={each.fromOn} /> },
                  { label: t('delegation.to'), value: <Day on={each.toOn} /> },
                  { label: t('paper.title'), value: <PaperLink fund={fund} paperId={each.paperId} /> },
                ]}
              />
            </article>
          ))
        )
      }
    </Recording>
  )
}

export function ServedTab({ fund }: TabProps) {
  const { t } = useSpeech()
  return (
    <Recording fund={fund} title={t('fund.tab.served')} act={t('fund.change')} form={ServedForm}>
      {({ served }) => (
        <table className="fund-table">
          <thead>
            <tr>
              <th scope="col">{t('fund.place')}</th>
              <th scope="col">{t('fund.served_from')}</th>
              <th scope="col">{t('fund.served_to')}</th>
            </tr>
          </thead>
          <tbody>
            {served.map(({ place, fromOn, toOn }) => (
              <tr key={`${place.code} ${fromOn} ${toOn}`}>
                <th scope="row">{place.name}</th>
                <td>
                  <Day on={fromOn} />
                </td>
                <td>{toOn ? <Day on={toOn} /> : t('fund.served_now')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Recording>
  )
}

export function ComplaintTab({ fund }: TabProps) {
  const { t } = useSpeech()
  return (
    <div className="column">
      <Recording fund={fund} title={t('complaint_line.title')} act={t('complaint_line.add')} form={ComplaintLineForm}>
        {({ complaintLines }) =>
          complaintLines.length === 0 ? (
            <None />
          ) : (
            complaintLines.map((each) => (
              <article key={each.number} className="fund-version">
                <Properties
                  of={[
                    { label: t('complaint_line.telephone'), value: each.telephone },
                    { label: t('complaint_line.published_in'), value: each.publishedIn },
                    { label: t('complaint_line.published_on'), value: <Day on={each.publishedOn} /> },
                    { label: t('paper.title'), value: <PaperLink fund={fund} paperId={each.paperId} /> },
                  ]}
                />
              </article>
            ))
          )
        }
      </Recording>
      <Recording fund={fund} title={t('contact.name')} act={t('contact.change')} form={ContactsForm}>
        {({ hasContact }) => <Contact fund={fund} known={hasContact} />}
      </Recording>
    </div>
  )
}

/** The person is asked for on purpose: looking them up leaves a trace. */
function Contact({ fund, known }: TabProps & { readonly known: boolean }) {
  const { t } = useSpeech()
  const read = useWrite(funds.readContact)
  return (
    <div className="stack">
      <Properties
        of={[
          { label: t('contact.office_phone'), value: fund.officePhone ?? fund.host.officePhone },
          { label: t('contact.name'), value: read.data?.name },
          { label: t('contact.phone'), value: read.data?.phone },
        ]}
      />
      <div>
        <ActionButton
          action="funds.read_papers"
          subject={subjectOf(fund)}
          why={known ? undefined : t('contact.none')}
          onClick={() => read.mutate({ input: { params: { id: fund.id } } })}
        >
          {t('contact.show')}
        </ActionButton>
      </div>
      <p className="quiet">{t('contact.sealed_help')}</p>
    </div>
  )
}

/** Every change of state with its reason. */
export function HistoryTab({ fund }: TabProps) {
  const { t, w } = useSpeech()
  const management = useRead(funds.management, { params: { id: fund.id } })
  return (
    <Section title={t('fund.tab.history')}>
      <Loaded of={management}>
        {({ moves }) =>
          moves.length === 0 ? (
            <None />
          ) : (
            <ol className="timeline">
              {moves.map((move) => (
                <li key={move.at.toISOString()}>
                  <strong>
                    {w('funds', `state.${move.from}`)} → {w('funds', `state.${move.to}`)}
                  </strong>
                  <span>{move.reason}</span>
                  <When at={move.at} />
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  )
}
