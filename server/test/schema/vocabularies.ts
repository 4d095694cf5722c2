import { ROLES } from '@shanju/contract/access.ts'
import { VOTE_MANNERS as BALLOT_MANNERS, COUNT_RULES, ROLL_KINDS } from '@shanju/contract/ballots/vocab.ts'
import { CHANGE_KINDS, CONFIDENCES, KINDS, LEVELS, REVIEW_STATES } from '@shanju/contract/divisions/vocab.ts'
import {
  FEE_RULES,
  FUND_FIELDS,
  IMPORT_STATES as FUND_IMPORT_STATES,
  FUND_STATES,
  PAPER_KINDS,
  PAPER_TYPES,
  SOURCE_KINDS,
  SURPLUS_RULES,
  YIELD_RULES,
} from '@shanju/contract/funds/vocab.ts'
import {
  AGREEMENTS,
  CHANNELS,
  DONOR_KINDS,
  IMPORT_STATES,
  RECEIPT_KINDS,
  SHOWN,
  SHOWN_BY,
} from '@shanju/contract/giving/vocab.ts'
import {
  ATTENDANCE_MANNERS,
  BOARD_REASONS,
  CHOICES,
  CHOSEN_BY,
  GATE_ROUTES,
  GATE_VIEWS,
  MEETING_KINDS,
  MOTION_KINDS,
  OUTCOMES,
  RECUSAL_BY,
  RECUSAL_KINDS,
  SEAT_END_REASONS,
  SEAT_KINDS,
  VOTE_MANNERS,
} from '@shanju/contract/governance/vocab.ts'
import { LINK_PURPOSES, PERSON_STATES } from '@shanju/contract/identity/vocab.ts'
import { routes as ledgerRoutes } from '@shanju/contract/ledger/routes.ts'
import { PAPER_MAKERS, PAPER_KINDS as VOUCHER_PAPERS } from '@shanju/contract/ledger/vouchers/vocab.ts'
import { routes as notifyRoutes } from '@shanju/contract/notify/routes.ts'
import {
  CERTIFICATE_KINDS,
  DUTIES,
  END_REASONS,
  ORGANISATION_KINDS,
  ORGANISATION_STATUSES,
  PARTY_FORMS,
  RATINGS,
  IMPORT_STATES as REGISTRY_IMPORT_STATES,
} from '@shanju/contract/organisations/vocab.ts'
import { BANK_LEDGER_ACCOUNTS, MATCH_REASONS, PAYEE_KINDS } from '@shanju/contract/payments/vocab.ts'
import {
  EVALUATIONS,
  EVIDENCE_KINDS,
  EVIDENCE_TYPES,
  NEED_SOURCES,
  PEOPLE_GROUPS,
  SURPLUS_TREATMENTS,
} from '@shanju/contract/projects/vocab.ts'
import { DUTY_STATES, SEVERITIES } from '@shanju/contract/regulations/vocab.ts'
import { COMPLAINT_KINDS } from '@shanju/contract/supervision/vocab.ts'
import { routes as trailRoutes } from '@shanju/contract/trail/routes.ts'
import { USE_KINDS } from '#modules/ledger/logic/trace/types.ts'
import {
  ACTIVITY_KINDS,
  ENTRY_TYPES,
  FUNDRAISING_KINDS,
  PAPER_MAKERS as LEDGER_MAKERS,
  PAPER_KINDS as LEDGER_PAPERS,
  MANAGEMENT_KINDS,
  NET_ASSET_KINDS,
  REACHES,
  RESTRICTIONS,
  SIDES,
} from '#modules/ledger/logic/vocab.ts'

const KINDS_OF_LINES = [...ACTIVITY_KINDS, ...MANAGEMENT_KINDS, ...FUNDRAISING_KINDS, ...NET_ASSET_KINDS]

