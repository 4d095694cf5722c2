import { exports } from '@shanju/contract/regulations/exports.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { Duty } from '@shanju/contract/regulations/shapes.ts'
import { DUTY_STATES } from '@shanju/contract/regulations/vocab.ts'
import { DayInput } from '../../kit/day-input.tsx'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useSpeech } from '../../text/language.tsx'
import { useDutyColumns } from './duty.columns.tsx'
import './regulations.css'

export function DutyList() {
  const { t, w } = useSpeech()
  const list = useList(regulations.listDuties)
  return (
    <ListPage<Duty>
      title={t('duty.title')}
      lead={t('duty.lead')}
      filters={
        <>
          <ChoiceFilter
            list={list}
            name="state"
            label={t('duty.state')}
            choices={DUTY_STATES}
            wordOf={(state) => w('regulations', `state.${state}`)}
          />
          <ChoiceFilter
            list={list}
            name="mine"
            label={t('duty.mine')}
            choices={['true']}
            wordOf={() => t('duty.mine_yes')}
          />
          <div className="filter-day">
            <DayInput value={list.filters.dueBy} onChange={(dueBy) => list.filter({ dueBy })} hint={t('duty.due_by')} />
          </div>
        </>
      }
      list={list}
      exported={exports.listDutiesExport}
      columns={useDutyColumns()}
      keyOf={(row) => row.id}
      faded={(row) => row.state !== 'open'}
      empty={<Empty title={t('duty.empty')} />}
    />
  )
}
