import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { Objection, Project } from '@shanju/contract/projects/shapes.ts'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { ActionButton } from '../../kit/action-button.tsx'
import { Field } from '../../kit/field.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Day, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'

/** That there were objections anybody here may know; their words are opened by who keeps the papers, on the record. */
export function Objections({ project }: { project: Project }) {
  const { t } = useSpeech()
  const [reading, setReading] = useState(false)
  if (project.noticeUntil === null) return null
  return (
    <Section
      title={t('project.objections')}
      more={
        <span>
          {t('project.notice_until')} <Day on={project.noticeUntil} />
        </span>
      }
    >
      {project.objections.length === 0 && <p className="quiet">{t('project.no_objections')}</p>}
      {project.objections.length > 0 && !reading && (
        <div className="stack">
          <ol className="timeline">
            {project.objections.map(({ id, madeAt, answer }) => (
              <li key={id}>
                <strong>
                  <When at={madeAt} />
                </strong>
                <span>{answer ?? t('project.waits_objection')}</span>
              </li>
            ))}
          </ol>
          <ActionButton action="projects.manage" subject={subjectOf(project.whose)} onClick={() => setReading(true)}>
            {t('project.read_objections')}
          </ActionButton>
          <small className="quiet">{t('project.read_note')}</small>
        </div>
      )}
      {reading && <Opened project={project} close={() => setReading(false)} />}
    </Section>
  )
}

function Opened({ project, close }: { project: Project; close: () => void }) {
  const found = useRead(projects.readObjections, { params: { id: project.id } })
  return (
    <Loaded of={found}>
      {({ objections }) => (
        <div className="stack">
          {objections.map((each) => (
            <One key={each.id} objection={each} close={close} />
          ))}
        </div>
      )}
    </Loaded>
  )
}

const answerShape = z.strictObject({ words: z.string().trim().min(5).max(2000) })

function One({ objection, close }: { objection: Objection; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const answer = useWrite(projects.answerObjection)
  return (
    <article>
      <p className="said">{objection.words}</p>
      <small className="quiet">
        <When at={objection.madeAt} />
        {objection.contact && ` · ${t('project.contact')} ${objection.contact}`}
      </small>
      {objection.answer ? (
        <blockquote>{objection.answer}</blockquote>
      ) : (
        <ShapedForm
          name="answer-objection"
          shape={answerShape}
          submit={t('project.answer_send')}
          cancel={<Button onClick={close}>{t('ask.cancel')}</Button>}
          send={async (body) => {
            await answer.mutateAsync({ input: { params: { id: objection.id }, body } })
            message.success(t('project.answered'))
            close()
          }}
        >
          <Field of={answerShape} name="words" label={t('project.answer')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </ShapedForm>
      )}
    </article>
  )
}
