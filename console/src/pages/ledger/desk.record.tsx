import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead } from '../../kit/queries.ts'
import { RecordPage } from '../../kit/record-page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { DeskDrafts } from './desk.drafts.tsx'
import { DeskMoney } from './desk.money.tsx'
import { DeskMonths } from './desk.months.tsx'
import { DeskPolicies } from './desk.policies.tsx'
import { DeskVouchers } from './desk.vouchers.tsx'
import './desk.css'

/** One set of books as its accountants work in it. */
export function DeskPage() {
  const t = useText()
  const hostId = useIdParam('org')
  const host = useRead(organisations.getOrganisation, { params: { id: hostId } })
  return (
    <RecordPage
      title={t('desk.of', { host: host.data?.name ?? '' })}
      lead={t('desk.lead')}
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
      ]}
      actions={
        <ActionButton action="ledger.post" subject={ofHost(hostId)} type="primary" href={paths.makeVoucher(hostId)}>
          {t('desk.new_voucher')}
        </ActionButton>
      }
    >
      <Tabs
        label={t('desk.title')}
        of={[
          { key: 'drafts', title: t('desk.tab.drafts'), content: <DeskDrafts hostId={hostId} /> },
          { key: 'vouchers', title: t('desk.tab.vouchers'), content: <DeskVouchers hostId={hostId} /> },
          { key: 'months', title: t('desk.tab.months'), content: <DeskMonths hostId={hostId} /> },
          { key: 'money', title: t('desk.tab.money'), content: <DeskMoney hostId={hostId} /> },
          { key: 'policies', title: t('desk.tab.policies'), content: <DeskPolicies hostId={hostId} /> },
        ]}
      />
    </RecordPage>
  )
}
