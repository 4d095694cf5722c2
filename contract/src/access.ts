/**
 * Who may do what, where. One pure function serves the server (which refuses), the console (which greys out and says
 * why) and the tests (which run every route × role × reach against it).
 */

export const ROLES = [
  'administrator',
  'city_bureau',
  'banner_bureau',
  'town',
  'community_worker',
  'charity_manager',
  'charity_accountant',
  'group_member',
  'auditor',
  'outside_checker',
] as const
export type Role = (typeof ROLES)[number]

/** What a role may be tied to: a division and all below it, or one organisation. */
export const ROLE_REACH: Readonly<Record<Role, 'division' | 'organisation' | 'either'>> = {
  administrator: 'division',
  city_bureau: 'division',
  banner_bureau: 'division',
  town: 'division',
  community_worker: 'division',
  charity_manager: 'organisation',
  charity_accountant: 'organisation',
  group_member: 'division',
  auditor: 'either',
  outside_checker: 'organisation',
}

/** Every action, the roles that hold it. Reading is an action like any other. */
export const ACTIONS = {
  'divisions.change': ['administrator', 'city_bureau'],
  'organisations.read': [...ROLES],
  'organisations.register': ['administrator', 'city_bureau', 'banner_bureau'],
  'organisations.change': ['administrator', 'city_bureau', 'banner_bureau', 'charity_manager'],
  'people.read': ['administrator', 'city_bureau', 'banner_bureau', 'auditor'],
  'people.manage': ['administrator'],
  'regulations.change': ['administrator', 'city_bureau'],
  'regulations.read_duties': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'auditor',
  ],
  'regulations.do_duties': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
  ],
  /** Released by who oversees, never by who owes. */
  'regulations.waive_duties': ['administrator', 'city_bureau', 'banner_bureau'],
  'funds.read': [...ROLES],
  'funds.open': ['administrator', 'charity_manager'],
  'funds.change': ['administrator', 'charity_manager'],
  /** Signed papers and who is behind an office telephone: they name people. */
  'funds.read_papers': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'charity_manager',
    'charity_accountant',
    'auditor',
  ],
  /** Members of management groups too: who decides reads what is decided. */
  'governance.read': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'group_member',
    'auditor',
  ],
  /** Groups, meetings, votes: whoever keeps the group's papers, never a bureau that oversees it. */
  'governance.manage': ['administrator', 'town', 'community_worker', 'charity_manager'],
  /** What the host's own board decided. */
  'governance.board': ['administrator', 'charity_manager'],
  /** Names as donors gave them: not for members of management groups, who are neighbours and read what everybody may. */
  'giving.read': ROLES.filter((role) => role !== 'group_member' && role !== 'outside_checker'),
  'giving.record': ['administrator', 'community_worker', 'town', 'charity_manager', 'charity_accountant'],
  'giving.import': ['administrator', 'charity_manager', 'charity_accountant'],
  'giving.void': ['administrator', 'charity_manager', 'charity_accountant'],
  'ledger.read': ['administrator', 'city_bureau', 'banner_bureau', 'charity_manager', 'charity_accountant', 'auditor'],
  'ledger.post': ['charity_accountant'],
  /** Checks what another made, and opens what another closed: a second accountant, or the manager. */
  'ledger.check': ['charity_accountant', 'charity_manager'],
  'ledger.open_books': ['administrator', 'charity_accountant', 'charity_manager'],
  /** Bank accounts, requests, and what authorities have left; of payees what tells them apart. */
  'payments.read': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'auditor',
    'outside_checker',
  ],
  /** What banks write names people. */
  'payments.read_lines': ['administrator', 'charity_manager', 'charity_accountant', 'auditor'],
  'payments.add_account': ['administrator', 'charity_manager'],
  'payments.work': ['administrator', 'charity_accountant'],
  /** From here to the proof no step is an administrator's: whoever hands out rights moves no money. */
  'payments.request': ['town', 'community_worker', 'charity_manager', 'charity_accountant'],
  'payments.check': ['charity_manager', 'charity_accountant', 'outside_checker'],
  'payments.approve': ['charity_manager'],
  'payments.pay': ['charity_manager', 'charity_accountant'],
  /** What the bank answered, which posts to the books. */
  'payments.book': ['charity_accountant'],
  'payments.prove': ['town', 'community_worker', 'charity_manager', 'charity_accountant'],
  'payments.accept_proof': ['charity_manager', 'charity_accountant', 'outside_checker'],
  /** Names and account numbers, and papers people signed. */
  'payments.read_payees': ['charity_manager', 'charity_accountant', 'auditor', 'outside_checker'],
  'projects.read': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'group_member',
    'auditor',
  ],
  /** Photos and sign-in sheets show people: not for members of management groups, who are their neighbours. */
  'projects.read_files': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'auditor',
  ],
  /** Whoever keeps the group's papers keeps those of its projects. */
  'projects.manage': ['administrator', 'town', 'community_worker', 'charity_manager'],
  /** The fund is no legal person: its host signs, stops and closes. */
  'projects.host': ['administrator', 'charity_manager'],
  /** Looks at the work and its evidence; never its own, so that a small place names somebody from outside. */
  'projects.accept': ['administrator', 'banner_bureau', 'town', 'charity_manager', 'charity_accountant'],
  /** Hears appeals; never against a refusal of one's own. */
  'projects.hear': ['administrator', 'city_bureau', 'banner_bureau', 'town'],
  /** Books money that came back. */
  'projects.get_back': ['charity_accountant'],
  'ballots.read': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'auditor',
  ],
  /** Who keeps the group's papers holds the roll, the box and the count; bureaus that oversee it do not. */
  'ballots.manage': ['administrator', 'town', 'community_worker', 'charity_manager'],
  'evaluation.read': [
    'administrator',
    'city_bureau',
    'banner_bureau',
    'town',
    'community_worker',
    'charity_manager',
    'charity_accountant',
    'auditor',
    'outside_checker',
  ],
  /** Who keeps the project's papers asks the people it was for; bureaus that oversee it do not. */
  'evaluation.manage': ['administrator', 'town', 'community_worker', 'charity_manager'],
  /** Sees the names of those asked; somebody from outside may, whoever ran the project may not. */
  'evaluation.interview': ['administrator', 'town', 'community_worker', 'charity_manager', 'outside_checker'],
  /** One standard for the whole city, so that projects can be compared. */
  'evaluation.write_questions': ['administrator', 'city_bureau'],
  /** Complaints go to the bureaus of a place; who is complained about does not read them here. */
  'supervision.read': ['administrator', 'city_bureau', 'banner_bureau'],
  'supervision.answer': ['administrator', 'city_bureau', 'banner_bureau'],
  /** What stands and what is missing, place by place. */
  'coverage.read': ['administrator', 'city_bureau', 'banner_bureau', 'town', 'auditor'],
  /** How the public log and its witnesses fare; who else watches is for the city to say. */
  'transparency.read': ['administrator', 'city_bureau', 'banner_bureau', 'auditor'],
  'transparency.configure': ['administrator', 'city_bureau'],
  /** For good, so not for those whose books it is about. */
  'transparency.erase': ['administrator', 'city_bureau'],
  'trail.read': ['administrator', 'city_bureau', 'banner_bureau', 'auditor'],
  'platform.operate': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
