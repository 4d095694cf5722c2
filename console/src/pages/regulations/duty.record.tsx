import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { DutyActions } from './duty.actions.tsx'
import { About, Due } from './duty.due.tsx'
import { DutyFiles } from './duty.files.tsx'
import './regulations.css'

export function DutyRecordPage() {
  const duty = useRead(regulations.getDuty, { params: { id: useIdParam('duty') } })
  return <Loaded of={duty}>{(found) => <Shown duty={found} />}</Loaded>
}

function Shown({ duty }: { duty: DutyRecord }) {
  const { t, w, language } = useSpeech()
  const { regulation } = duty
  const closed = duty.state !== 'open'
  return (
    <RecordPage
      title={duty.title[language]}
      crumbs={[{ href: paths.duties, name: t('duty.title') }]}
      status={<StatusTag module="regulations" value={duty.state} />}
      lead={<About duty={duty} />}
      actions={<DutyActions duty={duty} />}
      aside={<Timeline kind="duty" id={duty.id} />}
    >
      <Section title={t('duty.facts')}>
        <Properties
          of={[
            { label: t('duty.due'), value: <Due duty={duty} /> },
            { label: t('duty.owner'), value: w('identity', `role.${duty.ownerRole}`) },
            {
              label: t('duty.organisation'),
              value: duty.organisation && (
                <To href={paths.organisation(duty.organisation.id)}>{duty.organisation.name}</To>
              ),
            },
            { label: t('duty.opened'), value: <When at={duty.openedAt} /> },
            {
              label: t('rule.one'),
              wide: true,
              value: (
                <>
                  <To href={paths.rule(regulation.id)}>
                    {regulation.id} {regulation.title[language]}
                  </To>
                  <small> {regulation.citation[language]}</small>
                </>
              ),
            },
            ...(closed
              ? [
                  { label: t('duty.closed'), value: <When at={duty.closedAt} /> },
                  { label: t('duty.closed_by'), value: duty.closedBy },
                ]
              : []),
            ...(duty.evidence ? [{ label: t('duty.evidence'), value: duty.evidence, wide: true }] : []),
            ...(duty.reason ? [{ label: t('duty.waived_why'), value: duty.reason, wide: true }] : []),
          ]}
        />
      </Section>
      <DutyFiles duty={duty} />
      {duty.corrections.length > 0 && (
        <Section title={t('duty.corrections')}>
          <ol className="said">
            {duty.corrections.map((each) => (
              <li key={each.at.toISOString()}>
                <p>{each.note}</p>
                <small>
                  {each.by} · <When at={each.at} />
                </small>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </RecordPage>
  )
}
