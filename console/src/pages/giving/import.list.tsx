import { exports } from '@shanju/contract/giving/exports.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function ImportList() {
  const { t } = useSpeech()
  const list = useList(giving.listImports)
  const start = (
    <ActionButton action="giving.import" type="primary" href={paths.newImport}>
      {t('import.new')}
    </ActionButton>
  )
  return (
    <ListPage<GiftImport>
      title={t('import.title')}
      lead={t('import.lead')}
      actions={
        <>
          {start}
          <ActionButton action="giving.import" href={paths.mappings}>
            {t('mapping.title')}
          </ActionButton>
        </>
      }
      exported={exports.listImportsExport}
      list={list}
      keyOf={(row) => row.id}
      empty={<Empty title={t('import.empty')}>{start}</Empty>}
      columns={[
        {
          key: 'file',
          title: t('import.file'),
          main: true,
          show: (row) => <To href={paths.import(row.id)}>{row.fileName || t('import.unnamed')}</To>,
        },
        {
          key: 'state',
          title: t('import.state'),
          show: (row) => <StatusTag module="giving" group="import" value={row.state} />,
        },
        { key: 'rows', title: t('import.rows'), align: 'right', show: (row) => row.rowCount ?? '' },
        { key: 'good', title: t('import.good'), align: 'right', show: (row) => row.goodCount },
        { key: 'bad', title: t('import.bad'), align: 'right', show: (row) => row.badCount },
        {
          key: 'amount',
          title: t('import.amount'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.amountFen} />,
        },
        { key: 'at', title: t('import.started'), show: (row) => <When at={row.startedAt} /> },
      ]}
    />
  )
}
