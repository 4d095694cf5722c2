import { exportOf } from '../kit/export.ts'
import { formatPublicId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listExport: exportOf(routes.list, [
    { key: 'code', kind: 'text', of: (row) => formatPublicId(row.publicId) },
    { key: 'title', kind: 'text', of: (row) => row.title },
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'place_code', kind: 'text', of: (row) => row.place.code },
    { key: 'place', kind: 'text', of: (row) => row.place.name },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'rule', kind: 'word', vocabulary: 'rule', of: (row) => row.rule },
    { key: 'budget', kind: 'money', of: (row) => row.budgetFen },
    { key: 'roll', kind: 'count', of: (row) => row.roll },
    { key: 'voted', kind: 'count', of: (row) => row.voted },
    { key: 'closes_at', kind: 'instant', of: (row) => row.closesAt },
  ]),
} as const
