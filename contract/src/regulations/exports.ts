import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listDutiesExport: exportOf(routes.listDuties, [
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'due_on', kind: 'day', of: (row) => row.dueOn },
    { key: 'days_left', kind: 'count', of: (row) => (row.state === 'open' ? row.daysLeft : null) },
    { key: 'regulation', kind: 'text', of: (row) => row.regulation.id },
    { key: 'duty', kind: 'phrase', of: (row) => ['regulations', `duty.${row.regulation.id}`] },
    { key: 'subject', kind: 'text', of: (row) => row.subjectName },
    { key: 'subject_kind', kind: 'text', of: (row) => row.subjectKind },
    { key: 'subject_id', kind: 'text', of: (row) => row.subjectId },
    { key: 'owner', kind: 'phrase', of: (row) => ['identity', `role.${row.ownerRole}`] },
    { key: 'organisation', kind: 'text', of: (row) => row.organisation?.name ?? null },
    { key: 'opened_at', kind: 'instant', of: (row) => row.openedAt },
    { key: 'closed_at', kind: 'instant', of: (row) => row.closedAt },
    { key: 'id', kind: 'text', of: (row) => showId('duty', row.id) },
  ]),
  tryChangeExport: exportOf(routes.tryChange, [
    { key: 'tried_kind', kind: 'word', vocabulary: 'tried', of: (row) => row.kind },
    { key: 'tried_name', kind: 'text', of: (row) => row.name },
    { key: 'on', kind: 'day', of: (row) => row.on },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'was', kind: 'word', vocabulary: 'verdict', of: (row) => row.was },
    { key: 'would_be', kind: 'word', vocabulary: 'verdict', of: (row) => row.wouldBe },
    { key: 'why_zh', kind: 'text', of: (row) => row.sentence?.zh ?? null },
    { key: 'why_en', kind: 'text', of: (row) => row.sentence?.en ?? null },
    { key: 'id', kind: 'text', of: (row) => row.id },
  ]),
} as const
