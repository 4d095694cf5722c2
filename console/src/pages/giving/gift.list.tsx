import { exports } from '@shanju/contract/giving/exports.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { Gift } from '@shanju/contract/giving/shapes.ts'
import { CHANNELS, GIFT_STATES, RECEIPTS } from '@shanju/contract/giving/vocab.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, DaysFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { useGiftColumns } from './gift-rows.tsx'

export function GiftList() {
  const { t, w } = useSpeech()
  const list = useList(giving.list)
  const record = (
    <ActionButton action="giving.record" type="primary" href={paths.counter}>
      {t('counter.title')}
    </ActionButton>
  )
  return (
    <ListPage<Gift>
      title={t('gift.title')}
      lead={t('gift.lead')}
      actions={
        <>
          {record}
          <ActionButton action="giving.import" href={paths.newImport}>
            {t('import.new')}
          </ActionButton>
        </>
      }
      filters={
        <>
          <WordsFilter list={list} hint={t('gift.search')} />
          <div className="filter-wide">
            <FundPicker
              {...(list.query.fundId ? { value: list.query.fundId } : {})}
              onChange={(id) => list.filter({ fundId: id && showId('fund', id) })}
            />
          </div>
          <ChoiceFilter
            list={list}
            name="channel"
            label={t('gift.channel')}
            choices={CHANNELS}
            wordOf={(channel) => w('giving', `channel.${channel}`)}
          />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('gift.state')}
            choices={GIFT_STATES}
            wordOf={(state) => w('giving', `state.${state}`)}
          />
          <ChoiceFilter
            list={list}
            name="receipt"
            label={t('gift.receipt')}
            choices={RECEIPTS}
            wordOf={(receipt) => w('giving', `receipt.${receipt}`)}
          />
          <DaysFilter list={list} from="from" to="to" />
        </>
      }
      list={list}
      exported={exports.listExport}
      columns={useGiftColumns({ fund: true })}
      keyOf={(row) => row.id}
      faded={(row) => row.state === 'voided'}
      empty={<Empty title={t('gift.empty')}>{record}</Empty>}
    />
  )
}
