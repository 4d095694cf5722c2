import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  DownloadOutlined,
  ExclamationCircleOutlined,
} from '@ant-design/icons'
import { showId } from '@shanju/contract/kit/ids.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { MonthRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { App, Tag } from 'antd'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam, useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import './desk.css'
import { WhyButton } from '../../kit/why-button.tsx'

/** A month with all that must hold before it closes, and what happened to it. */
export function MonthPage() {
  const hostId = useIdParam('org')
  const month = useTextParam('month')
  const found = useRead(voucherRoutes.getMonth, { params: { hostId, month } })
  return <Loaded of={found}>{(record) => <Shown hostId={hostId} record={record} />}</Loaded>
}

function Shown({ hostId, record }: { hostId: string; record: MonthRecord }) {
  const { t, w } = useSpeech()
  return (
    <RecordPage
      title={t('month.page', { month: record.month })}
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
        { href: paths.desk(hostId), name: t('desk.title') },
      ]}
      status={
        <Tag color={record.state === 'closed' ? 'success' : 'processing'}>{w('ledger', `month.${record.state}`)}</Tag>
      }
      actions={<Acts hostId={hostId} record={record} />}
    >
      <Section
        title={t('month.checklist')}
        more={
          <To
            href={paths.entries}
            search={{ hostId: showId('org', hostId), from: `${record.month}-01`, to: `${record.month}-31` }}
          >
            {t('month.entries_of')}
          </To>
        }
      >
        <ul className="checklist">
          {record.checks.map((check) => (
            <Check key={check.id} check={check} isClosed={record.state === 'closed'} />
          ))}
        </ul>
      </Section>
      <Section title={t('month.acts')}>
        {record.acts.length === 0 ? (
          <p className="quiet">{t('month.no_acts')}</p>
        ) : (
          <Rows
            label={t('month.acts')}
            rows={record.acts}
            keyOf={(row) => row.at.toISOString() + row.act}
            columns={[
              { key: 'act', title: t('draft.state'), main: true, show: (row) => t(`month.act.${row.act}`) },
              { key: 'by', title: t('month.by'), show: (row) => row.byName },
              { key: 'at', title: t('month.at'), show: (row) => <When at={row.at} /> },
              { key: 'reason', title: t('month.reason'), show: (row) => row.reason },
            ]}
          />
        )}
      </Section>
    </RecordPage>
  )
}

function Check({ check, isClosed }: { check: MonthRecord['checks'][number]; isClosed: boolean }) {
  const { t, w } = useSpeech()
  // A month may close although the bank is not reconciled, with a reason; nothing else closes without holding.
  const explained = check.id === 'K14' && !check.holds
  const [icon, word] = check.holds
    ? [<CheckCircleOutlined key="holds" className="right-note" />, t('month.holds')]
    : explained
      ? [
          <ExclamationCircleOutlined key="explained" className="warn-note" />,
          t(isClosed ? 'month.acknowledged' : 'month.to_explain'),
        ]
      : [<CloseCircleOutlined key="fails" className="trouble" />, t('month.fails')]
  const where = check.where.filter((text) => text !== '')
  return (
    <li>
      {icon}
      <span>{w('ledger', `check.${check.id}`)}</span>
      <span className="quiet">{word}</span>
      {where.length > 0 && <small>{where.join('；')}</small>}
    </li>
  )
}

function Acts({ hostId, record }: { hostId: string; record: MonthRecord }) {
  const { t } = useSpeech()
  const { me } = useSession()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const ask = useAsk()
  const close = useWrite(voucherRoutes.closeMonth)
  const reopen = useWrite(voucherRoutes.reopenMonth)
  const params = { hostId, month: record.month }
  const subject = ofHost(hostId)
  const ready = record.checks.every(({ id, holds }) => holds || id === 'K14')
  const reconciled = record.checks.some(({ id, holds }) => holds && id === 'K14')
  const archive = async () => {
    try {
      await download(voucherRoutes.getArchive, { params })
    } catch (error) {
      message.error(errorText(error as Error))
    }
  }
  if (record.state === 'open')
    return (
      <ActionButton
        action="ledger.post"
        subject={subject}
        type="primary"
        why={ready ? undefined : t('month.close_why')}
        onClick={() =>
          ask({
            title: t('month.close_title', { month: record.month }),
            text: t(reconciled ? 'month.close_text' : 'month.close_text_apart'),
            confirm: t('month.close'),
            reason: !reconciled,
            done: t('month.closed', { month: record.month }),
            act: (bankReason) => close.mutateAsync({ input: { params, body: reconciled ? {} : { bankReason } } }),
          })
        }
      >
        {t('month.close')}
      </ActionButton>
    )
  return (
    <>
      <WhyButton icon={<DownloadOutlined />} onClick={archive} why={record.archivedAt === null && t('why.archive')}>
        {record.archivedAt === null ? t('month.archive_waits') : t('month.archive')}
      </WhyButton>
      <ActionButton
        action="ledger.check"
        subject={subject}
        why={record.closedBy === me.id ? t('month.own_why') : undefined}
        onClick={() =>
          ask({
            title: t('month.reopen_title', { month: record.month }),
            text: t('month.reopen_text'),
            confirm: t('month.reopen'),
            reason: true,
            done: t('month.reopened', { month: record.month }),
            act: (reason) => reopen.mutateAsync({ input: { params, body: { reason } } }),
          })
        }
      >
        {t('month.reopen')}
      </ActionButton>
    </>
  )
}
