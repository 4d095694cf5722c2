import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { Alert } from 'antd'
import { ProgressOf } from '../../kit/progress-of.tsx'
import { useRead } from '../../kit/queries.ts'
import { Figures, RecordPage } from '../../kit/record-page.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { ImportActions } from './import.actions.tsx'
import { ImportErrors } from './import.errors.tsx'
import { ImportSteps } from './import.steps.tsx'
import './import.css'

const WORKING = { checking: 'import.checking', loading: 'import.loading', undoing: 'import.undoing' } as const
const ASK_AGAIN_MS = 1_000

const workOf = (file: GiftImport | undefined) =>
  file && file.state in WORKING ? WORKING[file.state as keyof typeof WORKING] : undefined

export function ImportRecord() {
  const found = useRead(
    giving.getImport,
    { params: { id: useIdParam('import') } },
    { again: (latest) => workOf(latest as GiftImport | undefined) !== undefined && ASK_AGAIN_MS },
  )
  return <Loaded of={found}>{(file) => <Shown file={file} />}</Loaded>
}

/** How far a file is on its way into the books. */
const STEP: Readonly<Partial<Record<GiftImport['state'], number>>> = { mapping: 1, loading: 3, loaded: 3 }

function Shown({ file }: { file: GiftImport }) {
  const t = useText()
  const work = workOf(file)
  const undone = file.state === 'undone' || file.state === 'undoing'
  return (
    <RecordPage
      title={file.fileName || t('import.unnamed')}
      crumbs={[{ href: paths.imports, name: t('import.title') }]}
      status={<StatusTag module="giving" group="import" value={file.state} />}
      lead={
        <>
          {file.host.name} · {t('import.started')} <When at={file.startedAt} />
          {file.mapping !== null && ` · ${t('import.read_as', { name: file.mapping })}`}
        </>
      }
      actions={<ImportActions file={file} />}
      aside={<Timeline kind="import" id={file.id} />}
    >
      <section className="card">
        {!undone && (
          <ImportSteps
            at={STEP[file.state] ?? 2}
            failed={file.state === 'failed'}
            done={file.state === 'loaded' || file.state === 'nothing_new'}
          />
        )}
        {work && (
          <ProgressOf
            done={file.doneCount}
            total={file.state === 'undoing' ? file.goodCount + file.unknownCount : file.rowCount}
            label={t(work)}
          />
        )}
        {file.problem && <Problem file={file} problem={file.problem} />}
        {file.state === 'nothing_new' && (
          <Alert type="info" showIcon title={t(file.badCount > 0 ? 'import.nothing_good' : 'import.nothing_new')} />
        )}
        {file.state === 'undone' && <Alert type="info" showIcon title={t('import.undone_text')} />}
        {!work && file.rowCount !== null && <Counts file={file} />}
        {file.state === 'loaded' && <Result file={file} />}
      </section>
      {file.badCount > 0 && !work && <ImportErrors id={file.id} />}
    </RecordPage>
  )
}

function Problem({ file, problem }: { file: GiftImport; problem: string }) {
  const t = useText()
  return file.state === 'mapping' ? (
    <Alert type="warning" showIcon title={t('import.columns_needed')} description={problem} />
  ) : (
    <Alert type="error" showIcon role="alert" title={t('import.failed')} description={problem} />
  )
}

function Counts({ file }: { file: GiftImport }) {
  const t = useText()
  const unknown = {
    label: t('import.unknown'),
    value: file.unknownCount,
    note: <Money fen={file.unknownFen} sign />,
  }
  return (
    <Figures
      of={[
        { label: t('import.rows'), value: file.rowCount ?? 0 },
        { label: t('import.good'), value: file.goodCount, note: <Money fen={file.amountFen} sign /> },
        ...(file.unknownCount > 0 ? [unknown] : []),
        { label: t('import.bad'), value: file.badCount },
        { label: t('import.repeated'), value: file.repeatedCount },
        ...(file.leftOutCount > 0 ? [{ label: t('import.left_out'), value: file.leftOutCount }] : []),
      ]}
    />
  )
}

function Result({ file }: { file: GiftImport }) {
  const t = useText()
  const importId = showId('import', file.id)
  return (
    <p className="import-result">
      {t('import.result', { count: file.goodCount })} <Money fen={file.amountFen} sign /> ·{' '}
      <To href={paths.gifts} search={{ importId }}>
        {t('import.see_gifts')}
      </To>
      {file.unknownCount > 0 && (
        <>
          {' '}
          ·{' '}
          <To href={paths.unknown} search={{ importId }}>
            {t('import.see_unknown', { count: file.unknownCount })}
          </To>
        </>
      )}
    </p>
  )
}
