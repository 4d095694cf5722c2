import { showId } from '@shanju/contract/kit/ids.ts'
import { exports } from '@shanju/contract/ledger/exports.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { DaysFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { type EntryListed, useEntryColumns } from './entry-rows.tsx'

export function EntryList() {
  const t = useText()
  const list = useList(ledger.listEntries)
  return (
    <ListPage<EntryListed>
      title={t('entry.title')}
      lead={t('entry.lead')}
      actions={
        <ActionButton action="ledger.read" href={paths.books}>
          {t('books.title')}
        </ActionButton>
      }
      filters={
        <>
          <WordsFilter list={list} name="account" hint={t('entry.account_hint')} />
          <div className="filter-wide">
            <FundPicker
              {...(list.query.fundId ? { value: list.query.fundId } : {})}
              onChange={(id) => list.filter({ fundId: id && showId('fund', id) })}
            />
          </div>
          <DaysFilter list={list} from="from" to="to" />
        </>
      }
      list={list}
      exported={exports.listEntriesExport}
      columns={useEntryColumns({ host: true })}
      keyOf={(row) => row.id}
      empty={<Empty title={t('entry.empty')} />}
    />
  )
}
