import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { Alert } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ProgressOf } from '../../kit/progress-of.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, RecordPage } from '../../kit/record-page.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { ImportErrors } from './import.errors.tsx'
import { ImportSteps } from './import.steps.tsx'
import './import.css'

const WORKING = new Set(['checking', 'loading'])
const ASK_AGAIN_MS = 1_000

export function ImportRecord() {
  const found = useRead(
    giving.getImport,
    { params: { id: useIdParam('import') } },
    { again: (latest) => WORKING.has((latest as GiftImport | undefined)?.state ?? '') && ASK_AGAIN_MS },
  )
  return <Loaded of={found}>{(file) => <Shown file={file} />}</Loaded>
}

function Shown({ file }: { file: GiftImport }) {
  const t = useText()
  const working = WORKING.has(file.state)
  const loaded = file.state === 'loaded'
  return (
    <RecordPage
      title={file.fileName}
      crumbs={[{ href: paths.imports, name: t('import.title') }]}
      status={<StatusTag module="giving" group="import" value={file.state} />}
      lead={
        <>
          {t('import.started')} <When at={file.startedAt} />
        </>
      }
      actions={file.state === 'checked' && <LoadButtons file={file} />}
      aside={<Timeline kind="import" id={file.id} />}
    >
      <section className="card">
        <ImportSteps at={loaded || file.state === 'loading' ? 3 : 2} failed={file.state === 'failed'} done={loaded} />
        {working && (
          <ProgressOf
            done={file.doneCount}
            total={file.rowCount}
            label={t(file.state === 'checking' ? 'import.checking' : 'import.loading')}
          />
        )}
        {file.problem && (
          <Alert type="error" showIcon role="alert" title={t('import.failed')} description={file.problem} />
        )}
        {!working && file.state !== 'failed' && <Counts file={file} />}
        {loaded && (
          <p className="import-result">
            {t('import.result', { count: file.goodCount })} <Money fen={file.amountFen} sign /> ·{' '}
            <To href={paths.gifts} search={{ importId: showId('import', file.id) }}>
              {t('import.see_gifts')}
            </To>
          </p>
        )}
      </section>
      {file.badCount > 0 && !working && <ImportErrors id={file.id} />}
    </RecordPage>
  )
}

function Counts({ file }: { file: GiftImport }) {
  const t = useText()
  return (
    <Figures
      of={[
        { label: t('import.rows'), value: file.rowCount ?? 0 },
        { label: t('import.good'), value: file.goodCount, note: <Money fen={file.amountFen} sign /> },
        { label: t('import.bad'), value: file.badCount },
        { label: t('import.repeated'), value: file.repeatedCount },
      ]}
    />
  )
}

function LoadButtons({ file }: { file: GiftImport }) {
  const t = useText()
  const ask = useAsk()
  const load = useWrite(giving.load)
  const { goodCount, badCount, amountFen } = file
  const confirm = badCount > 0 ? t('import.load_good', { count: goodCount }) : t('import.load_all')
  return (
    <>
      <ActionButton
        action="giving.import"
        why={goodCount === 0 ? t('import.nothing_good') : undefined}
        type="primary"
        onClick={() =>
          ask({
            title: t('import.load_title', { count: goodCount }),
            text: [
              t('import.load_text', { sum: formatYuan(amountFen) }),
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
