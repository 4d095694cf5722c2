import { exports } from '@shanju/contract/organisations/exports.ts'
import type { PartyListed } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { ORGANISATION_KINDS, PARTY_GAPS, PARTY_STATES } from '@shanju/contract/organisations/vocab.ts'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { type Column, Rows } from '../../kit/rows.tsx'
import { Empty, Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { PartyGaps, PartyStateTag } from './party.gaps.tsx'
import './organisations.css'

/** Where party work stands and where it is missing, for bureaus; those that lack most come first. */
export function PartyList() {
  const { t, w } = useSpeech()
  const list = useList(organisations.listPartyBuilding)
  const choice = (name: string, label: string, choices: readonly string[], group: string) => (
    <ChoiceFilter
      list={list}
      name={name}
      label={label}
      choices={choices}
      wordOf={(value) => w('organisations', `${group}.${value}`)}
    />
  )
  return (
    <>
      <ListPage<PartyListed>
        title={t('party.title')}
        lead={t('party.lead')}
        crumbs={[{ href: paths.organisations, name: t('organisation.title') }]}
        filters={
          <>
            <WordsFilter list={list} hint={t('party.search')} />
            {choice('state', t('party.state'), PARTY_STATES, 'party')}
            {choice('gap', t('party.missing'), PARTY_GAPS, 'gap')}
            {choice('kind', t('organisation.kind'), ORGANISATION_KINDS, 'kind')}
          </>
        }
        list={list}
        exported={exports.listPartyBuildingExport}
        columns={useColumns()}
        keyOf={(row) => row.organisation.id}
        empty={<Empty title={t('party.empty')} />}
      />
      <div className="by-place">
        <ByPlace />
      </div>
    </>
  )
}

function useColumns(): readonly Column<PartyListed>[] {
  const { t, w } = useSpeech()
  return [
    {
      key: 'name',
      title: t('organisation.name'),
      main: true,
      show: ({ organisation }) => (
        <To href={paths.organisation(organisation.id)} search={{ tab: 'party' }}>
          {organisation.name}
        </To>
      ),
    },
    {
      key: 'place',
      title: t('organisation.registered_in'),
      show: ({ organisation }) => organisation.registeredIn.name,
    },
    { key: 'state', title: t('party.state'), show: (row) => <PartyStateTag state={row.state} /> },
    {
      key: 'forms',
      title: t('party.forms'),
      show: (row) => row.forms.map((form) => w('organisations', `form.${form}`)).join(' · '),
    },
    { key: 'gaps', title: t('party.missing'), show: (row) => <PartyGaps gaps={row.gaps} /> },
  ]
}

function ByPlace() {
  const { t, w, language } = useSpeech()
  const counts = useRead(organisations.countPartyBuilding, { query: {} })
  return (
    <Section title={t('party.by_place')}>
      <Loaded of={counts}>
        {({ items }) => (
          <Rows
            label={t('party.by_place')}
            rows={items}
            keyOf={(row) => row.division.code}
            columns={[
              {
                key: 'place',
                title: t('organisation.registered_in'),
                main: true,
                show: ({ division }) => (
                  <To href={paths.partyBuilding} search={{ within: division.code }}>
                    {(language === 'en' && division.nameEn) || division.name}
                  </To>
                ),
              },
              { key: 'total', title: t('party.total'), align: 'right', show: (row) => row.total },
              ...(['organisation', 'fallback', 'none'] as const).map((state) => ({
                key: state,
                title: w('organisations', `party.${state}`),
                align: 'right' as const,
                show: (row: (typeof items)[number]) => row[state],
              })),
              { key: 'ripe', title: t('party.ripe'), align: 'right', show: (row) => row.ripe },
              { key: 'step', title: t('party.not_in_step'), align: 'right', show: (row) => row.notInStep },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
