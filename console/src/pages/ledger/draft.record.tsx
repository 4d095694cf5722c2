import { showId } from '@shanju/contract/kit/ids.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { DraftRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { Alert } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Day, PersonName, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { ShownLines } from './shown-lines.tsx'

/** A draft as its checker reads it: the lines, who made it and on which papers. */
export function DraftPage() {
  const hostId = useIdParam('org')
  const id = useIdParam('draft', 'draft')
  const draft = useRead(voucherRoutes.getDraft, { params: { hostId, id } })
  return <Loaded of={draft}>{(found) => <Shown hostId={hostId} draft={found} />}</Loaded>
}

function Shown({ hostId, draft }: { hostId: string; draft: DraftRecord }) {
  const { t, w } = useSpeech()
  return (
    <RecordPage
      title={`${t('draft.one')} ${draft.recipe.split('.')[0]}`}
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
        { href: paths.desk(hostId), name: t('desk.title') },
      ]}
      status={<StatusTag module="ledger" group="draft" value={draft.state} />}
      lead={draft.summary}
      actions={<Acts hostId={hostId} draft={draft} />}
    >
      {draft.reason && <Alert type="warning" showIcon title={`${t('draft.reason')}：${draft.reason}`} />}
      <Section title={t('entry.lines')}>
        <ShownLines lines={draft.lines} />
      </Section>
      <Section title={t('draft.facts')}>
        <Properties
          of={[
            { label: t('voucher.document_on'), value: <Day on={draft.documentOn} /> },
            { label: t('voucher.posted_on'), value: <Day on={draft.postedOn} /> },
            { label: t('draft.maker'), value: <PersonName id={draft.maker} name={draft.makerName} /> },
            { label: t('draft.made_at'), value: <When at={draft.madeAt} /> },
            ...(draft.decidedBy
              ? [
                  {
                    label: t('draft.decider'),
                    value: <PersonName id={draft.decidedBy} name={draft.deciderName ?? undefined} />,
                  },
                  { label: t('draft.decided_at'), value: <When at={draft.decidedAt} /> },
                ]
              : []),
            ...(draft.entryId
              ? [
                  {
                    label: t('draft.entry'),
                    value: <To href={paths.entry(draft.entryId)}>{t('entry.other_entry')}</To>,
                  },
                ]
              : []),
            ...(draft.replacedBy
              ? [
                  {
                    label: t('draft.replaced'),
                    value: <To href={paths.draft(hostId, draft.replacedBy)}>{t('draft.one')}</To>,
                  },
                ]
              : []),
            {
              label: t('voucher.papers'),
              value: draft.papers
                .map(
                  ({ kind, madeBy, ref }) =>
                    `${w('ledger', `paper_kind.${kind}`)}（${w('ledger', `paper_maker.${madeBy}`)}）${ref}`,
                )
                .join('；'),
              wide: true,
            },
          ]}
        />
      </Section>
    </RecordPage>
  )
}

function Acts({ hostId, draft }: { hostId: string; draft: DraftRecord }) {
  const { t } = useSpeech()
  const { me } = useSession()
  const ask = useAsk()
  const check = useWrite(voucherRoutes.checkDraft)
  const refuse = useWrite(voucherRoutes.refuseDraft)
  const withdraw = useWrite(voucherRoutes.withdrawDraft)
  const params = { hostId, id: draft.id }
  const own = draft.maker === me.id
  const subject = ofHost(hostId)
  if (draft.state === 'posted') return null
  if (draft.state !== 'waiting')
    return draft.replacedBy ? null : (
      <ActionButton
        action="ledger.post"
        subject={subject}
        href={paths.makeVoucher(hostId)}
        search={{ replaces: showId('draft', draft.id) }}
      >
        {t('draft.again')}
      </ActionButton>
    )
  return (
    <>
      <ActionButton
        action="ledger.check"
        subject={subject}
        type="primary"
        why={own ? t('draft.own_why') : undefined}
        onClick={() =>
          ask({
            title: t('draft.check_title'),
            text: t('draft.check_text'),
            confirm: t('draft.check'),
            done: t('draft.checked'),
            act: () => check.mutateAsync({ input: { params } }),
          })
        }
      >
        {t('draft.check')}
      </ActionButton>
      <ActionButton
        action="ledger.check"
        subject={subject}
        why={own ? t('draft.own_why') : undefined}
        onClick={() =>
          ask({
            title: t('draft.refuse_title'),
            text: t('draft.refuse_text'),
            confirm: t('draft.refuse'),
            reason: true,
            done: t('draft.refused'),
            act: (reason) => refuse.mutateAsync({ input: { params, body: { reason } } }),
          })
        }
      >
        {t('draft.refuse')}
      </ActionButton>
      <ActionButton
        action="ledger.post"
        subject={subject}
        why={own ? undefined : t('draft.not_own_why')}
        onClick={() =>
          ask({
            title: t('draft.withdraw_title'),
            text: t('draft.withdraw_text'),
            confirm: t('draft.withdraw'),
            done: t('draft.withdrawn'),
            act: () => withdraw.mutateAsync({ input: { params } }),
          })
        }
      >
        {t('draft.withdraw')}
      </ActionButton>
    </>
  )
}
