import type { Output } from '@shanju/contract/kit/route.ts'
import { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { DRAFT_STATES } from '@shanju/contract/ledger/vouchers/vocab.ts'
import { ExportButton } from '../../kit/export-button.tsx'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListBody } from '../../kit/list-page.tsx'
import { Day, Money, PersonName, StatusTag } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What waits for a checker, the oldest first, and below it what became of others. */
export function DeskDrafts({ hostId }: { hostId: string }) {
  const { t, w } = useSpeech()
  const list = useList(voucherRoutes.listDrafts, { hostId })
  return (
    <ListBody<Output<typeof voucherRoutes.listDrafts>['items'][number]>
      title={t('desk.tab.drafts')}
      filters={
        <>
          <ChoiceFilter
            list={list}
            name="state"
            label={t('draft.state')}
            choices={DRAFT_STATES}
            wordOf={(value) => w('ledger', `draft.${value}`)}
          />
          <ExportButton
            route={voucherExports.listDraftsExport}
            params={{ hostId }}
            query={list.query.state ? { state: list.query.state } : {}}
          />
        </>
      }
      list={list}
      keyOf={(row) => row.id}
      empty={<Empty title={t('draft.empty')}>{t('draft.empty_more')}</Empty>}
      columns={[
        {
          key: 'summary',
          title: t('voucher.summary'),
          main: true,
          show: (row) => <To href={paths.draft(hostId, row.id)}>{row.summary}</To>,
        },
        { key: 'event', title: t('draft.event'), desk: true, show: (row) => row.recipe.split('.')[0] },
        {
          key: 'sum',
          title: t('voucher.amount'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.totalFen} />,
        },
        { key: 'posted', title: t('voucher.posted_on'), show: (row) => <Day on={row.postedOn} /> },
        { key: 'maker', title: t('draft.maker'), show: (row) => <PersonName id={row.maker} name={row.makerName} /> },
        {
          key: 'state',
          title: t('draft.state'),
          show: (row) => <StatusTag module="ledger" group="draft" value={row.state} />,
        },
      ]}
    />
  )
}
