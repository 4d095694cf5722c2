import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

/** What may be done with a file, by how far it is. */
export function ImportActions({ file }: { file: GiftImport }) {
  switch (file.state) {
    case 'mapping':
      return <Columns file={file} first />
    case 'checked':
      return (
        <>
          <Load file={file} />
          <Columns file={file} />
        </>
      )
    case 'nothing_new':
      return <Columns file={file} />
    case 'loaded':
      return <Undo file={file} />
    case 'failed':
      return file.retry && <Retry file={file} />
    default:
      return null
  }
}

function Columns({ file, first }: { file: GiftImport; first?: boolean }) {
  const t = useText()
  return (
    <ActionButton
      action="giving.import"
      href={paths.importColumns(file.id)}
      {...(first ? { type: 'primary' as const } : {})}
    >
      {t(first ? 'import.columns_say' : 'import.columns_change')}
    </ActionButton>
  )
}

function Load({ file }: { file: GiftImport }) {
  const t = useText()
  const ask = useAsk()
  const load = useWrite(giving.load)
  const { goodCount, badCount, unknownCount } = file
  const count = goodCount + unknownCount
  const confirm = badCount > 0 ? t('import.load_good', { count }) : t('import.load_all')
  const sum = formatYuan(file.amountFen)
  return (
    <>
      <ActionButton
        action="giving.import"
        type="primary"
        onClick={() =>
          ask({
            title: t('import.load_title', { count: goodCount }),
            text: [
              t('import.load_text', { sum }),
              ...(unknownCount > 0
                ? [t('import.load_unknown', { count: unknownCount, sum: formatYuan(file.unknownFen) })]
                : []),
              ...(badCount > 0 ? [t('import.load_skips', { count: badCount })] : []),
            ].join('\n'),
            confirm,
            act: () => load.mutateAsync({ input: { params: { id: file.id }, body: { goodRowsOnly: badCount > 0 } } }),
          })
        }
      >
        {confirm}
      </ActionButton>
      {badCount > 0 && (
        <ActionButton action="giving.import" href={paths.newImport}>
          {t('import.mend')}
        </ActionButton>
      )}
    </>
  )
}

function Undo({ file }: { file: GiftImport }) {
  const t = useText()
  const ask = useAsk()
  const undo = useWrite(giving.undoImport)
  const count = file.goodCount + file.unknownCount
  return (
    <ActionButton
      action="giving.void"
      danger
      why={count === 0 ? t('import.undo_nothing') : undefined}
      onClick={() =>
        ask({
          title: t('import.undo_title', { count }),
          text: t('import.undo_text'),
          confirm: t('import.undo'),
          danger: true,
          reason: true,
          act: (reason) => undo.mutateAsync({ input: { params: { id: file.id }, body: { reason } } }),
        })
      }
    >
      {t('import.undo')}
    </ActionButton>
  )
}

function Retry({ file }: { file: GiftImport }) {
  const t = useText()
  const ask = useAsk()
  const retry = useWrite(giving.retryImport)
  return (
    <ActionButton
      action="giving.import"
      type="primary"
      onClick={() =>
        ask({
          title: t('import.retry'),
          text: t('import.retry_text'),
          confirm: t('import.retry'),
          act: () => retry.mutateAsync({ input: { params: { id: file.id }, body: {} } }),
        })
      }
    >
      {t('import.retry')}
    </ActionButton>
  )
}
