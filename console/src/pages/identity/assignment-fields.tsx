import { canAssign, ROLE_REACH, ROLES, type Role } from '@shanju/contract/access.ts'
import type { NewAssignment } from '@shanju/contract/identity/shapes.ts'
import { newAssignment } from '@shanju/contract/identity/shapes.ts'
import { ROLE_LEVELS } from '@shanju/contract/identity/vocab.ts'
import { Form, Segmented, Select } from 'antd'
import { z } from 'zod'
import { DayInput } from '../../kit/day-input.tsx'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { Field } from '../../kit/field.tsx'
import { OrganisationPicker } from '../../kit/pickers.tsx'
import { above } from '../../kit/places.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

/** A role as a form holds it: the reach in two fields, of which the kind says which one counts. */
export const assignmentFields = z.strictObject({
  role: newAssignment.shape.role,
  reachKind: z.enum(['division', 'organisation']).optional(),
  division: z.string().optional(),
  organisation: z.string().optional(),
  fromOn: newAssignment.shape.fromOn,
  toOn: newAssignment.shape.toOn,
})
export type AssignmentFields = z.output<typeof assignmentFields>

export function assignmentOf(fields: AssignmentFields): NewAssignment {
  const { role, fromOn, toOn } = fields
  const reach: NewAssignment['reach'] =
    kindOf(fields) === 'division'
      ? { kind: 'division', code: fields.division ?? '' }
      : { kind: 'organisation', id: fields.organisation ?? '' }
  return { role, reach, ...(fromOn ? { fromOn } : {}), ...(toOn ? { toOn } : {}) }
}

const kindOf = ({ role, reachKind }: Partial<AssignmentFields>): 'division' | 'organisation' => {
  const fixed = role && ROLE_REACH[role]
  return fixed === 'division' || fixed === 'organisation' ? fixed : (reachKind ?? 'division')
}

/** Which role, where, from when to when. A role that knows only one kind of reach does not ask for it. */
export function AssignmentInputs() {
  const { t, w } = useSpeech()
  const { actor } = useSession()
  const role: Role | undefined = Form.useWatch('role')
  const reachKind = Form.useWatch('reachKind')
  const division: string | undefined = Form.useWatch('division')
  const kind = kindOf({ ...(role ? { role } : {}), reachKind })
  const wider = role && division && kind === 'division' && !canAssign(actor, role, { divisions: above(division) })
  return (
    <>
      <Field of={assignmentFields} name="role" label={t('person.role')}>
        <Select options={ROLES.map((value) => ({ value, label: w('identity', `role.${value}`) }))} />
      </Field>
      {role && ROLE_REACH[role] === 'either' && (
        <Field of={assignmentFields} name="reachKind" label={t('person.reach_kind')}>
          <Segmented
            options={[
              { value: 'division', label: t('person.reach_division') },
              { value: 'organisation', label: t('person.reach_organisation') },
            ]}
          />
        </Field>
      )}
      {role &&
        (kind === 'division' ? (
          <Form.Item
            name="division"
            label={t('person.reach_division')}
            required
            rules={[{ required: true, message: w('platform', 'field.required') }]}
            {...(wider ? { validateStatus: 'warning', extra: w('identity', 'refusal.wider_than_you') } : {})}
          >
            <DivisionPicker {...(ROLE_LEVELS[role] ? { levels: ROLE_LEVELS[role] } : {})} />
          </Form.Item>
        ) : (
          <Form.Item
            name="organisation"
            label={t('person.reach_organisation')}
            required
            rules={[{ required: true, message: w('platform', 'field.required') }]}
          >
            <OrganisationPicker />
          </Form.Item>
        ))}
      <div className="pair">
        <Field of={assignmentFields} name="fromOn" label={t('person.from')}>
          <DayInput />
        </Field>
        <Field of={assignmentFields} name="toOn" label={t('person.to')} help={t('person.to_help')}>
          <DayInput />
        </Field>
      </div>
    </>
  )
}
