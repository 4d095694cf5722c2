import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { ManagedOrganisation } from '@shanju/contract/organisations/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { above } from '../../kit/places.ts'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { OrganisationCertificates } from './organisation.certificates.tsx'
import { OrganisationContact, PublicWindow } from './organisation.contact.tsx'
import { OrganisationHistory } from './organisation.history.tsx'
import { OrganisationParty } from './organisation.party.tsx'
import { OrganisationStaff } from './organisation.staff.tsx'

export function OrganisationRecord() {
  const organisation = useRead(organisations.getManagedOrganisation, { params: { id: useIdParam('org') } })
  return <Loaded of={organisation}>{(found) => <Shown organisation={found} />}</Loaded>
}

function Shown({ organisation }: { organisation: ManagedOrganisation }) {
  const { t } = useSpeech()
  const [changingContact, setChangingContact] = useState(false)
  const subject = { divisions: above(organisation.registeredIn.code), organisationIds: [organisation.id] }
  const gone = organisation.status === 'dissolved' ? t('organisation.dissolved_stays') : undefined
  return (
    <RecordPage
      title={organisation.name}
      crumbs={[{ href: paths.organisations, name: t('organisation.title') }]}
      status={<StatusTag module="organisations" group="status" value={organisation.status} />}
      lead={<span className="code">{organisation.creditCode}</span>}
      actions={
        <>
          <ActionButton
            action="funds.open"
            subject={subject}
            why={
              organisation.status !== 'active'
                ? t('organisation.not_active')
                : organisation.charity
                  ? undefined
                  : t('organisation.not_a_charity')
            }
            type="primary"
            href={paths.newFund}
            search={{ host: showId('org', organisation.id) }}
          >
            {t('fund.open')}
          </ActionButton>
          <ActionButton
            action="organisations.change"
            subject={subject}
            why={gone}
            onClick={() => setChangingContact(true)}
          >
            {t('contact.change')}
          </ActionButton>
          <ActionButton
            action="organisations.register"
            subject={subject}
            why={gone}
            href={paths.changeOrganisation(organisation.id)}
          >
            {t('organisation.change')}
          </ActionButton>
        </>
      }
      aside={<Timeline kind="organisation" id={organisation.id} />}
    >
      <Tabs
        label={t('dossier.tabs')}
        of={[
          { key: 'overview', title: t('dossier.overview'), content: <Overview organisation={organisation} /> },
          {
            key: 'qualifications',
            title: t('dossier.qualifications'),
            content: <OrganisationCertificates id={organisation.id} subject={subject} gone={gone} />,
          },
          {
            key: 'staff',
            title: t('dossier.staff'),
            content: <OrganisationStaff id={organisation.id} subject={subject} gone={gone} />,
          },
          {
            key: 'contact',
            title: t('dossier.contact'),
            content: <OrganisationContact organisation={organisation} subject={subject} gone={gone} />,
          },
          {
            key: 'party',
            title: t('dossier.party'),
            content: <OrganisationParty id={organisation.id} subject={subject} gone={gone} />,
          },
          { key: 'history', title: t('dossier.history'), content: <OrganisationHistory id={organisation.id} /> },
        ]}
      />
      {changingContact && <PublicWindow organisation={organisation} close={() => setChangingContact(false)} />}
    </RecordPage>
  )
}

function Overview({ organisation }: { organisation: ManagedOrganisation }) {
  const { t, w } = useSpeech()
  return (
    <>
      <Section title={t('organisation.facts')}>
        <Properties
          of={[
            { label: t('organisation.kind'), value: w('organisations', `kind.${organisation.kind}`) },
            { label: t('organisation.charity'), value: w('organisations', `charity.${organisation.charity}`) },
            {
              label: t('organisation.registered_in'),
              value: <To href={paths.division(organisation.registeredIn.code)}>{organisation.registeredIn.name}</To>,
            },
            { label: t('organisation.registered_on'), value: <Day on={organisation.registeredOn} /> },
            { label: t('organisation.phone'), value: organisation.officePhone },
            { label: t('organisation.status_since'), value: <Day on={organisation.statusSince} /> },
            { label: t('organisation.entered'), value: <When at={organisation.createdAt} /> },
            { label: t('organisation.remark'), value: organisation.remark, wide: true },
          ]}
        />
      </Section>
      <FundsOf hostId={organisation.id} />
    </>
  )
}

function FundsOf({ hostId }: { hostId: string }) {
  const { t } = useSpeech()
  const found = useRead(funds.list, { query: { hostId, pageSize: 100 } })
  return (
    <Section title={t('organisation.funds')}>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('organisation.no_funds')}</p>
          ) : (
            <Rows
              label={t('organisation.funds')}
              rows={items}
              keyOf={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  title: t('fund.name'),
                  main: true,
                  show: (row) => <To href={paths.fund(row.id)}>{row.name}</To>,
                },
                { key: 'place', title: t('fund.place'), show: (row) => row.place.name },
                { key: 'state', title: t('fund.state'), show: (row) => <StatusTag module="funds" value={row.state} /> },
                {
                  key: 'left',
                  title: t('fund.left'),
                  align: 'right',
                  sum: true,
                  show: (row) => <Money fen={row.figures.leftFen} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
