import { DownloadOutlined } from '@ant-design/icons'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as transparency } from '@shanju/contract/transparency/routes.ts'
import type { ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { Alert, App, Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Properties } from '../../kit/record-page.tsx'
import { When } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useText } from '../../text/language.tsx'
import './transparency.css'

const COLOURS = {
  none: 'default',
  pending: 'default',
  logged: 'processing',
  witnessed: 'success',
  altered: 'error',
} as const

/** How far the leaf of a row is in the public log, in a word. */
export function LeafTag({ state }: { state: ShownProof['state'] }) {
  const t = useText()
  return <Tag color={COLOURS[state]}>{t(`proof.${state}`)}</Tag>
}

interface LeafProofProps {
  readonly proof: ShownProof
  /** Id of the row, as the log names it. */
  readonly row: string
  /** Where the proof file is had, and with which input. */
  readonly file: { readonly route: AnyRoute; readonly input: object }
  /** What anybody can open: a page of the portal. */
  readonly page?: ReactNode
}

/** Where a row stands in the public log, its proof as a file, and the way to erase what is private of it. */
export function LeafProof({ proof, row, file, page }: LeafProofProps) {
  const t = useText()
  const { place, erasedAt } = proof
  return (
    <>
      {proof.state === 'altered' && <Alert type="error" showIcon message={t('proof.altered_help')} />}
      {erasedAt && (
        <Alert
          className="proof-note"
          type="info"
          showIcon
          message={t('proof.erased_on', { on: shanghaiDate(erasedAt) })}
        />
      )}
      <Properties
        of={[
          { label: t('proof.state'), value: <LeafTag state={proof.state} /> },
          ...(place
            ? [
                { label: t('proof.place'), value: t('proof.place_of', { index: place.index, size: place.size }) },
                { label: t('proof.signed'), value: <When at={place.signedAt} /> },
                { label: t('proof.witnesses'), value: t('proof.witnesses_of', place.witnesses) },
              ]
            : []),
          ...(page ? [{ label: t('proof.page'), value: page }] : []),
        ]}
      />
      <div className="proof-acts">
        <ProofFile file={file} disabled={place === null} />
        <EraseButton row={row} proof={proof} />
      </div>
    </>
  )
}

function ProofFile({ file, disabled }: { file: LeafProofProps['file']; disabled: boolean }) {
  const t = useText()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const fetchFile = () =>
    download(file.route, file.input as never).catch((error: Error) => message.error(errorText(error)))
  return (
    <Button
      icon={<DownloadOutlined />}
      disabled={disabled}
      onClick={fetchFile}
      title={disabled ? t('proof.not_yet') : undefined}
    >
      {t('proof.file')}
    </Button>
  )
}

/** For good, so asked once more, with a reason. */
function EraseButton({ row, proof }: { row: string; proof: ShownProof }) {
  const t = useText()
  const ask = useAsk()
  const erase = useWrite(transparency.eraseOpening)
  const why = proof.erasedAt ? t('proof.erased_already') : proof.place ? undefined : t('proof.not_yet')
  return (
    <ActionButton
      action="transparency.erase"
      why={why}
      danger
      onClick={() =>
        ask({
          title: t('proof.erase_title'),
          text: t('proof.erase_text'),
          confirm: t('proof.erase'),
          danger: true,
          reason: true,
          act: (reason) => erase.mutateAsync({ input: { body: { row, reason } } }),
          done: t('proof.erased'),
        })
      }
    >
      {t('proof.erase')}
    </ActionButton>
  )
}
