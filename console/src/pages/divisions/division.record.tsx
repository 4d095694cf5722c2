import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import { pathName } from '../../kit/places.ts'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { DivisionActions } from './division.actions.tsx'
import { DivisionHistory } from './division.history.tsx'
import { MongolianName } from './division.mongolian.tsx'
import { ChildrenOf, FundsHere } from './division.tables.tsx'

export function DivisionRecord() {
  const division = useRead(divisions.getDivision, { params: { code: useTextParam('code') } })
  return <Loaded of={division}>{(found) => <Shown division={found} />}</Loaded>
}

function Shown({ division }: { division: Division }) {
  const { t, w } = useSpeech()
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
      actions={<DivisionActions division={division} />}
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
