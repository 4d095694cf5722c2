import type { Subject } from '@shanju/contract/access.ts'
import { contactPersonInput } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { contactInput, type ManagedOrganisation } from '@shanju/contract/organisations/shapes.ts'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { Field } from '../../kit/field.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Properties, Section } from '../../kit/record-page.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import './organisations.css'

interface Props {
  readonly organisation: ManagedOrganisation
  readonly subject: Subject
  readonly gone: string | undefined
}

const publicShape = contactInput.omit({ version: true })

/** How the office is reached, for everybody, and whom a bureau asks for, for those who may know. */
export function OrganisationContact({ organisation, subject, gone }: Props) {
  const t = useText()
  const { may } = useSession()
  const [changing, setChanging] = useState(false)
  const { officePhone, address, email } = organisation
  return (
    <>
      <Section
        title={t('contact.public')}
        more={
          <ActionButton action="organisations.change" subject={subject} why={gone} onClick={() => setChanging(true)}>
            {t('contact.change')}
          </ActionButton>
        }
      >
        <Properties
          of={[
            { label: t('organisation.phone'), value: officePhone },
            { label: t('contact.address'), value: address },
            { label: t('contact.email'), value: email },
          ]}
        />
      </Section>
      {may('organisations.change', subject) && <PersonSection id={organisation.id} gone={gone} />}
      {changing && <PublicWindow organisation={organisation} close={() => setChanging(false)} />}
    </>
  )
}

/** What the body itself may keep up. The version goes back with it, so that nobody's change is written over unseen. */
export function PublicWindow({ organisation, close }: { organisation: ManagedOrganisation; close: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  const change = useWrite(organisations.changeContact)
  const { id, version, officePhone, address, email } = organisation
  return (
    <Modal open onCancel={close} footer={null} title={t('contact.change')} destroyOnHidden>
      <ShapedForm
        name="change-contact"
        shape={publicShape}
        initial={{ officePhone, address, email }}
        submit={t('form.save')}
        send={async (body) => {
          // An emptied field is taken away, not left as it is.
          const input = {
            officePhone: body.officePhone ?? null,
            address: body.address ?? null,
            email: body.email ?? null,
          }
          await change.mutateAsync({ input: { params: { id }, body: { version, ...input } } })
          message.success(t('organisation.changed'))
          close()
        }}
      >
        <Field of={publicShape} name="officePhone" label={t('organisation.phone')} help={t('organisation.phone_help')}>
          <Input autoFocus maxLength={32} inputMode="tel" placeholder="0477-8500000" />
        </Field>
        <Field of={publicShape} name="address" label={t('contact.address')}>
          <Input maxLength={200} />
        </Field>
        <Field of={publicShape} name="email" label={t('contact.email')}>
          <Input maxLength={100} inputMode="email" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

/** Read only when asked for: each look is on the trail. */
function PersonSection({ id, gone }: { id: string; gone: string | undefined }) {
  const t = useText()
  const [shown, setShown] = useState(false)
  return (
    <Section title={t('contact.person')}>
      <p className="quiet section-lead">{t('member.private_help')}</p>
      {shown ? (
        <Person id={id} gone={gone} />
      ) : (
        <Button onClick={() => setShown(true)}>{t('contact.person_show')}</Button>
      )}
    </Section>
  )
}

function Person({ id, gone }: { id: string; gone: string | undefined }) {
  const t = useText()
  const ask = useAsk()
  const found = useRead(organisations.getContactPerson, { params: { id } })
  const set = useWrite(organisations.setContactPerson)
  const [changing, setChanging] = useState(false)
  return (
    <Loaded of={found}>
      {({ person, revision }) => (
        <div className="stack">
          {person ? (
            <Properties
              of={[
                { label: t('member.name'), value: person.name },
                { label: t('member.phone'), value: person.phone },
              ]}
            />
          ) : (
            <p className="quiet">{t('contact.person_none')}</p>
          )}
          {!gone && (
            <div className="actions">
              <Button onClick={() => setChanging(true)}>{t('contact.person_set')}</Button>
              {person && (
                <Button
                  onClick={() =>
                    ask({
                      title: t('contact.person_clear'),
                      text: person.name,
                      confirm: t('contact.person_clear'),
                      act: () => set.mutateAsync({ input: { params: { id }, body: { revision, person: null } } }),
                    })
                  }
                >
                  {t('contact.person_clear')}
                </Button>
              )}
            </div>
          )}
          {changing && <PersonWindow id={id} revision={revision} now={person} close={() => setChanging(false)} />}
        </div>
      )}
    </Loaded>
  )
}

const personShape = contactPersonInput.shape.person.unwrap()

interface PersonWindowProps {
  readonly id: string
  readonly revision: number
  readonly now: z.output<typeof personShape> | null
  readonly close: () => void
}

function PersonWindow({ id, revision, now, close }: PersonWindowProps) {
  const t = useText()
  const set = useWrite(organisations.setContactPerson)
  return (
    <Modal open onCancel={close} footer={null} title={t('contact.person_set')} destroyOnHidden>
      <ShapedForm
        name="contact-person"
        shape={personShape}
        {...(now ? { initial: now } : {})}
        submit={t('form.save')}
        send={async (person) => {
          await set.mutateAsync({ input: { params: { id }, body: { revision, person } } })
          close()
        }}
      >
        <Field of={personShape} name="name" label={t('member.name')} help={t('member.private_help')}>
          <Input autoFocus maxLength={40} autoComplete="off" />
        </Field>
        <Field of={personShape} name="phone" label={t('member.phone')}>
          <Input maxLength={32} inputMode="tel" autoComplete="off" />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
