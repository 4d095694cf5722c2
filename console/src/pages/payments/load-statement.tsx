import { routes as payments } from '@shanju/contract/payments/routes.ts'
import type { Imported } from '@shanju/contract/payments/shapes.ts'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

/** Hand in a bank's statement: checked first, then loaded whole. */
export function LoadStatement({ accountId }: { accountId: string }) {
  const t = useText()
  const { may } = useSession()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const upload = useWrite(payments.importLines)
  const [held, setHeld] = useState<{ file: File; found: Imported }>()
  if (!may('payments.work')) return null
  const send = (file: File, check: 'yes' | 'no') =>
    upload.mutateAsync({
      input: { params: { id: accountId }, query: { fileName: file.name.slice(-200), check } },
      file,
    })
  const take = async (file: File) => {
    const found = await send(file, 'yes').catch(() => undefined)
    setHeld(found && { file, found })
  }
  const load = async () => {
    const done = held && (await send(held.file, 'no').catch(() => undefined))
    if (!done) return
    setHeld(undefined)
    message.success(t('bank.loaded', { fresh: done.freshCount, matched: done.matchedCount }))
  }
  return (
    <Section title={t('bank.load')}>
      {held ? (
        <Checked
          found={held.found}
          name={held.file.name}
          busy={upload.isPending}
          load={load}
          cancel={() => setHeld(undefined)}
        />
      ) : (
        <div className="bank-drop">
          <UploadDrop
            title={upload.isPending ? t('bank.checking') : t('bank.drop')}
            hint={t('bank.drop_hint')}
            accept=".xlsx,.csv"
            disabled={upload.isPending}
            onFile={take}
          />
        </div>
      )}
      {upload.error && <Alert type="error" showIcon role="alert" title={errorText(upload.error)} />}
    </Section>
  )
}

interface CheckedProps {
  readonly found: Imported
  readonly name: string
  readonly busy: boolean
  readonly load: () => void
  readonly cancel: () => void
}

function Checked({ found, name, busy, load, cancel }: CheckedProps) {
  const t = useText()
  const wrong = found.problems.length > 0
  return (
    <div className="stack">
      <Alert
        type={wrong ? 'error' : 'info'}
        showIcon
        role="status"
        title={t('bank.checked', {
          name,
          rows: found.rowCount,
          fresh: found.freshCount,
          repeated: found.repeatedCount,
        })}
        description={
          wrong && (
            <ul>
              {found.problems.map(({ row, message }) => (
                <li key={row}>
                  {t('bank.row', { row })} {message}
                </li>
              ))}
            </ul>
          )
        }
      />
      <div className="actions">
        <WhyButton
          type="primary"
          onClick={load}
          loading={busy}
          why={wrong ? t('bank.all_or_none') : found.freshCount === 0 && t('why.nothing_new')}
        >
          {t('bank.load_now', { fresh: found.freshCount })}
        </WhyButton>
        <Button onClick={cancel}>{t('bank.other_file')}</Button>
      </div>
      {wrong && <p className="quiet">{t('bank.all_or_none')}</p>}
    </div>
  )
}
