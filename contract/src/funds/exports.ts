import { type Column, exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'
import type { FundListed } from './shapes.ts'

const columns: readonly Column<FundListed>[] = [
  { key: 'name', kind: 'text', of: (row) => row.name },
  { key: 'host', kind: 'text', of: (row) => row.host.name },
  { key: 'place_code', kind: 'text', of: (row) => row.place.code },
  { key: 'place', kind: 'text', of: (row) => row.path.map((step) => step.name).join(' / ') },
  { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
  { key: 'fields', kind: 'word', vocabulary: 'field', of: (row) => row.fields },
  { key: 'purpose', kind: 'text', of: (row) => row.purpose },
  { key: 'opens_on', kind: 'day', of: (row) => row.opensOn },
  { key: 'in', kind: 'money', of: (row) => row.figures.inFen },
  { key: 'out', kind: 'money', of: (row) => row.figures.outFen },
  { key: 'left', kind: 'money', of: (row) => row.figures.leftFen },
  { key: 'id', kind: 'text', of: (row) => showId('fund', row.id) },
]

/** Lists of this module as files. */
export const exports = {
  mineExport: exportOf(routes.mine, columns),
  /** What anybody may have: a fund shows staff no more than strangers. */
  listExport: exportOf(routes.list, columns),
  listImportsExport: exportOf(routes.listImports, [
    { key: 'file', kind: 'text', personal: true, of: (row) => row.fileName },
    { key: 'state', kind: 'word', vocabulary: 'import_state', of: (row) => row.state },
    { key: 'funds', kind: 'count', of: (row) => row.fundCount },
    { key: 'loaded_at', kind: 'instant', of: (row) => row.loadedAt },
    { key: 'undone_at', kind: 'instant', of: (row) => row.undoneAt },
    { key: 'host_id', kind: 'text', of: (row) => showId('org', row.hostId) },
    { key: 'id', kind: 'text', of: (row) => showId('fundimport', row.id) },
  ]),
} as const