/** The words a column may hold, by `schema.table.column`, as programs and people know them. */
export const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  'notify.messages.state': notifyRoutes.mine.output.shape.items.element.shape.state.options,
  'trail.records.actor_kind': trailRoutes.list.output.shape.items.element.shape.actorKind.options,
  'divisions.changes.kind': CHANGE_KINDS,
  'divisions.divisions.kind': KINDS,
  'divisions.divisions.level': LEVELS,
  'divisions.mongolian_names.confidence': CONFIDENCES,
  'divisions.mongolian_names.state': REVIEW_STATES,
  'organisations.certificates.end_reason': END_REASONS,
  'organisations.certificates.kind': CERTIFICATE_KINDS,
  'organisations.certificates.level': RATINGS,
  'organisations.imports.state': REGISTRY_IMPORT_STATES,
  'organisations.party_records.form': PARTY_FORMS,
  'organisations.staff.duty': DUTIES,
  'organisations.organisations.kind': ORGANISATION_KINDS,
  'organisations.organisations.status': ORGANISATION_STATUSES,
  'identity.links.purpose': LINK_PURPOSES,
  'identity.people.state': PERSON_STATES,
  'identity.role_assignments.role': ROLES,
  'regulations.changes.severity': SEVERITIES,
  'regulations.duties.owner_role': ROLES,
  'regulations.duties.state': DUTY_STATES,
  'ledger.accounts.normal_side': SIDES,
  'ledger.entries.type': ENTRY_TYPES,
  'ledger.commitments.restriction': RESTRICTIONS,
  'ledger.lines.kind': KINDS_OF_LINES,
  'ledger.lines.reach': REACHES,
  'payments.bank_accounts.ledger_account': BANK_LEDGER_ACCOUNTS,
  'payments.matches.reason': MATCH_REASONS,
  'ledger.pools.restriction': RESTRICTIONS,
  'ledger.uses.kind': USE_KINDS,
  'ledger.lines.restriction': RESTRICTIONS,
  'ledger.lines.side': SIDES,
  'funds.funds.fields': FUND_FIELDS,
  'funds.funds.state': FUND_STATES,
  'funds.funds.source_kind': SOURCE_KINDS,
  'funds.agreements.surplus_rule': SURPLUS_RULES,
  'funds.agreements.yield_rule': YIELD_RULES,
  'funds.agreements.fee_rule': FEE_RULES,
  'funds.delegations.subjects': FUND_FIELDS,
  'funds.papers.kind': PAPER_KINDS,
  'funds.papers.media_type': PAPER_TYPES,
  'funds.imports.state': FUND_IMPORT_STATES,
  'payments.authorities.payee_kind': PAYEE_KINDS,
  'governance.seats.kind': SEAT_KINDS,
  'governance.seats.chosen_by': CHOSEN_BY,
  'governance.seat_ends.reason': SEAT_END_REASONS,
  'governance.meetings.kind': MEETING_KINDS,
  'governance.attendances.manner': ATTENDANCE_MANNERS,
  'governance.motions.kind': MOTION_KINDS,
  'governance.motions.field': FUND_FIELDS,
  'governance.motions.payee_kind': PAYEE_KINDS,
  'governance.gates.route': GATE_ROUTES,
  'governance.gates.view': GATE_VIEWS,
  'governance.recusals.kind': RECUSAL_KINDS,
  'governance.recusals.declared_by': RECUSAL_BY,
  'governance.votes.manner': VOTE_MANNERS,
  'governance.ballots.choice': CHOICES,
  'governance.resolutions.outcome': OUTCOMES,
  'governance.resolutions.board_for': BOARD_REASONS,
  'ballots.ballots.rule': COUNT_RULES,
  'ballots.ballots.roll_kind': ROLL_KINDS,
  'ballots.voted.manner': BALLOT_MANNERS,
  'projects.projects.people_group': PEOPLE_GROUPS,
  'projects.projects.need_source': NEED_SOURCES,
  'projects.proposals.field': FUND_FIELDS,
  'projects.agreements.surplus': SURPLUS_TREATMENTS,
  'projects.evaluations.level': EVALUATIONS,
  'projects.closings.treatment': SURPLUS_TREATMENTS,
  'projects.evidence.kind': EVIDENCE_KINDS,
  'projects.evidence.media_type': EVIDENCE_TYPES,
  'giving.gifts.channel': CHANNELS,
  'giving.gifts.agreement': AGREEMENTS,
  'giving.gifts.donor_kind': DONOR_KINDS,
  'giving.gifts.purpose_field': FUND_FIELDS,
  'giving.gifts.shown': SHOWN,
  'giving.receipts.kind': RECEIPT_KINDS,
  'giving.shown_changes.by': SHOWN_BY,
  'giving.shown_changes.from_shown': SHOWN,
  'giving.shown_changes.to_shown': SHOWN,
  'giving.imports.state': IMPORT_STATES,
  'giving.unknown_money.channel': CHANNELS,
  'supervision.complaints.about_kind': COMPLAINT_KINDS,
}

/** Columns whose words never leave their module: nothing else holds a list of them. */
export const OWN_WORDS: readonly string[] = [
  'giving.imports.retry_state',
  'giving.unknown_ends.kind',
  'ledger.accounts.class',
  'projects.steps.step',
  'ledger.accounts.edition',
  'ledger.books.opening',
  'ledger.commitment_ends.how',
  'ledger.draft_ends.how',
  'ledger.month_acts.act',
  'ledger.restrictions.limits',
  'payments.authorities.kind',
  'payments.authorities.source',
  'payments.authority_marks.kind',
  'platform.instance.kind',
  'regulations.reminders.mark',
]

/** Two lists of the same thing in two rooms. */
export const TWINS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['kinds of papers, in the contract and in the ledger', VOUCHER_PAPERS, LEDGER_PAPERS],
  ['makers of papers, in the contract and in the ledger', PAPER_MAKERS, LEDGER_MAKERS],
  [
    'types of entries, in the contract and in the ledger',
    ledgerRoutes.listEntries.output.shape.items.element.shape.type.options,
    ENTRY_TYPES,
  ],
]
