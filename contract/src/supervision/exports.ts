import { exportOf } from '../kit/export.ts'
import { formatPublicId, showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. What was said, and how to reach its maker, stands in no list and in no file. */
export const exports = {
  listExport: exportOf(routes.list, [
    { key: 'code', kind: 'text', of: (row) => formatPublicId(row.code) },
    { key: 'kind', kind: 'word', vocabulary: 'kind', of: (row) => row.kind },
    { key: 'about', kind: 'text', of: (row) => row.name },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'made_at', kind: 'instant', of: (row) => row.madeAt },
    { key: 'answer_by', kind: 'day', of: (row) => row.answerBy },
    { key: 'overdue', kind: 'word', vocabulary: 'overdue', of: (row) => row.overdue },
    { key: 'id', kind: 'text', of: (row) => showId('complaint', row.id) },
  ]),
} as const
