import { exports } from '@shanju/contract/funds/exports.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { ImportOutcome, FundImport as PastImport } from '@shanju/contract/funds/shapes.ts'
import { Alert, App, Button, Form } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { FaultRows } from '../../kit/faults.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { fileNameOf, HandIn, HostInput, useHost } from '../../kit/hand-in.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './fund.css'

/** A first load of a host's funds: chosen, checked row by row, loaded whole; undone as a whole while nothing came of it. */
export function FundImport() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const [hostId, setHostId] = useHost()
  const [file, setFile] = useState<File>()
  const send = useWrite(funds.import)
  const run = async (chosen: File, trial: boolean) => {
    if (!hostId) return
    const query = { hostId, fileName: fileNameOf(chosen), trial }
    const done = await send.mutateAsync({ input: { query }, file: chosen }).catch(() => undefined)
    if (done?.import) {
      message.success(t('fund_import.loaded', { count: done.import.fundCount }))
      setFile(undefined)
    }
  }
  return (
    <FormPage
      action="funds.open"
      title={t('fund_import.title')}
      lead={t('fund_import.lead')}
      crumbs={[{ href: paths.funds, name: t('fund.title') }]}
    >
      <Form layout="vertical" name="fund-import">
        <HostInput id="fund_import_host" label={t('fund.host')} value={hostId} onChange={setHostId} />
        <p>
          <Button type="link" onClick={() => download(funds.importTemplate, {})}>
            {t('fund_import.template')}
          </Button>
        </p>
        <HandIn
          title={t('fund_import.drop')}
          hint={hostId ? t('fund_import.drop_hint') : t('handin.host_first')}
          disabled={!hostId}
          busy={send.isPending}
          error={send.error}
          onFile={(chosen) => {
            setFile(chosen)
            run(chosen, true)
          }}
        />
      </Form>
      {file && send.data && (
        <Outcome of={send.data} name={file.name} busy={send.isPending} load={() => run(file, false)} />
      )}
      <Past />
    </FormPage>
  )
}

function Outcome({
  of,
  name,
  busy,
  load,
}: {
  readonly of: ImportOutcome
  readonly name: string
  readonly busy: boolean
  readonly load: () => void
}) {
  const { t } = useSpeech()
  const good = of.problems.length === 0
  return (
    <section className="stack" aria-live="polite">
      <p>
        <strong>{name}</strong> {t('fund_import.checked', { count: of.rowCount })}
      </p>
      <Alert
        type={good ? 'success' : 'error'}
        showIcon
        title={good ? t('fund_import.good') : t('fund_import.bad', { count: of.problems.length })}
      />
      <Told label={t('fund_import.bad', { count: of.problems.length })} rows={of.problems} />
      {good && (
        <div>
          <Button type="primary" loading={busy} onClick={load}>
            {t('fund_import.load', { count: of.rowCount })}
          </Button>
        </div>
      )}
      {of.warnings.length > 0 && (
        <details>
          <summary>{t('fund_import.warnings', { count: of.warnings.length })}</summary>
          <Told label={t('fund_import.warnings', { count: of.warnings.length })} rows={of.warnings} />
        </details>
      )}
    </section>
  )
}

function Told({ label, rows }: { label: string; rows: ImportOutcome['problems'] }) {
  return rows.length > 0 && <FaultRows label={label} rows={rows} columnName={(column) => column} />
}

function Past() {
  const { t } = useSpeech()
  const past = useRead(funds.listImports, { query: { pageSize: 20 } })
  return (
    <Loaded of={past}>
      {({ items }) =>
        items.length > 0 && (
          <section>
            <header className="fund-import-past">
              <h2>{t('fund_import.past')}</h2>
              <ExportButton route={exports.listImportsExport} query={{}} />
            </header>
            <table className="fund-table">
              <thead>
                <tr>
                  <th scope="col">{t('fund_import.file')}</th>
                  <th scope="col">{t('fund_import.count')}</th>
                  <th scope="col">{t('fund_import.at')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map((each) => (
                  <PastRow key={each.id} of={each} />
                ))}
              </tbody>
            </table>
          </section>
        )
      }
    </Loaded>
  )
}

function PastRow({ of }: { of: PastImport }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const undo = useWrite(funds.undoImport)
  return (
    <tr>
      <th scope="row">{of.fileName}</th>
      <td>{of.fundCount}</td>
      <td>
        <When at={of.loadedAt} />
      </td>
      <td>
        <ActionButton
          action="funds.open"
          why={of.state === 'undone' ? t('fund_import.undone_why') : undefined}
          onClick={() =>
            ask({
              title: t('fund_import.undo_title'),
              text: t('fund_import.undo_text', { count: of.fundCount }),
              confirm: t('fund_import.undo'),
              danger: true,
              act: () => undo.mutateAsync({ input: { params: { id: of.id } } }),
              done: t('fund_import.undone'),
            })
          }
        >
          {t('fund_import.undo')}
        </ActionButton>
      </td>
    </tr>
  )
}