export type Action = keyof typeof ACTIONS

export type Reach =
  | { readonly kind: 'division'; readonly code: string }
  | { readonly kind: 'organisation'; readonly id: string }

export interface Assignment {
  readonly role: Role
  readonly reach: Reach
}

export type Actor =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'person'; readonly personId: string; readonly assignments: readonly Assignment[] }
  | { readonly kind: 'system'; readonly name: string }

/**
 * What a thing is tied to. `divisions` are the codes of its place and everything above it (a fund of a community:
 * community, town, banner, city); `organisationIds` the bodies that answer for it.
 */
export interface Subject {
  readonly divisions?: readonly string[]
  readonly organisationIds?: readonly string[]
}

export const covers = (reach: Reach, subject: Subject): boolean =>
  reach.kind === 'division'
    ? (subject.divisions ?? []).includes(reach.code)
    : (subject.organisationIds ?? []).includes(reach.id)

const grants = (assignment: Assignment, action: Action): boolean =>
  (ACTIONS[action] as readonly Role[]).includes(assignment.role)

/** May this actor do this to that? The system (jobs, first start) may; a stranger never: public routes do not ask. */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'stranger') return false
  return actor.assignments.some((a) => grants(a, action) && covers(a.reach, subject))
}

/** Where an actor holds an action: what a list is narrowed to. Empty lists mean nowhere. */
export interface Where {
  readonly everywhere: boolean
  readonly divisions: readonly string[]
  readonly organisationIds: readonly string[]
}

export function whereCan(actor: Actor, action: Action): Where {
  if (actor.kind === 'system') return { everywhere: true, divisions: [], organisationIds: [] }
  const held = actor.kind === 'person' ? actor.assignments.filter((a) => grants(a, action)) : []
  return {
    everywhere: false,
    divisions: held.flatMap((a) => (a.reach.kind === 'division' ? [a.reach.code] : [])),
    organisationIds: held.flatMap((a) => (a.reach.kind === 'organisation' ? [a.reach.id] : [])),
  }
}

export const canSomewhere = (actor: Actor, action: Action): boolean => {
  const where = whereCan(actor, action)
  return where.everywhere || where.divisions.length > 0 || where.organisationIds.length > 0
}

/**
 * May an actor give this role for this reach? Only somebody who manages people there, and never a reach wider than
 * their own. Nobody appoints themselves wider than they are.
 */
export const canAssign = (actor: Actor, role: Role, reachSubject: Subject): boolean =>
  ROLES.includes(role) && can(actor, 'people.manage', reachSubject)
