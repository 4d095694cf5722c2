import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { PersonName, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'

/** How a body was registered and reached, version by version. */
export function OrganisationHistory({ id }: { id: string }) {
  const { t, w } = useSpeech()
  const found = useRead(organisations.listRegistrations, { params: { id } })
  return (
    <Section title={t('dossier.history')}>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('history.none')}</p>
          ) : (
            <Rows
              label={t('dossier.history')}
              rows={items}
              keyOf={(row) => String(row.version)}
              columns={[
                { key: 'version', title: t('history.version'), show: (row) => row.version },
                {
                  key: 'name',
                  title: t('organisation.name'),
                  main: true,
                  show: (row) => (
                    <>
                      {row.name} <small>{w('organisations', `kind.${row.kind}`)}</small>
                    </>
                  ),
                },
                {
                  key: 'status',
                  title: t('organisation.status'),
                  show: (row) => (
                    <>
                      <StatusTag module="organisations" group="status" value={row.status} />{' '}
                      <small className="figures">{row.statusSince}</small>
                    </>
                  ),
                },
                { key: 'place', title: t('organisation.registered_in'), show: (row) => row.registeredIn.name },
                {
                  key: 'contact',
                  title: t('dossier.contact'),
                  desk: true,
                  show: (row) => [row.officePhone, row.address, row.email].filter(Boolean).join(' · '),
                },
                { key: 'by', title: t('history.by'), show: (row) => <PersonName id={row.recordedBy} /> },
                { key: 'at', title: t('history.at'), show: (row) => <When at={row.recordedAt} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
