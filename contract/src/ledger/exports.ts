import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listEntriesExport: exportOf(routes.listEntries, [
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'number', kind: 'count', of: (row) => row.number },
    { key: 'posted_on', kind: 'day', of: (row) => row.postedOn },
    { key: 'document_on', kind: 'day', of: (row) => row.documentOn },
    { key: 'type', kind: 'word', vocabulary: 'type', of: (row) => row.type },
    { key: 'summary', kind: 'text', of: (row) => row.summary },
    { key: 'total', kind: 'money', of: (row) => row.totalFen },
    { key: 'reverses', kind: 'text', of: (row) => row.reverses && showId('entry', row.reverses) },
    { key: 'reversed_by', kind: 'text', of: (row) => row.reversedBy && showId('entry', row.reversedBy) },
    { key: 'proof', kind: 'word', vocabulary: 'proof', of: (row) => row.proof },
    { key: 'posted_at', kind: 'instant', of: (row) => row.postedAt },
    { key: 'id', kind: 'text', of: (row) => showId('entry', row.id) },
  ]),
  listBooksExport: exportOf(routes.listBooks, [
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'begins_on', kind: 'day', of: (row) => row.beginsOn },
    { key: 'begun', kind: 'word', vocabulary: 'begun', of: (row) => row.begun },
    { key: 'entries', kind: 'count', of: (row) => row.entryCount },
    { key: 'host_id', kind: 'text', of: (row) => showId('org', row.host.id) },
  ]),
} as const
