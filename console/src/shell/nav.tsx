import {
  AccountBookOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CalculatorOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  CreditCardOutlined,
  FlagOutlined,
  FormOutlined,
  FundOutlined,
  GiftOutlined,
  HeartOutlined,
  HomeOutlined,
  ImportOutlined,
  PayCircleOutlined,
  ProfileOutlined,
  ProjectOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  SendOutlined,
  SmileOutlined,
  TeamOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons'
import type { Action } from '@shanju/contract/access.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useText } from '../text/language.tsx'
import type { TextKey } from '../text/zh.ts'

interface Item {
  readonly href: string
  readonly name: TextKey
  readonly icon: ReactNode
  /** Who has business there; left out: everybody. */
  readonly action?: Action
}

const GROUPS: readonly { readonly name: TextKey; readonly items: readonly Item[] }[] = [
  { name: 'nav.here', items: [{ href: paths.work, name: 'work.title', icon: <HomeOutlined /> }] },
  {
    name: 'nav.giving',
    items: [
      { href: paths.funds, name: 'fund.title', icon: <HeartOutlined />, action: 'funds.read' },
      { href: paths.gifts, name: 'gift.title', icon: <GiftOutlined />, action: 'giving.read' },
      { href: paths.imports, name: 'import.title', icon: <ImportOutlined />, action: 'giving.import' },
      { href: paths.unknown, name: 'unknown.title', icon: <QuestionCircleOutlined />, action: 'giving.import' },
    ],
  },
  {
    name: 'nav.decisions',
    items: [
      { href: paths.groups, name: 'group.title', icon: <UsergroupAddOutlined />, action: 'governance.read' },
      { href: paths.projects, name: 'project.title', icon: <ProjectOutlined />, action: 'projects.read' },
      {
        href: paths.evaluations,
        name: 'evaluation.title',
        icon: <SmileOutlined />,
        action: 'evaluation.read',
      },
      { href: paths.ballots, name: 'ballot.title', icon: <FormOutlined />, action: 'ballots.read' },
    ],
  },
  {
    name: 'nav.books',
    items: [
      { href: paths.payments, name: 'payment.title', icon: <PayCircleOutlined />, action: 'payments.read' },
      { href: paths.entries, name: 'entry.title', icon: <AccountBookOutlined />, action: 'ledger.read' },
      { href: paths.statements, name: 'statement.title', icon: <ProfileOutlined />, action: 'ledger.read' },
      { href: paths.books, name: 'desk.title', icon: <CalculatorOutlined />, action: 'ledger.read' },
      { href: paths.bankAccounts, name: 'bank.title', icon: <CreditCardOutlined />, action: 'ledger.read' },
    ],
  },
  {
    name: 'nav.oversight',
    items: [
      { href: paths.coverage, name: 'coverage.title', icon: <FundOutlined />, action: 'coverage.read' },
      { href: paths.duties, name: 'duty.title', icon: <CheckSquareOutlined />, action: 'regulations.read_duties' },
      { href: paths.complaints, name: 'complaint.title', icon: <CommentOutlined />, action: 'supervision.read' },
      { href: paths.rules, name: 'rule.title', icon: <BookOutlined /> },
      { href: paths.log, name: 'log.title', icon: <SafetyOutlined />, action: 'transparency.read' },
    ],
  },
  {
    name: 'nav.registry',
    items: [
      { href: paths.divisions, name: 'division.title', icon: <ApartmentOutlined /> },
      { href: paths.organisations, name: 'organisation.title', icon: <BankOutlined />, action: 'organisations.read' },
      { href: paths.partyBuilding, name: 'party.title', icon: <FlagOutlined />, action: 'organisations.read' },
    ],
  },
  {
    name: 'nav.staff',
    items: [
      { href: paths.people, name: 'person.title', icon: <TeamOutlined />, action: 'people.read' },
      { href: paths.trail, name: 'trail.title', icon: <AuditOutlined />, action: 'trail.read' },
      { href: paths.outbox, name: 'outbox.title', icon: <SendOutlined />, action: 'platform.operate' },
    ],
  },
]

/** The way to everything the reader has business with; what they never may is not shown at all. */
export function Nav() {
  const { may } = useSession()
  const t = useText()
  const groups = GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(({ action }) => action === undefined || may(action)),
  })).filter(({ items }) => items.length > 0)
  return (
    <nav className="nav" aria-label={t('frame.nav')}>
      {groups.map((group) => (
        <section key={group.name} aria-label={t(group.name)}>
          <h2>{t(group.name)}</h2>
          <ul>
            {group.items.map(({ href, name, icon }) => (
              <li key={href}>
                <Link
                  to={href}
                  activeProps={{ className: 'active', 'aria-current': 'page' }}
                  activeOptions={{ exact: href === paths.work }}
                >
                  {icon}
                  <span>{t(name)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
