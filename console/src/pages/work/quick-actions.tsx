import { BankOutlined, GiftOutlined, HeartOutlined, ImportOutlined, UserAddOutlined } from '@ant-design/icons'
import type { Action } from '@shanju/contract/access.ts'
import type { ReactNode } from 'react'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import type { TextKey } from '../../text/zh.ts'

const ACTS: readonly { action: Action; href: string; name: TextKey; icon: ReactNode }[] = [
  { action: 'giving.record', href: paths.counter, name: 'counter.title', icon: <GiftOutlined /> },
  { action: 'giving.import', href: paths.newImport, name: 'import.new', icon: <ImportOutlined /> },
  { action: 'funds.open', href: paths.newFund, name: 'fund.open', icon: <HeartOutlined /> },
  {
    action: 'organisations.register',
    href: paths.newOrganisation,
    name: 'organisation.register',
    icon: <BankOutlined />,
  },
  { action: 'people.manage', href: paths.newPerson, name: 'person.invite', icon: <UserAddOutlined /> },
]

/** What the reader most often begins, one press away. */
export function QuickActions() {
  const t = useText()
  const { may } = useSession()
  const mine = ACTS.filter(({ action }) => may(action))
  if (mine.length === 0) return null
  return (
    <nav className="quick" aria-label={t('work.quick')}>
      {mine.map(({ href, name, icon }) => (
        <To key={href} href={href}>
          {icon}
          <span>{t(name)}</span>
        </To>
      ))}
    </nav>
  )
}
