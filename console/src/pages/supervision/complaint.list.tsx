import { exports } from '@shanju/contract/supervision/exports.ts'
import { type ComplaintListed, routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { COMPLAINT_STATES } from '@shanju/contract/supervision/vocab.ts'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useSpeech } from '../../text/language.tsx'
import { useComplaintColumns } from './complaint.parts.tsx'

export function ComplaintList() {
  const { t, w } = useSpeech()
  const list = useList(supervision.list)
  return (
    <ListPage<ComplaintListed>
      title={t('complaint.title')}
      lead={t('complaint.lead')}
      filters={
        <ChoiceFilter
          list={list}
          name="state"
          label={t('complaint.state')}
          choices={COMPLAINT_STATES}
          wordOf={(state) => w('supervision', `state.${state}`)}
        />
      }
      list={list}
      columns={useComplaintColumns()}
      exported={exports.listExport}
      keyOf={(row) => row.id}
      faded={(row) => row.state === 'closed'}
      empty={<Empty title={t('complaint.empty')} />}
    />
  )
}
