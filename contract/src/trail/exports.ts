import { exportOf } from '../kit/export.ts'
import { routes } from './routes.ts'

/** The trail as a file. */
export const exports = {
  listExport: exportOf(routes.list, [
    { key: 'at', kind: 'instant', of: (row) => row.at },
    { key: 'actor_kind', kind: 'word', vocabulary: 'actor', of: (row) => row.actorKind },
    { key: 'actor_name', kind: 'text', personal: true, of: (row) => row.actorName },
    { key: 'act', kind: 'phrase', of: (row) => actOf(row.action) },
    { key: 'action', kind: 'text', of: (row) => row.action },
    { key: 'subject_kind', kind: 'text', of: (row) => row.subjectKind },
    { key: 'subject_id', kind: 'text', of: (row) => row.subjectId },
    { key: 'details', kind: 'text', of: (row) => JSON.stringify(row.details) },
    { key: 'request_id', kind: 'text', of: (row) => row.requestId },
  ]),
} as const

/** `giving.void` is the word `act.void` of giving. */
const actOf = (action: string): [module: string, key: string] => {
  const [module = '', act = ''] = action.split('.')
  return [module, `act.${act}`]
}
