import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftRecord } from '@shanju/contract/giving/shapes.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { QrOf } from '../../kit/copied.tsx'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, type Property, RecordPage, Section } from '../../kit/record-page.tsx'
import { Day, Money, PersonName, PublicId, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline, useActorName } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { type Speech, useSpeech } from '../../text/language.tsx'
import { EntryRows } from '../ledger/entry-rows.tsx'
import { Accepted } from '../regulations/accepted.tsx'
import { GiftActions } from './gift.actions.tsx'
import { GiftChanges } from './gift.changes.tsx'
import { TraceOfGift } from './gift.trace.tsx'

export function GiftRecordPage() {
  const gift = useRead(giving.get, { params: { id: useIdParam('gift') } })
  return <Loaded of={gift}>{(found) => <Shown gift={found} />}</Loaded>
}

function Shown({ gift }: { gift: GiftRecord }) {
  const { t, w } = useSpeech()
  const page = `/g/${gift.publicId}`
  const shownAs = gift.state === 'voided' ? t('gift.shown_no_more') : (gift.shownName ?? t('gift.anonymous'))
  const recorder = useActorName('gift', gift.id, gift.recordedBy)
  return (
    <RecordPage
      title={gift.donorName ?? t('gift.no_name')}
      crumbs={[{ href: paths.gifts, name: t('gift.title') }]}
      status={<StatusTag module="giving" value={gift.state} />}
      lead={
        <>
          {t('gift.code')} <PublicId id={gift.publicId} />
        </>
      }
      actions={<GiftActions gift={gift} />}
      aside={
        <>
          <Section
            title={t('gift.public_page')}
            more={
              <a href={page} target="_blank" rel="noreferrer">
                {formatPublicId(gift.publicId)}
              </a>
            }
          >
            <QrOf text={`${location.origin}${page}`} label={t('gift.qr')} />
          </Section>
          <GiftChanges gift={gift} />
          <Accepted kind="gift" id={gift.id} />
          <Timeline kind="gift" id={gift.id} />
        </>
      }
    >
      <section className="card">
        <Figures
          of={[
            { label: t('gift.amount'), value: <Money fen={gift.amountFen} sign /> },
            { label: t('gift.day'), value: <Day on={gift.givenOn} /> },
            { label: t('gift.channel'), value: w('giving', `channel.${gift.channel}`) },
          ]}
        />
      </section>
      <Section title={t('gift.facts')}>
        <Properties
          of={[
            { label: t('gift.fund'), value: <To href={paths.fund(gift.fund.id)}>{gift.fund.name}</To> },
            { label: t('gift.donor_kind'), value: gift.donorKind && w('giving', `donor_kind.${gift.donorKind}`) },
            { label: t('gift.shown'), value: w('giving', `shown.${gift.shown}`) },
            { label: t('gift.shown_as'), value: shownAs },
            { label: t('gift.purpose_field'), value: gift.purposeField && w('funds', `field.${gift.purposeField}`) },
            { label: t('gift.receipt'), value: gift.receiptNo ?? w('giving', `receipt.${gift.receipt}`) },
            { label: t('gift.purpose'), value: gift.purpose || t('gift.purpose_of_fund'), wide: true },
            ...papersOf(gift, t, w),
            { label: t('gift.recorded_at'), value: <When at={gift.recordedAt} /> },
            { label: t('gift.recorded_by'), value: <PersonName id={gift.recordedBy} name={recorder} /> },
            {
              label: t('gift.from_file'),
              value: gift.importId && <To href={paths.import(gift.importId)}>{t('import.file')}</To>,
            },
            { label: t('gift.note'), value: gift.note, wide: true },
            ...(gift.voidReason ? [{ label: t('gift.voided_why'), value: gift.voidReason, wide: true }] : []),
          ]}
        />
      </Section>
      <TraceOfGift gift={gift} />
      <Entries gift={gift} />
    </RecordPage>
  )
}

function Entries({ gift }: { gift: GiftRecord }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const entries = useRead(
    ledger.listEntries,
    may('ledger.read') ? { query: { giftId: gift.id, pageSize: 20 } } : undefined,
  )
  if (!may('ledger.read')) return null
  return (
    <Section title={t('gift.entries')}>
      <Loaded of={entries}>
        {({ items }) =>
          items.length === 0 ? <p className="quiet">{t('gift.no_entries')}</p> : <EntryRows entries={items} />
        }
      </Loaded>
    </Section>
  )
}

/** What only some gifts have: who handled it, the payment's number, an agreement. */
function papersOf(gift: GiftRecord, t: Speech['t'], w: Speech['w']): Property[] {
  const papers: [string, string | null][] = [
    [t('gift.handler'), gift.handler],
    [t('gift.second_counter'), gift.secondCounter],
    [t('gift.order_no'), gift.orderNo],
    [t('gift.agreement'), gift.agreement === 'none' ? null : w('giving', `agreement.${gift.agreement}`)],
  ]
  return papers.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}
