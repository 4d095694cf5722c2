import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files: of a message that there is one and how far it is, never what it says. */
export const exports = {
  outboxExport: exportOf(routes.outbox, [
    { key: 'created_at', kind: 'instant', of: (row) => row.createdAt },
    { key: 'template', kind: 'text', of: (row) => row.template },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'person', kind: 'text', of: (row) => row.personId && showId('person', row.personId) },
    { key: 'id', kind: 'text', of: (row) => showId('msg', row.id) },
  ]),
} as const
