import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { LinkMade, PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { Alert, Modal } from 'antd'
import { useState } from 'react'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { LinkShown } from './link-shown.tsx'
import { PersonActions } from './person.actions.tsx'
import { PersonRoles } from './person.roles.tsx'

export function PersonRecordPage() {
  const person = useRead(identity.person, { params: { id: useIdParam('person') } })
  return <Loaded of={person}>{(found) => <Shown person={found} />}</Loaded>
}

function Shown({ person }: { person: PersonRecord }) {
  const t = useText()
  const [link, setLink] = useState<LinkMade>()
  return (
    <RecordPage
      title={person.shownName}
      crumbs={[{ href: paths.people, name: t('person.title') }]}
      status={<StatusTag module="identity" value={person.state} />}
      lead={person.userName}
      actions={<PersonActions person={person} showLink={setLink} />}
      aside={<Timeline kind="person" id={person.id} />}
    >
      {person.holdsMore && <Alert type="info" showIcon title={t('person.holds_more')} />}
      <PersonRoles person={person} />
      <Section title={t('person.facts')}>
        <Properties
          of={[
            { label: t('person.phone'), value: person.phone },
            {
              label: t('person.second_factor'),
              value: t(person.secondFactor ? 'person.second_factor_on' : 'person.second_factor_off'),
            },
            { label: t('person.last_sign_in'), value: <When at={person.lastSignInAt} /> },
            { label: t('person.created'), value: <When at={person.createdAt} /> },
            ...(person.linkOpenUntil
              ? [{ label: t('person.link_open'), value: <When at={person.linkOpenUntil} /> }]
              : []),
          ]}
        />
      </Section>
      {link && (
        <Modal
          open
          footer={null}
          width={640}
          title={t('person.link_title')}
          onCancel={() => setLink(undefined)}
          mask={{ closable: false }}
        >
          <LinkShown link={link} name={person.shownName} done={() => setLink(undefined)} />
        </Modal>
      )}
    </RecordPage>
  )
}
