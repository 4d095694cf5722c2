import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  peopleExport: exportOf(routes.people, [
    { key: 'user_name', kind: 'text', of: (row) => row.userName },
    { key: 'shown_name', kind: 'text', personal: true, of: (row) => row.shownName },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    {
      key: 'roles',
      kind: 'word',
      vocabulary: 'role',
      of: (row) => [...new Set(row.assignments.map((each) => each.role))],
    },
    {
      key: 'reaches',
      kind: 'text',
      of: (row) => [...new Set(row.assignments.map((each) => each.reachName))].join('; '),
    },
    { key: 'second_factor', kind: 'word', vocabulary: 'second_factor', of: (row) => row.secondFactor },
    { key: 'last_sign_in', kind: 'instant', of: (row) => row.lastSignInAt },
    { key: 'id', kind: 'text', of: (row) => showId('person', row.id) },
  ]),
} as const
