import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { createPerson, type LinkMade } from '@shanju/contract/identity/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { AssignmentInputs, assignmentFields, assignmentOf } from './assignment-fields.tsx'
import { LinkShown } from './link-shown.tsx'

const shape = createPerson.omit({ assignment: true }).extend(assignmentFields.shape)

/** A colleague with a first role; ends with the link that only they should have. */
export function InviteForm() {
  const t = useText()
  const navigate = useNavigate()
  const create = useWrite(identity.createPerson)
  const [made, setMade] = useState<{ link: LinkMade; name: string }>()
  return (
    <FormPage
      action="people.manage"
      title={made ? t('person.invited') : t('person.invite')}
      lead={t('person.invite_lead')}
      crumbs={[{ href: paths.people, name: t('person.title') }]}
    >
      {made ? (
        <LinkShown {...made} done={() => navigate({ to: paths.person(made.link.personId) })} />
      ) : (
        <ShapedForm
          name="invite"
          shape={shape}
          submit={t('person.invite')}
          send={async ({ userName, shownName, phone, ...assignment }) => {
            const body = { userName, shownName, ...(phone ? { phone } : {}), assignment: assignmentOf(assignment) }
            setMade({ link: await create.mutateAsync({ input: { body } }), name: shownName })
          }}
        >
          <div className="pair">
            <Field of={shape} name="shownName" label={t('person.shown_name')} help={t('person.shown_name_help')}>
              <Input autoFocus maxLength={40} autoComplete="off" />
            </Field>
            <Field of={shape} name="userName" label={t('person.user_name')} help={t('person.user_name_help')}>
              <Input maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
          </div>
          <Field of={shape} name="phone" label={t('person.phone')}>
            <Input maxLength={32} inputMode="tel" autoComplete="off" />
          </Field>
          <AssignmentInputs />
        </ShapedForm>
      )}
    </FormPage>
  )
}
