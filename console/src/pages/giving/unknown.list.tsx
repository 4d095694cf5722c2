import { exports } from '@shanju/contract/giving/exports.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { UnknownMoney } from '@shanju/contract/giving/shapes.ts'
import { UNKNOWN_STATES } from '@shanju/contract/giving/vocab.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Day, Money, Nothing, PublicId, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { AssignWindow, ReturnWindow } from './unknown.windows.tsx'

/** Money of which nobody knows yet whose fund or whose gift it is: found out one by one, or sent back. */
export function UnknownList() {
  const { t, w } = useSpeech()
  const list = useList(giving.listUnknown)
  const [open, setOpen] = useState<{ readonly of: UnknownMoney; readonly act: 'assign' | 'return' }>()
  const close = () => setOpen(undefined)
  return (
    <>
      <ListPage<UnknownMoney>
        title={t('unknown.title')}
        lead={t('unknown.lead')}
        filters={
          <ChoiceFilter
            list={list}
            name="state"
            label={t('import.state')}
            choices={UNKNOWN_STATES}
            wordOf={(state) => w('giving', `unknown.${state}`)}
          />
        }
        list={list}
        exported={exports.listUnknownExport}
        keyOf={(row) => row.id}
        faded={(row) => row.state !== 'waiting'}
        empty={<Empty title={t('unknown.empty')} />}
        columns={[
          {
            key: 'payer',
            title: t('unknown.payer'),
            main: true,
            show: (row) => row.donorName ?? t('unknown.no_payer'),
          },
          {
            key: 'amount',
            title: t('gift.amount'),
            align: 'right',
            sum: true,
            show: (row) => <Money fen={row.amountFen} />,
          },
          { key: 'day', title: t('unknown.received'), show: (row) => <Day on={row.receivedOn} /> },
          { key: 'said', title: t('unknown.said'), show: (row) => row.said || <Nothing /> },
          {
            key: 'order',
            title: t('import.column.order'),
            desk: true,
            show: (row) => <span className="figures">{row.orderNo}</span>,
          },
          { key: 'host', title: t('import.host'), desk: true, show: (row) => row.host.name },
          {
            key: 'state',
            title: t('import.state'),
            show: (row) => (
              <>
                <StatusTag module="giving" group="unknown" value={row.state} />{' '}
                {row.gift ? (
                  <To href={paths.gift(row.gift.id)}>
                    <PublicId id={row.gift.publicId} />
                  </To>
                ) : (
                  row.endedAt && <When at={row.endedAt} />
                )}
              </>
            ),
          },
          {
            key: 'acts',
            title: t('mapping.acts'),
            show: (row) => <Acts of={row} open={(act) => setOpen({ of: row, act })} />,
          },
        ]}
      />
      {open?.act === 'assign' && <AssignWindow of={open.of} close={close} />}
      {open?.act === 'return' && <ReturnWindow of={open.of} close={close} />}
    </>
  )
}

function Acts({ of, open }: { of: UnknownMoney; open: (act: 'assign' | 'return') => void }) {
  const { t } = useSpeech()
  if (of.state !== 'waiting') return <Nothing />
  return (
    <span className="row-acts">
      <ActionButton action="giving.import" onClick={() => open('assign')}>
        {t('unknown.assign')}
      </ActionButton>
      <ActionButton action="giving.void" onClick={() => open('return')}>
        {t('unknown.return')}
      </ActionButton>
    </span>
  )
}
