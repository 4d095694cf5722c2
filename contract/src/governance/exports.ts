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
} as const
