import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

const OPEN = new Set(['mapping', 'checking', 'checked', 'loading', 'undoing'])

/** Files that were begun and not finished, so that work left behind is found again. */
export function RunningImports() {
  const t = useText()
  const { may } = useSession()
  const files = useRead(giving.listImports, may('giving.import') ? { query: { pageSize: 20 } } : undefined)
  const open = (files.data?.items ?? []).filter(({ state }) => OPEN.has(state))
  if (open.length === 0) return null
  return (
    <Section title={t('work.imports')} more={<To href={paths.imports}>{t('list.more')}</To>}>
      <Rows
        label={t('work.imports')}
        rows={open}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'file',
            title: t('import.file'),
            main: true,
            show: (row) => <To href={paths.import(row.id)}>{row.fileName || t('import.unnamed')}</To>,
          },
          {
            key: 'state',
            title: t('import.state'),
            show: (row) => <StatusTag module="giving" group="import" value={row.state} />,
          },
          { key: 'good', title: t('import.good'), align: 'right', show: (row) => row.goodCount },
          { key: 'bad', title: t('import.bad'), align: 'right', show: (row) => row.badCount },
          { key: 'at', title: t('import.started'), show: (row) => <When at={row.startedAt} /> },
        ]}
      />
    </Section>
  )
}
