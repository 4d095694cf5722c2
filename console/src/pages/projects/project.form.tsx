import { idOf } from '@shanju/contract/kit/ids.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { begin } from '@shanju/contract/projects/shapes.ts'
import { NEED_SOURCES, PEOPLE_GROUPS } from '@shanju/contract/projects/vocab.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Input, InputNumber } from 'antd'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from '../governance/parts.tsx'

/** A project begins with a need. */
export function ProjectForm() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const write = useWrite(projects.begin)
  const { fund } = useSearch({ strict: false }) as { fund?: string }
  const given = fund ? idOf('fund').safeDecode(fund) : undefined
  return (
    <FormPage
      action="projects.manage"
      title={t('project.begin')}
      lead={t('project.lead')}
      crumbs={[{ href: paths.projects, name: t('project.title') }]}
    >
      <ShapedForm
        name="begin-project"
        shape={begin}
        initial={given?.success ? { fundId: given.data } : {}}
        submit={t('project.begin')}
        send={async (body) => {
          const made = await write.mutateAsync({ input: { body } })
          message.success(t('project.begun'))
          navigate({ to: paths.project(made.id) })
        }}
      >
        <Field of={begin} name="fundId" label={t('project.fund')}>
          <FundPicker open />
        </Field>
        <Field of={begin} name="name" label={t('project.name')}>
          <Input maxLength={60} />
        </Field>
        <div className="pair">
          <Field of={begin} name="peopleGroup" label={t('project.people')}>
            <WordSelect module="projects" values={PEOPLE_GROUPS} group="people" />
          </Field>
          <Field of={begin} name="people" label={t('project.reach')}>
            <InputNumber min={0} precision={0} />
          </Field>
        </div>
        <Field of={begin} name="needSource" label={t('project.source')}>
          <WordSelect module="projects" values={NEED_SOURCES} group="need" />
        </Field>
        <Field of={begin} name="need" label={t('project.need')} help={t('project.need_help')}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}
