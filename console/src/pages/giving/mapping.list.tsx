import { exports } from '@shanju/contract/giving/exports.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { ColumnMapping } from '@shanju/contract/giving/shapes.ts'
import { SAID_COLUMNS } from '@shanju/contract/giving/vocab.ts'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { Field } from '../../kit/field.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What was said of columns and is remembered: per host and set of headings. */
export function MappingList() {
  const { t, w } = useSpeech()
  const list = useList(giving.listMappings)
  const [renamed, setRenamed] = useState<ColumnMapping>()
  const told = (of: ColumnMapping) =>
    SAID_COLUMNS.flatMap((column) => {
      const heading = of.columns[column]
      return heading === undefined ? [] : [`${w('giving', `said.${column}`)} ← ${heading || '—'}`]
    }).join(t('mapping.comma'))
  return (
    <>
      <ListPage<ColumnMapping>
        title={t('mapping.title')}
        lead={t('mapping.lead')}
        crumbs={[{ href: paths.imports, name: t('import.title') }]}
        list={list}
        exported={exports.listMappingsExport}
        keyOf={(row) => row.id}
        empty={<Empty title={t('mapping.empty')} />}
        columns={[
          { key: 'name', title: t('mapping.name'), main: true, show: (row) => row.name },
          { key: 'host', title: t('import.host'), show: (row) => row.host.name },
          { key: 'columns', title: t('mapping.columns'), show: (row) => <small>{told(row)}</small> },
          { key: 'unknown', title: t('mapping.unknown'), show: (row) => w('giving', `when.${row.unknown}`) },
          { key: 'at', title: t('mapping.at'), show: (row) => <When at={row.createdAt} /> },
          { key: 'acts', title: t('mapping.acts'), show: (row) => <Acts of={row} rename={() => setRenamed(row)} /> },
        ]}
      />
      {renamed && <Rename of={renamed} close={() => setRenamed(undefined)} />}
    </>
  )
}

function Acts({ of, rename }: { of: ColumnMapping; rename: () => void }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const forget = useWrite(giving.forgetMapping)
  return (
    <span className="row-acts">
      <ActionButton action="giving.import" onClick={rename}>
        {t('mapping.rename')}
      </ActionButton>
      <ActionButton
        action="giving.import"
        danger
        onClick={() =>
          ask({
            title: t('mapping.forget_title', { name: of.name }),
            text: t('mapping.forget_text'),
            confirm: t('mapping.forget'),
            danger: true,
            act: () => forget.mutateAsync({ input: { params: { id: of.id }, body: {} } }),
            done: t('mapping.forgotten'),
          })
        }
      >
        {t('mapping.forget')}
      </ActionButton>
    </span>
  )
}

function Rename({ of, close }: { of: ColumnMapping; close: () => void }) {
  const { t } = useSpeech()
  const rename = useWrite(giving.renameMapping)
  const shape = giving.renameMapping.body
  if (!shape) return null
  return (
    <Modal open onCancel={close} footer={null} title={t('mapping.rename')} destroyOnHidden>
      <ShapedForm
        name="mapping"
        shape={shape}
        initial={{ name: of.name }}
        submit={t('form.save')}
        send={async (body) => {
          await rename.mutateAsync({ input: { params: { id: of.id }, body } })
          close()
        }}
      >
        <Field of={shape} name="name" label={t('mapping.name')}>
          <Input maxLength={60} autoFocus />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
