import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listManagedOrganisationsExport: exportOf(routes.listManagedOrganisations, [
    { key: 'name', kind: 'text', of: (row) => row.name },
    { key: 'credit_code', kind: 'text', of: (row) => row.creditCode },
    { key: 'kind', kind: 'word', vocabulary: 'kind', of: (row) => row.kind },
    { key: 'charity', kind: 'word', vocabulary: 'charity', of: (row) => row.charity },
    { key: 'registered_in', kind: 'text', of: (row) => row.registeredIn.name },
    { key: 'registered_in_code', kind: 'text', of: (row) => row.registeredIn.code },
    { key: 'status', kind: 'word', vocabulary: 'status', of: (row) => row.status },
    { key: 'status_since', kind: 'day', of: (row) => row.statusSince },
    { key: 'office_phone', kind: 'text', of: (row) => row.officePhone },
    { key: 'remark', kind: 'text', of: (row) => row.remark },
    { key: 'created_at', kind: 'instant', of: (row) => row.createdAt },
    { key: 'id', kind: 'text', of: (row) => showId('org', row.id) },
  ]),
} as const
