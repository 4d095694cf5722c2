import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
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
  listChangesExport: exportOf(routes.listChanges, [
    { key: 'effective_on', kind: 'day', of: (row) => row.effectiveOn },
    { key: 'change', kind: 'word', vocabulary: 'change', of: (row) => row.kind },
    { key: 'old_codes', kind: 'text', of: (row) => row.oldCodes.join(' ') },
    { key: 'new_codes', kind: 'text', of: (row) => row.newCodes.join(' ') },
    { key: 'name_before', kind: 'text', of: (row) => row.nameBefore },
    { key: 'name_after', kind: 'text', of: (row) => row.nameAfter },
    { key: 'source', kind: 'text', of: (row) => row.source },
    { key: 'recorded_at', kind: 'instant', of: (row) => row.recordedAt },
  ]),
  listMongolianNamesExport: exportOf(routes.listMongolianNames, [
    { key: 'code', kind: 'text', of: (row) => row.division.code },
    { key: 'name', kind: 'text', of: (row) => row.division.name },
    { key: 'script', kind: 'text', of: (row) => row.script },
    { key: 'transliteration', kind: 'text', of: (row) => row.transliteration },
    { key: 'confidence', kind: 'word', vocabulary: 'confidence', of: (row) => row.confidence },
    { key: 'review', kind: 'word', vocabulary: 'review', of: (row) => row.state },
    { key: 'reviewed_on', kind: 'day', of: (row) => row.reviewedOn },
    { key: 'source', kind: 'text', of: (row) => row.source },
    { key: 'id', kind: 'text', of: (row) => showId('mnname', row.id) },
  ]),
} as const
