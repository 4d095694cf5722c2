import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import type { ProjectListed } from '@shanju/contract/projects/shapes.ts'
import { PEOPLE_GROUPS, PROJECT_STATES } from '@shanju/contract/projects/vocab.ts'
import { Tag } from 'antd'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import type { Listed } from '../../kit/use-list.ts'
import { useSpeech } from '../../text/language.tsx'

/** The same on the list and on the board. */
export function ProjectFilters({ list }: { list: Listed }) {
  const { t, w } = useSpeech()
  const asked = list.filters.fundId
  const fund = asked ? idOf('fund').safeDecode(asked) : undefined
  return (
    <>
      <WordsFilter list={list} hint={t('project.search')} />
      <div className="filter-wide">
        <FundPicker
          {...(fund?.success ? { value: fund.data } : {})}
          onChange={(id) => list.filter({ fundId: id && showId('fund', id) })}
        />
      </div>
      <div className="filter-wide">
        <DivisionPicker
          value={list.filters.within}
          label={t('project.place')}
          hint={t('project.place')}
          onChange={(within) => list.filter({ within })}
        />
      </div>
      <ChoiceFilter
        list={list}
        name="state"
        label={t('project.state')}
        choices={PROJECT_STATES}
        wordOf={(state) => w('projects', `state.${state}`)}
      />
      <ChoiceFilter
        list={list}
        name="peopleGroup"
        label={t('project.people')}
        choices={PEOPLE_GROUPS}
        wordOf={(group) => w('projects', `people.${group}`)}
      />
      <ChoiceFilter
        list={list}
        name="waits"
        label={t('project.waits')}
        choices={['objection', 'evidence']}
        wordOf={(what) => t(what === 'objection' ? 'project.waits_objection' : 'project.waits_evidence')}
      />
    </>
  )
}

/** What waits for staff. */
export function Waits({ row }: { row: ProjectListed }) {
  const { t } = useSpeech()
  if (row.openObjections + row.waitingEvidence === 0) return null
  return (
    <>
      {row.openObjections > 0 && (
        <Tag color="warning">
          {t('project.waits_objection')} {row.openObjections}
        </Tag>
      )}
      {row.waitingEvidence > 0 && (
        <Tag color="processing">
          {t('project.waits_evidence')} {row.waitingEvidence}
        </Tag>
      )}
    </>
  )
}
