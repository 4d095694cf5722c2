import { exports } from '@shanju/contract/organisations/exports.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { ManagedOrganisation } from '@shanju/contract/organisations/shapes.ts'
import { ORGANISATION_KINDS, ORGANISATION_STATUSES } from '@shanju/contract/organisations/vocab.ts'
import { Tag } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import type { Column } from '../../kit/rows.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function OrganisationList() {
  const { t, w } = useSpeech()
  const list = useList(organisations.listManagedOrganisations)
  const register = (
    <ActionButton action="organisations.register" type="primary" href={paths.newOrganisation}>
      {t('organisation.register')}
    </ActionButton>
  )
  return (
    <ListPage<ManagedOrganisation>
      title={t('organisation.title')}
      lead={t('organisation.lead')}
      actions={
        <>
          {register}
          <ActionButton action="organisations.register" href={paths.organisationImports}>
            {t('orgimport.title')}
          </ActionButton>
        </>
      }
      filters={
        <>
          <WordsFilter list={list} hint={t('organisation.search')} />
          <ChoiceFilter
            list={list}
            name="kind"
            label={t('organisation.kind')}
            choices={ORGANISATION_KINDS}
            wordOf={(kind) => w('organisations', `kind.${kind}`)}
          />
          <ChoiceFilter
            list={list}
            name="status"
            label={t('organisation.status')}
            choices={ORGANISATION_STATUSES}
            wordOf={(status) => w('organisations', `status.${status}`)}
          />
        </>
      }
      list={list}
      exported={exports.listManagedOrganisationsExport}
      columns={useColumns()}
      keyOf={(row) => row.id}
      empty={<Empty title={t('organisation.empty')}>{register}</Empty>}
    />
  )
}

function useColumns(): readonly Column<ManagedOrganisation>[] {
  const { t, w } = useSpeech()
  return [
    {
      key: 'name',
      title: t('organisation.name'),
      main: true,
      show: (row) => (
        <>
          <To href={paths.organisation(row.id)}>{row.name}</To>{' '}
          {row.demonstration && <Tag>{t('organisation.demonstration')}</Tag>}
        </>
      ),
    },
    {
      key: 'code',
      title: t('organisation.credit_code'),
      show: (row) => <span className="code">{row.creditCode}</span>,
    },
    { key: 'kind', title: t('organisation.kind'), show: (row) => w('organisations', `kind.${row.kind}`) },
    { key: 'charity', title: t('organisation.charity'), show: (row) => w('organisations', `charity.${row.charity}`) },
    {
      key: 'fundraising',
      title: w('organisations', 'certificate.public_fundraising'),
      desk: true,
      show: ({ qualifications: { publicFundraising, rating } }) => (
        <>
          {publicFundraising && t('certificate.until', { day: publicFundraising.validTo ?? t('dossier.no_end') })}{' '}
          {rating && <Tag>{rating}</Tag>}
        </>
      ),
    },
    { key: 'place', title: t('organisation.registered_in'), show: (row) => row.registeredIn.name },
    {
      key: 'status',
      title: t('organisation.status'),
      show: (row) => <StatusTag module="organisations" group="status" value={row.status} />,
    },
  ]
}
