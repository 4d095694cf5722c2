import type { Output } from '@shanju/contract/kit/route.ts'
import { exports } from '@shanju/contract/notify/exports.ts'
import { routes as notify } from '@shanju/contract/notify/routes.ts'
import { Tag } from 'antd'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { PersonName, When } from '../../kit/show.tsx'
import { Empty, NoPermission } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'

type Sent = Output<typeof notify.outbox>['items'][number]

const STATES = ['waiting', 'sent', 'failed', 'read'] as const satisfies readonly Sent['state'][]
const TONES = { waiting: 'processing', sent: 'success', failed: 'error', read: 'default' } as const

/** Messages that have words of their own here; a new one shows its code until it gets them. */
const TEMPLATES = [
  'giving.import_loaded',
  'regulations.duty_due',
  'regulations.duty_today',
  'regulations.duty_overdue',
  'regulations.duties_due',
  'regulations.duties_today',
  'regulations.duties_overdue',
] as const

export function OutboxList() {
  const { may } = useSession()
  return may('platform.operate') ? <Shown /> : <NoPermission />
}

function Shown() {
  const t = useText()
  const list = useList(notify.outbox)
  return (
    <ListPage<Sent>
      title={t('outbox.title')}
      lead={t('outbox.lead')}
      filters={
        <ChoiceFilter
          list={list}
          name="state"
          label={t('outbox.state')}
          choices={STATES}
          wordOf={(state) => t(`outbox.state.${state as Sent['state']}`)}
        />
      }
      list={list}
      exported={exports.outboxExport}
      keyOf={(row) => row.id}
      empty={<Empty title={t('outbox.empty')} />}
      columns={[
        {
          key: 'template',
          title: t('outbox.template'),
          main: true,
          show: ({ template }) => {
            const known = TEMPLATES.find((each) => each === template)
            return known ? t(`outbox.template.${known}`) : template
          },
        },
        { key: 'to', title: t('outbox.to'), show: (row) => <PersonName id={row.personId} /> },
        {
          key: 'state',
          title: t('outbox.state'),
          show: (row) => <Tag color={TONES[row.state]}>{t(`outbox.state.${row.state}`)}</Tag>,
        },
        { key: 'at', title: t('outbox.at'), show: (row) => <When at={row.createdAt} /> },
      ]}
    />
  )
}
