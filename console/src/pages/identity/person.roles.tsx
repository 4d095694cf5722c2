import { canAssign } from '@shanju/contract/access.ts'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { PersonRecord, RoleAssignment } from '@shanju/contract/identity/shapes.ts'
import { App, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { above } from '../../kit/places.ts'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { AssignmentInputs, assignmentFields, assignmentOf } from './assignment-fields.tsx'

/** The roles somebody holds and where; given and ended here, never changed. */
export function PersonRoles({ person }: { person: PersonRecord }) {
  const { t, w } = useSpeech()
  const { actor } = useSession()
  const ask = useAsk()
  const end = useWrite(identity.endAssignment)
  const [assigning, setAssigning] = useState(false)
  const roleName = (role: string) => w('identity', `role.${role}`)
  const mine = ({ role, reach }: RoleAssignment) =>
    canAssign(
      actor,
      role,
      reach.kind === 'division' ? { divisions: above(reach.code) } : { organisationIds: [reach.id] },
    )
  return (
    <Section
      title={t('person.roles')}
      more={
        <ActionButton
          action="people.manage"
          why={person.state === 'deactivated' ? t('person.deactivated_why') : undefined}
          onClick={() => setAssigning(true)}
        >
          {t('person.assign')}
        </ActionButton>
      }
    >
      {person.assignments.length === 0 ? (
        <p className="quiet">{t('person.no_roles')}</p>
      ) : (
        <Rows
          label={t('person.roles')}
          rows={person.assignments}
          keyOf={(row) => row.id}
          columns={[
            { key: 'role', title: t('person.role'), main: true, show: (row) => roleName(row.role) },
            { key: 'reach', title: t('person.reach'), show: (row) => row.reachName },
            {
              key: 'period',
              title: t('person.period'),
              show: (row) => (
                <span className="figures">
                  {row.fromOn} – {row.toOn ?? t('person.open_ended')}{' '}
                  {!row.inForce && <Tag>{t('person.not_in_force')}</Tag>}
                </span>
              ),
            },
            {
              key: 'end',
              title: '',
              show: (row) =>
                mine(row) &&
                !row.endedAt && (
                  <Button
                    size="small"
                    onClick={() =>
                      ask({
                        title: t('person.end_role_title', { role: roleName(row.role), reach: row.reachName }),
                        text: t('person.end_role_text'),
                        confirm: t('person.end_role'),
                        danger: true,
                        act: () => end.mutateAsync({ input: { params: { id: row.id } } }),
                        done: t('person.ended'),
                      })
                    }
                  >
                    {t('person.end_role')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {assigning && <AssignWindow person={person} close={() => setAssigning(false)} />}
    </Section>
  )
}

function AssignWindow({ person, close }: { person: PersonRecord; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const assign = useWrite(identity.assignRole)
  return (
    <Modal open footer={null} title={`${t('person.assign')} · ${person.shownName}`} onCancel={close} destroyOnHidden>
      <ShapedForm
        name="assign"
        shape={assignmentFields}
        submit={t('person.assign')}
        send={async (fields) => {
          await assign.mutateAsync({ input: { params: { id: person.id }, body: assignmentOf(fields) } })
          message.success(t('person.assigned'))
          close()
        }}
      >
        <AssignmentInputs />
      </ShapedForm>
    </Modal>
  )
}
