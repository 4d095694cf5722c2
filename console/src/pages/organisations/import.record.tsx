import type { OrganisationImport } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { FaultList } from '../../kit/faults.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Figures, RecordPage } from '../../kit/record-page.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { useList } from '../../kit/use-list.ts'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech, useText } from '../../text/language.tsx'

/** One table of organisations: what was found in it, and taking it over or back. */
export function OrganisationImportRecord() {
  const found = useRead(organisations.getImport, { params: { importId: useIdParam('orgimport') } })
  return <Loaded of={found}>{(file) => <Shown file={file} />}</Loaded>
}

function Shown({ file }: { file: OrganisationImport }) {
  const t = useText()
  return (
    <RecordPage
      title={file.fileName}
      crumbs={[
        { href: paths.organisations, name: t('organisation.title') },
        { href: paths.organisationImports, name: t('orgimport.title') },
      ]}
      status={<StatusTag module="organisations" group="import" value={file.state} />}
      lead={
        <>
          {t('orgimport.at')} <When at={file.startedAt} />
        </>
      }
      actions={<Actions file={file} />}
      aside={<Timeline kind="organisation_import" id={file.id} />}
    >
      <section className="card">
        <Figures
          of={[
            { label: t('orgimport.rows'), value: file.rowCount },
            { label: t('orgimport.good'), value: file.goodCount },
            { label: t('orgimport.repeated'), value: file.repeatedCount },
            { label: t('orgimport.bad'), value: file.badCount },
          ]}
        />
      </section>
      {file.badCount + file.repeatedCount > 0 && <Problems importId={file.id} />}
    </RecordPage>
  )
}

function Actions({ file }: { file: OrganisationImport }) {
  const t = useText()
  const ask = useAsk()
  const load = useWrite(organisations.loadImport)
  const undo = useWrite(organisations.undoImport)
  const input = { input: { params: { importId: file.id }, body: {} } }
  const count = file.goodCount
  if (file.state === 'checked') {
    const wrong = file.badCount > 0 ? t('orgimport.has_bad', { count: file.badCount }) : undefined
    const why = wrong ?? (count === 0 ? t('orgimport.nothing_new') : undefined)
    const confirm = t('orgimport.load', { count })
    return (
      <ActionButton
        action="organisations.register"
        why={why}
        type="primary"
        onClick={() =>
          ask({
            title: confirm,
            text: t('orgimport.load_text', { count }),
            confirm,
            act: () => load.mutateAsync(input),
            done: t('orgimport.loaded'),
          })
        }
      >
        {confirm}
      </ActionButton>
    )
  }
  if (file.state === 'undone') return null
  return (
    <ActionButton
      action="organisations.register"
      danger
      onClick={() =>
        ask({
          title: t('orgimport.undo'),
          text: t('orgimport.undo_text'),
          confirm: t('orgimport.undo'),
          danger: true,
          act: () => undo.mutateAsync(input),
          done: t('orgimport.undone'),
        })
      }
    >
      {t('orgimport.undo')}
    </ActionButton>
  )
}

/** Row by row, in words; the page of it stands in the address. */
function Problems({ importId }: { importId: string }) {
  const { t, w } = useSpeech()
  const list = useList(organisations.listImportProblems, { importId })
  return (
    <FaultList
      title={t('orgimport.problems')}
      list={list}
      columnName={(column) => w('organisations', `column.${column}`)}
    />
  )
}
