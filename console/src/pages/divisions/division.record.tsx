import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { pathName } from '../../kit/places.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money, StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { DivisionHistory } from './division.history.tsx'
import { MongolianName } from './division.mongolian.tsx'
import { RenameWindow } from './division.rename.tsx'

export function DivisionRecord() {
  const division = useRead(divisions.getDivision, { params: { code: useTextParam('code') } })
  return <Loaded of={division}>{(found) => <Shown division={found} />}</Loaded>
}

function Shown({ division }: { division: Division }) {
  const { t, w } = useSpeech()
  const [renaming, setRenaming] = useState(false)
  const { counts, level } = division
  const crumbs = division.path.slice(0, -1).map(({ code, name }) => ({ href: paths.division(code), name }))
  const figures = [
    level === 'city' && { label: t('division.count_banners'), value: counts.banners },
    (level === 'city' || level === 'banner') && { label: t('division.count_towns'), value: counts.towns },
    level !== 'community' && { label: t('division.count_communities'), value: counts.communities },
    level !== 'community' && { label: t('division.count_urban'), value: counts.urbanCommunities },
  ].filter((each) => each !== false)
  return (
    <RecordPage
      title={division.name}
      crumbs={[{ href: paths.divisions, name: t('division.title') }, ...crumbs]}
      lead={<span className="figures">{division.code}</span>}
      actions={
        <ActionButton
          action="divisions.change"
          subject={{ divisions: division.path.map((step) => step.code) }}
          why={division.validTo ? t('division.ended', { day: division.validTo }) : undefined}
          onClick={() => setRenaming(true)}
        >
          {t('division.rename')}
        </ActionButton>
      }
      aside={
        <>
          <MongolianName division={division} />
          <Timeline kind="division" id={division.code} />
        </>
      }
    >
      {figures.length > 0 && (
        <Section title={t('division.counts')}>
          <Figures of={figures} />
        </Section>
      )}
      <Section title={w('divisions', `level.${level}`)}>
        <Properties
          of={[
            { label: t('division.official_name'), value: division.officialName },
            { label: t('division.kind'), value: w('divisions', `kind.${division.kind}`) },
            { label: t('division.name_en'), value: division.nameEn },
            { label: t('division.belongs'), value: crumbs.length > 0 ? pathName(division.path.slice(0, -1)) : null },
            { label: t('division.valid'), value: validity(division, t) },
            {
              label: t('division.successors'),
              value: division.successors.length > 0 ? <Links of={division.successors} /> : null,
            },
            {
              label: t('division.former_codes'),
              value: division.formerCodes.map((former) => `${former.code} ${former.name}`).join('\n'),
            },
            {
              label: t('division.urban'),
              wide: true,
              value: division.urbanFact && (
                <>
                  {w('divisions', `urban.${division.urbanFact.urban}`)}
                  <small> {t('division.urban_since', { source: division.urbanFact.source })}</small>
                </>
              ),
            },
          ]}
        />
      </Section>
      <FundsHere code={division.code} />
      {level !== 'community' && <ChildrenOf code={division.code} />}
      <DivisionHistory code={division.code} />
      {renaming && <RenameWindow division={division} close={() => setRenaming(false)} />}
    </RecordPage>
  )
}

function validity(division: Division, t: ReturnType<typeof useSpeech>['t']): string {
  const begun = division.validFrom ? t('division.valid_since', { day: division.validFrom }) : t('division.valid_always')
  return division.validTo ? `${begun} · ${t('division.ended', { day: division.validTo })}` : begun
}

const Links = ({ of }: { of: readonly { code: string; name: string }[] }) =>
  of.map(({ code, name }) => (
    <div key={code}>
      <To href={paths.division(code)}>{name}</To>
    </div>
  ))

function FundsHere({ code }: { code: string }) {
  const { t } = useSpeech()
  const found = useRead(funds.list, { query: { within: code, pageSize: 5 } })
  if (!found.data || found.data.total === 0) return null
  return (
    <Section
      title={t('division.funds_here')}
      more={<span className="quiet">{t('list.count', { count: found.data.total })}</span>}
    >
      <Rows
        label={t('division.funds_here')}
        rows={found.data.items}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: t('fund.name'),
            main: true,
            show: (row) => <To href={paths.fund(row.id)}>{row.name}</To>,
          },
          { key: 'place', title: t('fund.place'), show: (row) => pathName(row.path) },
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
    </Section>
  )
}

function ChildrenOf({ code }: { code: string }) {
  const { t, w } = useSpeech()
  const children = useRead(divisions.listChildren, { params: { code } })
  return (
    <Section title={t('division.children')}>
      <Loaded of={children}>
        {({ items }) => (
          <Rows
            label={t('division.children')}
            rows={items}
            keyOf={(row) => row.code}
            columns={[
              {
                key: 'name',
                title: t('division.name'),
                main: true,
                show: (row) => <To href={paths.division(row.code)}>{row.name}</To>,
              },
              { key: 'kind', title: t('division.kind'), show: (row) => w('divisions', `kind.${row.kind}`) },
              { key: 'code', title: t('division.code'), show: (row) => <span className="figures">{row.code}</span> },
              {
                key: 'below',
                title: t('division.counts'),
                align: 'right',
                show: (row) => (row.childCount > 0 ? row.childCount : ''),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
