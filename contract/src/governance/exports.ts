import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listGroupsExport: exportOf(routes.listGroups, [
    { key: 'group', kind: 'text', of: (row) => row.name },
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'place', kind: 'text', of: (row) => row.place.name },
    { key: 'place_code', kind: 'text', of: (row) => row.place.code },
    { key: 'formed_on', kind: 'day', of: (row) => row.formedOn },
    { key: 'seats', kind: 'count', of: (row) => row.seats },
    { key: 'open_motions', kind: 'count', of: (row) => row.openMotions },
    { key: 'rules_number', kind: 'count', of: (row) => row.rulesNumber },
    { key: 'findings', kind: 'word', vocabulary: 'finding', of: (row) => row.findings.map(({ reason }) => reason) },
    { key: 'id', kind: 'text', of: (row) => showId('group', row.id) },
  ]),
  tryRulesExport: exportOf(routes.tryRules, [
    { key: 'group', kind: 'text', of: (row) => row.group.name },
    { key: 'motion_number', kind: 'count', of: (row) => row.number },
    { key: 'motion', kind: 'text', of: (row) => row.title },
    { key: 'kind', kind: 'word', vocabulary: 'motion', of: (row) => row.kind },
    { key: 'closed_at', kind: 'instant', of: (row) => row.closedAt },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'was', kind: 'word', vocabulary: 'trial', of: (row) => row.was },
    { key: 'would_be', kind: 'word', vocabulary: 'trial', of: (row) => row.wouldBe },
    { key: 'cause', kind: 'word', vocabulary: 'cause', of: (row) => row.cause },
    { key: 'deciding', kind: 'count', of: (row) => row.seats - row.recused },
    { key: 'present', kind: 'count', of: (row) => row.present },
    { key: 'quorum_needed', kind: 'count', of: (row) => row.needed.quorum },
    { key: 'quorum_would_need', kind: 'count', of: (row) => row.wouldNeed.quorum },
    { key: 'yes', kind: 'count', of: (row) => row.yes },
    { key: 'yes_needed', kind: 'count', of: (row) => row.needed.yes },
    { key: 'yes_would_need', kind: 'count', of: (row) => row.wouldNeed.yes },
    { key: 'id', kind: 'text', of: (row) => showId('motion', row.motionId) },
  ]),
} as const
