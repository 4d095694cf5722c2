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
} as const
