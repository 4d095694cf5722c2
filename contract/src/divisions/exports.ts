import { exportOf } from '../kit/export.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  searchDivisionsExport: exportOf(routes.searchDivisions, [
    { key: 'code', kind: 'text', of: (row) => row.code },
    { key: 'name', kind: 'text', of: (row) => row.name },
    { key: 'name_en', kind: 'text', of: (row) => row.nameEn },
    { key: 'level', kind: 'word', vocabulary: 'level', of: (row) => row.level },
    { key: 'kind', kind: 'word', vocabulary: 'kind', of: (row) => row.kind },
    { key: 'path', kind: 'text', of: (row) => row.path.map((step) => step.name).join(' / ') },
    { key: 'urban', kind: 'word', vocabulary: 'urban', of: (row) => row.urban },
  ]),
} as const
