import { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { CommitmentShown, PlaceShown } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { CommitWindow } from './commit.window.tsx'
import { usePlaceName } from './voucher.fields.tsx'
import { placeKey } from './voucher.values.ts'

/** Whose money there is and what of it may be spent; below, the orders that are out. */
export function DeskMoney({ hostId }: { hostId: string }) {
  const { t } = useSpeech()
  const [adding, setAdding] = useState(false)
  const places = useRead(voucherRoutes.listPlaces, { params: { hostId } })
  const open = useRead(voucherRoutes.listCommitments, { params: { hostId }, query: { state: 'open', pageSize: 200 } })
  return (
    <>
      <Section title={t('place.title')}>
        <p className="quiet place-lead">{t('place.lead')}</p>
        <Loaded of={places}>{({ items }) => <Places places={items} />}</Loaded>
      </Section>
      <Section
        title={t('commitment.title')}
        more={
          <>
            <ActionButton action="ledger.post" subject={ofHost(hostId)} onClick={() => setAdding(true)}>
              {t('commitment.add')}
            </ActionButton>
            <ExportButton route={voucherExports.listCommitmentsExport} params={{ hostId }} query={{}} />
          </>
        }
      >
        <Loaded of={open}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{t('commitment.empty')}</p>
            ) : (
              <Commitments hostId={hostId} commitments={items} />
            )
          }
        </Loaded>
      </Section>
      {adding && places.data && (
        <CommitWindow hostId={hostId} places={places.data.items} close={() => setAdding(false)} />
      )}
    </>
  )
}

function Places({ places }: { places: readonly PlaceShown[] }) {
  const { t } = useSpeech()
  const held = places.filter(({ balanceFen, committedFen }) => balanceFen !== 0n || committedFen !== 0n)
  return (
    <Rows
      label={t('place.title')}
      rows={held}
      keyOf={placeKey}
      columns={[
        {
          key: 'fund',
          title: t('place.fund'),
          main: true,
          show: ({ fund }) =>
            fund ? <To href={paths.fund(fund.id)}>{fund.name}</To> : <span>{t('voucher.place_general')}</span>,
        },
        {
          key: 'limit',
          title: t('place.limit'),
          show: ({ restriction }) => restriction?.title ?? t('voucher.place_free'),
        },
        { key: 'balance', title: t('place.balance'), align: 'right', show: (row) => <Money fen={row.balanceFen} /> },
        {
          key: 'committed',
          title: t('place.committed'),
          align: 'right',
          show: (row) => <Money fen={row.committedFen} />,
        },
        {
          key: 'spendable',
          title: t('place.spendable'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.spendableFen} />,
        },
      ]}
    />
  )
}

function Commitments({ hostId, commitments }: { hostId: string; commitments: readonly CommitmentShown[] }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const release = useWrite(voucherRoutes.release)
  const nameOf = usePlaceName()
  const giveBack = (id: string) =>
    ask({
      title: t('commitment.release_title'),
      text: t('commitment.release_text'),
      confirm: t('commitment.release'),
      reason: true,
      done: t('commitment.released'),
      act: (reason) => release.mutateAsync({ input: { params: { hostId, id }, body: { reason } } }),
    })
  return (
    <Rows
      label={t('commitment.title')}
      rows={commitments}
      keyOf={(row) => row.id}
      columns={[
        { key: 'purpose', title: t('commitment.purpose'), main: true, show: (row) => row.purpose },
        { key: 'place', title: t('commitment.place'), show: nameOf },
        {
          key: 'sum',
          title: t('voucher.amount'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.amountFen} />,
        },
        { key: 'due', title: t('commitment.due_on'), show: (row) => <Day on={row.dueOn} /> },
        {
          key: 'state',
          title: t('commitment.state'),
          show: (row) => <StatusTag module="ledger" group="commitment" value={row.state} />,
        },
        {
          key: 'act',
          title: '',
          show: (row) => (
            <ActionButton action="ledger.post" subject={ofHost(hostId)} onClick={() => giveBack(row.id)}>
              {t('commitment.release')}
            </ActionButton>
          ),
        },
      ]}
    />
  )
}
