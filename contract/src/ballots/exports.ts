import { exportOf } from '../kit/export.ts'
import { formatPublicId, showId } from '../kit/ids.ts'
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
  listRollExport: exportOf(routes.listRoll, [
    { key: 'number', kind: 'count', of: (row) => row.number },
    { key: 'name', kind: 'text', personal: true, of: (row) => row.name },
    { key: 'door', kind: 'text', personal: true, of: (row) => row.door },
    { key: 'coded', kind: 'word', vocabulary: 'coded', of: (row) => row.coded },
    { key: 'manner', kind: 'word', vocabulary: 'manner', of: (row) => row.manner },
    { key: 'id', kind: 'text', of: (row) => showId('voter', row.id) },
  ]),
} as const
