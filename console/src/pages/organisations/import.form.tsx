import { exports } from '@shanju/contract/organisations/exports.ts'
import type { OrganisationImport } from '@shanju/contract/organisations/registry.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { fileNameOf, HandIn } from '../../kit/hand-in.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useWrite } from '../../kit/queries.ts'
import { StatusTag, When } from '../../kit/show.tsx'
import { Empty, NoPermission, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

/** The template to fill in, a place to hand it in, and what was handed in before. */
export function OrganisationImports() {
  const { may } = useSession()
  return may('organisations.register') ? <Shown /> : <NoPermission />
}

function Shown() {
  const t = useText()
  const list = useList(organisations.listImports)
  return (
    <ListPage<OrganisationImport>
      title={t('orgimport.title')}
      lead={t('orgimport.lead')}
      crumbs={[{ href: paths.organisations, name: t('organisation.title') }]}
      actions={<TemplateButton />}
      filters={<HandInBodies />}
      list={list}
      exported={exports.listImportsExport}
      keyOf={(row) => row.id}
      empty={<Empty title={t('orgimport.empty')} />}
      columns={[
        {
          key: 'file',
          title: t('orgimport.file'),
          main: true,
          show: (row) => <To href={paths.organisationImport(row.id)}>{row.fileName}</To>,
        },
        {
          key: 'state',
          title: t('orgimport.state'),
          show: (row) => <StatusTag module="organisations" group="import" value={row.state} />,
        },
        { key: 'rows', title: t('orgimport.rows'), align: 'right', show: (row) => row.rowCount },
        { key: 'good', title: t('orgimport.good'), align: 'right', show: (row) => row.goodCount },
        { key: 'repeated', title: t('orgimport.repeated'), align: 'right', show: (row) => row.repeatedCount },
        { key: 'bad', title: t('orgimport.bad'), align: 'right', show: (row) => row.badCount },
        { key: 'at', title: t('orgimport.at'), show: (row) => <When at={row.startedAt} /> },
      ]}
    />
  )
}

function TemplateButton() {
  const t = useText()
  const errorText = useErrorText()
  const [trouble, setTrouble] = useState<string>()
  const fetchFile = () =>
    download(organisations.template, {}).then(
      () => setTrouble(undefined),
      (error: Error) => setTrouble(errorText(error)),
    )
  return (
    <>
      <Button onClick={fetchFile}>{t('orgimport.template')}</Button>
      {trouble && <Alert type="error" showIcon role="alert" title={trouble} />}
    </>
  )
}

function HandInBodies() {
  const t = useText()
  const navigate = useNavigate()
  const upload = useWrite(organisations.uploadImport)
  const take = async (file: File) => {
    const input = { query: { fileName: fileNameOf(file) } }
    const made = await upload.mutateAsync({ input, file }).catch(() => undefined)
    if (made) navigate({ to: paths.organisationImport(made.id) })
  }
  return (
    <HandIn
      title={t('orgimport.drop')}
      hint={t('orgimport.drop_hint')}
      busy={upload.isPending}
      error={upload.error}
      onFile={take}
    />
  )
}
