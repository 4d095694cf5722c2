import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { type LogHealth, routes, type Witness } from '@shanju/contract/transparency/routes.ts'
import { Alert } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { type Column, Rows } from '../../kit/rows.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Empty, Loaded, NoPermission } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { AddWitnessWindow, QuorumWindow } from './witness.windows.tsx'
import './transparency.css'

const EVERY_MS = 10_000

/** How the public log and its witnesses fare; asked again by itself, for somebody may be waiting for a witness to answer. */
export function LogRecord() {
  const { may } = useSession()
  return may('transparency.read') ? <Asked /> : <NoPermission />
}

function Asked() {
  const health = useRead(routes.health, {}, { keep: true, again: () => EVERY_MS })
  return <Loaded of={health}>{(found) => <Shown log={found} />}</Loaded>
}

function Shown({ log }: { log: LogHealth }) {
  const { t } = useSpeech()
  const [window, setWindow] = useState<'add' | 'quorum'>()
  const { quorum } = log
  return (
    <RecordPage
      title={t('log.title')}
      crumbs={[]}
      lead={t('log.lead')}
      actions={
        <>
          <a href="/log">{t('log.public')}</a>
          <ActionButton action="transparency.configure" onClick={() => setWindow('quorum')}>
            {t('log.set_quorum')}
          </ActionButton>
          <ActionButton action="transparency.configure" type="primary" onClick={() => setWindow('add')}>
            {t('log.add')}
          </ActionButton>
        </>
      }
    >
      <Warnings log={log} />
      <Figures
        of={[
          {
            label: t('log.size'),
            value: log.head?.size ?? 0,
            note: log.head && `${t('log.signed_at')} ${shanghaiTime(log.head.signedAt)}`,
          },
          {
            label: t('log.waiting'),
            value: log.staged.count,
            note: log.staged.since && t('log.waiting_since', { at: shanghaiTime(log.staged.since) }),
          },
          { label: t('log.unsigned'), value: log.unsigned },
          {
            label: t('log.quorum'),
            value: t('log.quorum_of', { have: quorum.have, need: quorum.need }),
            note:
              quorum.size !== null &&
              quorum.at &&
              t('log.quorum_at', { size: quorum.size, at: shanghaiTime(quorum.at) }),
          },
        ]}
      />
      <Witnesses log={log} />
      <section className="card">
        <Properties
          of={[
            { label: t('log.name'), value: log.origin },
            {
              label: t('log.key'),
              wide: true,
              value: (
                <>
                  <code className="log-key">{log.vkey}</code>
                  <small>{t('log.key_hint')}</small>
                </>
              ),
            },
            ...log.earlier.map(({ origin, size, closedAt }) => ({
              label: `${t('log.earlier')} ${origin}`,
              value: t('log.earlier_ended', { size, at: shanghaiTime(closedAt) }),
            })),
          ]}
        />
      </section>
      {window === 'add' && <AddWitnessWindow close={() => setWindow(undefined)} />}
      {window === 'quorum' && <QuorumWindow need={quorum.need} close={() => setWindow(undefined)} />}
    </RecordPage>
  )
}

function Warnings({ log: { witnesses } }: { log: LogHealth }) {
  const { t } = useSpeech()
  const alarm = witnesses.some(({ problem }) => problem === 'other_tree' || problem === 'ahead')
  const worry = witnesses.some(({ state }) => state === 'late' || state === 'trouble')
  if (alarm) return <Alert type="error" showIcon role="alert" title={t('log.alarm')} />
  return worry ? <Alert type="warning" showIcon title={t('log.worry')} /> : null
}

function Witnesses({ log }: { log: LogHealth }) {
  const { t } = useSpeech()
  const columns = useColumns()
  return (
    <Section title={t('log.quorum')}>
      {log.witnesses.length === 0 ? (
        <Empty title={t('log.none')} />
      ) : (
        <Rows label={t('log.quorum')} columns={columns} rows={log.witnesses} keyOf={(row) => row.id} />
      )}
    </Section>
  )
}

function useColumns(): readonly Column<Witness>[] {
  const { t, w } = useSpeech()
  return [
    {
      key: 'title',
      title: t('log.witness'),
      main: true,
      show: ({ title, url, vkey }) => (
        <>
          {title}
          <small>{url}</small>
          <small className="log-key">{vkey}</small>
        </>
      ),
    },
    {
      key: 'state',
      title: t('log.state'),
      show: ({ state, problem }) => (
        <>
          <StatusTag module="transparency" value={state} />
          {problem && <small>{w('transparency', `problem.${problem}`)}</small>}
        </>
      ),
    },
    {
      key: 'cosigned',
      title: t('log.cosigned'),
      show: ({ cosignedAt, size }) => (
        <>
          <When at={cosignedAt} />
          {size !== null && <small>{t('log.cosigned_size', { size })}</small>}
        </>
      ),
    },
    { key: 'tried', title: t('log.tried'), desk: true, show: ({ triedAt }) => <When at={triedAt} /> },
    { key: 'remove', title: '', show: (row) => <RemoveButton witness={row} /> },
  ]
}

function RemoveButton({ witness }: { witness: Witness }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const remove = useWrite(routes.removeWitness)
  return (
    <ActionButton
      action="transparency.configure"
      danger
      onClick={() =>
        ask({
          title: t('log.remove_title'),
          text: t('log.remove_text', { title: witness.title }),
          confirm: t('log.remove'),
          danger: true,
          act: () => remove.mutateAsync({ input: { params: { id: witness.id }, body: {} } }),
          done: t('log.removed'),
        })
      }
    >
      {t('log.remove')}
    </ActionButton>
  )
}
