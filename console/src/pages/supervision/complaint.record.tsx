import { type Complaint, routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { PublicId, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { AnswerWindow } from './complaint.answer.tsx'
import { AnswerBy, aboutName } from './complaint.parts.tsx'
import './supervision.css'

export function ComplaintRecord() {
  const complaint = useRead(supervision.get, { params: { id: useIdParam('complaint') } })
  return <Loaded of={complaint}>{(found) => <Shown complaint={found} />}</Loaded>
}

function Shown({ complaint }: { complaint: Complaint }) {
  const { t, w } = useSpeech()
  const [answering, setAnswering] = useState(false)
  return (
    <RecordPage
      title={`${w('supervision', `kind.${complaint.kind}`)} ${aboutName(complaint)}`}
      crumbs={[{ href: paths.complaints, name: t('complaint.title') }]}
      status={<StatusTag module="supervision" value={complaint.state} />}
      lead={
        <>
          {t('complaint.code')} <PublicId id={complaint.code} />
        </>
      }
      actions={
        <ActionButton
          action="supervision.answer"
          type="primary"
          why={complaint.state === 'closed' ? t('complaint.closed_why') : undefined}
          onClick={() => setAnswering(true)}
        >
          {t('complaint.answer')}
        </ActionButton>
      }
      aside={<Timeline kind="complaint" id={complaint.id} />}
    >
      <Section title={t('complaint.words')}>
        <p className="told">{complaint.words}</p>
      </Section>
      <Section title={t('complaint.facts')}>
        <Properties
          of={[
            { label: t('complaint.made'), value: <When at={complaint.madeAt} /> },
            { label: t('complaint.answer_by'), value: <AnswerBy complaint={complaint} /> },
            {
              label: t('complaint.contact'),
              value: complaint.contact || <span className="quiet">{t('complaint.no_contact')}</span>,
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={t('complaint.answers')}>
        {complaint.answers.length === 0 ? (
          <p className="quiet">{t('complaint.no_answers')}</p>
        ) : (
          <ol className="answers">
            {complaint.answers.map((each) => (
              <li key={each.at.toISOString()}>
                <p className="told">{each.words}</p>
                <small>
                  <When at={each.at} /> {each.closes && <Tag>{t('complaint.closing')}</Tag>}
                </small>
              </li>
            ))}
          </ol>
        )}
      </Section>
      {answering && <AnswerWindow complaint={complaint} close={() => setAnswering(false)} />}
    </RecordPage>
  )
}
