import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isSignedOut } from './api.ts'
import { Broken, Missing } from './kit/states.tsx'
import { paths } from './paths.ts'
import { readingMe } from './session.tsx'

type Module = Record<string, () => React.ReactNode>

/** Search is kept as plain text (`?page=2&state=open`): addresses are read, sent and kept by people. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== '') query.set(name, String(value))
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Each page is a file of its own, fetched when somebody first goes there. */
const page = <M extends Module>(parent: AnyRoute, path: string, load: () => Promise<M>, name: keyof M & string) =>
  createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, name) })

export function makeRouter(client: QueryClient) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: Missing })
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
    beforeLoad: async ({ location }) => {
      try {
        await client.ensureQueryData(readingMe)
      } catch (error) {
        if (!isSignedOut(error)) throw error
        throw redirect({ to: paths.signIn, search: { return: location.href } as never })
      }
    },
  })
  const tree = root.addChildren([
    page(root, paths.signIn, () => import('./pages/identity/sign-in.tsx'), 'SignIn'),
    page(root, paths.welcome, () => import('./pages/identity/accept-link.tsx'), 'AcceptLink'),
    shell.addChildren([
      page(shell, '/', () => import('./pages/work/my-work.tsx'), 'MyWork'),
      page(shell, '/divisions', () => import('./pages/divisions/division.list.tsx'), 'DivisionList'),
      page(shell, '/divisions/$code', () => import('./pages/divisions/division.record.tsx'), 'DivisionRecord'),
      page(shell, '/divisions/$code/merge', () => import('./pages/divisions/division.merge.tsx'), 'MergeForm'),
      page(shell, '/divisions/$code/split', () => import('./pages/divisions/division.split.tsx'), 'SplitForm'),
      page(shell, '/organisations', () => import('./pages/organisations/organisation.list.tsx'), 'OrganisationList'),
      page(shell, '/organisations/new', () => import('./pages/organisations/organisation.form.tsx'), 'RegisterForm'),
      page(
        shell,
        '/organisations/imports',
        () => import('./pages/organisations/import.form.tsx'),
        'OrganisationImports',
      ),
      page(
        shell,
        '/organisations/imports/$id',
        () => import('./pages/organisations/import.record.tsx'),
        'OrganisationImportRecord',
      ),
      page(shell, '/party-building', () => import('./pages/organisations/party.list.tsx'), 'PartyList'),
      page(
        shell,
        '/organisations/$id',
        () => import('./pages/organisations/organisation.record.tsx'),
        'OrganisationRecord',
      ),
      page(
        shell,
        '/organisations/$id/change',
        () => import('./pages/organisations/organisation.form.tsx'),
        'ChangeForm',
      ),
      page(shell, '/funds', () => import('./pages/funds/fund.list.tsx'), 'FundList'),
      page(shell, '/funds/new', () => import('./pages/funds/fund.form.tsx'), 'OpenFundForm'),
      page(shell, '/funds/import', () => import('./pages/funds/fund.import.tsx'), 'FundImport'),
      page(shell, '/funds/$id/prepare', () => import('./pages/funds/fund.prepare.tsx'), 'PrepareFund'),
      page(shell, '/funds/$id', () => import('./pages/funds/fund.record.tsx'), 'FundRecordPage'),
      page(shell, '/funds/$id/change', () => import('./pages/funds/fund.form.tsx'), 'ChangeFundForm'),
      page(shell, '/ballots', () => import('./pages/ballots/ballot.list.tsx'), 'BallotList'),
      page(shell, '/ballots/new', () => import('./pages/ballots/ballot.form.tsx'), 'BallotForm'),
      page(shell, '/evaluations', () => import('./pages/evaluation/evaluation.list.tsx'), 'EvaluationList'),
      page(shell, '/evaluations/new', () => import('./pages/evaluation/evaluation.form.tsx'), 'EvaluationForm'),
      page(
        shell,
        '/evaluations/compared',
        () => import('./pages/evaluation/evaluation.compare.tsx'),
        'EvaluationCompare',
      ),
      page(
        shell,
        '/evaluations/questionnaires',
        () => import('./pages/evaluation/questionnaire.list.tsx'),
        'QuestionnaireList',
      ),
      page(shell, '/evaluations/$id', () => import('./pages/evaluation/evaluation.record.tsx'), 'EvaluationRecord'),
      page(shell, '/ballots/$id', () => import('./pages/ballots/ballot.record.tsx'), 'BallotRecord'),
      page(shell, '/groups', () => import('./pages/governance/group.list.tsx'), 'GroupList'),
      page(shell, '/groups/new', () => import('./pages/governance/group.form.tsx'), 'GroupForm'),
      page(shell, '/groups/$id', () => import('./pages/governance/group.record.tsx'), 'GroupRecord'),
      page(shell, '/rules-trial', () => import('./pages/governance/rules-trial.tsx'), 'RulesTrial'),
      page(shell, '/meetings', () => import('./pages/governance/meeting.list.tsx'), 'MeetingList'),
      page(shell, '/meetings/attendance', () => import('./pages/governance/attendance.list.tsx'), 'AttendanceList'),
      page(shell, '/motions', () => import('./pages/governance/motion.list.tsx'), 'MotionList'),
      page(shell, '/meetings/$id', () => import('./pages/governance/meeting.record.tsx'), 'MeetingRecord'),
      page(shell, '/motions/$id', () => import('./pages/governance/motion.record.tsx'), 'MotionRecord'),
      page(shell, '/projects', () => import('./pages/projects/project.list.tsx'), 'ProjectList'),
      page(shell, '/projects/board', () => import('./pages/projects/project.board.tsx'), 'ProjectBoard'),
      page(shell, '/projects/new', () => import('./pages/projects/project.form.tsx'), 'ProjectForm'),
      page(shell, '/projects/$id', () => import('./pages/projects/project.record.tsx'), 'ProjectRecord'),
      page(shell, '/gifts', () => import('./pages/giving/gift.list.tsx'), 'GiftList'),
      page(shell, '/gifts/counter', () => import('./pages/giving/counter.form.tsx'), 'CounterForm'),
      page(shell, '/gifts/$id', () => import('./pages/giving/gift.record.tsx'), 'GiftRecordPage'),
      page(shell, '/gifts/$id/slip', () => import('./pages/giving/gift.slip.tsx'), 'GiftSlipPage'),
      page(shell, '/imports', () => import('./pages/giving/import.list.tsx'), 'ImportList'),
      page(shell, '/imports/new', () => import('./pages/giving/import.form.tsx'), 'ImportForm'),
      page(shell, '/imports/columns', () => import('./pages/giving/mapping.list.tsx'), 'MappingList'),
      page(shell, '/imports/$id/columns', () => import('./pages/giving/import.columns.tsx'), 'ImportColumns'),
      page(shell, '/unknown-money', () => import('./pages/giving/unknown.list.tsx'), 'UnknownList'),
      page(shell, '/imports/$id', () => import('./pages/giving/import.record.tsx'), 'ImportRecord'),
      page(shell, '/bank', () => import('./pages/payments/account.list.tsx'), 'BankAccountList'),
      page(shell, '/bank/new', () => import('./pages/payments/account.form.tsx'), 'BankAccountForm'),
      page(shell, '/bank/$id', () => import('./pages/payments/account.record.tsx'), 'BankAccountRecord'),
      page(
        shell,
        '/bank/$id/statements/$month',
        () => import('./pages/payments/statement.record.tsx'),
        'BankStatement',
      ),
      page(shell, '/payments', () => import('./pages/payments/payment.list.tsx'), 'PaymentList'),
      page(shell, '/payments/new', () => import('./pages/payments/payment.form.tsx'), 'PaymentForm'),
      page(shell, '/payments/payees', () => import('./pages/payments/payee.list.tsx'), 'PayeeList'),
      page(shell, '/payments/files', () => import('./pages/payments/payfile.list.tsx'), 'PayFileList'),
      page(shell, '/payments/$id', () => import('./pages/payments/payment.record.tsx'), 'PaymentRecord'),
      page(shell, '/entries', () => import('./pages/ledger/entry.list.tsx'), 'EntryList'),
      page(shell, '/entries/$id', () => import('./pages/ledger/entry.record.tsx'), 'EntryRecordPage'),
      page(shell, '/statements', () => import('./pages/ledger/statement.page.tsx'), 'StatementPage'),
      page(shell, '/account-ledger', () => import('./pages/ledger/account.ledger.tsx'), 'AccountLedgerPage'),
      page(shell, '/books', () => import('./pages/ledger/books.list.tsx'), 'BooksList'),
      page(shell, '/books/$id', () => import('./pages/ledger/desk.record.tsx'), 'DeskPage'),
      page(shell, '/books/$id/make', () => import('./pages/ledger/voucher.form.tsx'), 'VoucherForm'),
      page(shell, '/books/$id/drafts/$draft', () => import('./pages/ledger/draft.record.tsx'), 'DraftPage'),
      page(shell, '/books/$id/vouchers/$voucher', () => import('./pages/ledger/voucher.record.tsx'), 'VoucherPage'),
      page(shell, '/books/$id/months/$month', () => import('./pages/ledger/month.record.tsx'), 'MonthPage'),
      page(shell, '/books/$id/opening', () => import('./pages/ledger/opening.form.tsx'), 'OpeningForm'),
      page(shell, '/rules', () => import('./pages/regulations/rule.list.tsx'), 'RuleList'),
      page(shell, '/rules/$id', () => import('./pages/regulations/rule.record.tsx'), 'RuleRecord'),
      page(shell, '/rules/$id/change', () => import('./pages/regulations/rule.form.tsx'), 'ChangeRuleForm'),
      page(shell, '/rules/$id/trial', () => import('./pages/regulations/rule.trial.tsx'), 'RuleTrial'),
      page(shell, '/duties', () => import('./pages/regulations/duty.list.tsx'), 'DutyList'),
      page(shell, '/duties/$id', () => import('./pages/regulations/duty.record.tsx'), 'DutyRecordPage'),
      page(shell, '/coverage', () => import('./pages/coverage/place.list.tsx'), 'PlaceList'),
      page(shell, '/complaints', () => import('./pages/supervision/complaint.list.tsx'), 'ComplaintList'),
      page(shell, '/complaints/$id', () => import('./pages/supervision/complaint.record.tsx'), 'ComplaintRecord'),
      page(shell, '/log', () => import('./pages/transparency/log.record.tsx'), 'LogRecord'),
      page(shell, '/people', () => import('./pages/identity/person.list.tsx'), 'PersonList'),
      page(shell, '/people/new', () => import('./pages/identity/person.form.tsx'), 'InviteForm'),
      page(shell, '/people/$id', () => import('./pages/identity/person.record.tsx'), 'PersonRecordPage'),
      page(shell, '/trail', () => import('./pages/trail/trail.list.tsx'), 'TrailList'),
      page(shell, '/outbox', () => import('./pages/notify/outbox.list.tsx'), 'OutboxList'),
      createRoute({ getParentRoute: () => shell, path: '$', component: Missing }),
      page(shell, '/me', () => import('./pages/identity/me.tsx'), 'MyPage'),
    ]),
  ])
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Missing,
    scrollRestoration: true,
  })
}
