import { type Column, exportOf } from '../kit/export.ts'
import { formatPublicId } from '../kit/ids.ts'
import { formatTenths } from '../kit/tenths.ts'
import { routes } from './routes.ts'
import type { Compared, EvaluationListed } from './shapes.ts'

const percent = (tenths: number | null): string | null => (tenths === null ? null : `${formatTenths(tenths)} %`)

type Both = EvaluationListed | Compared
const which: readonly Column<Both>[] = [
  { key: 'project', kind: 'text', of: (row) => row.project.name },
  { key: 'code', kind: 'text', of: (row) => formatPublicId(row.project.code) },
  { key: 'fund', kind: 'text', of: (row) => row.fund.name },
  { key: 'place_code', kind: 'text', of: (row) => row.place.code },
  { key: 'place', kind: 'text', of: (row) => row.place.name },
  { key: 'people', kind: 'count', of: (row) => row.people },
  { key: 'asked', kind: 'count', of: (row) => row.asked },
  { key: 'answered', kind: 'count', of: (row) => row.answered },
  { key: 'low', kind: 'text', of: (row) => percent(row.low) },
  { key: 'high', kind: 'text', of: (row) => percent(row.high) },
]

/** Lists of this module as files. */
export const exports = {
  listExport: exportOf(routes.list, [
    ...which,
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'closes_at', kind: 'instant', of: (row) => row.closesAt },
  ]),
  compareExport: exportOf(routes.compare, [
    { key: 'rank', kind: 'count', of: (row) => row.rank },
    { key: 'likes', kind: 'count', of: (row) => row.likes },
    ...which,
    { key: 'field', kind: 'phrase', of: (row) => (row.field === null ? null : ['funds', `field.${row.field}`]) },
    { key: 'people_group', kind: 'phrase', of: (row) => ['projects', `people.${row.peopleGroup}`] },
    { key: 'band', kind: 'word', vocabulary: 'band', of: (row) => row.band },
    { key: 'persons', kind: 'count', of: (row) => row.persons },
    { key: 'reached', kind: 'money', of: (row) => row.reachedFen },
    { key: 'cost', kind: 'money', of: (row) => row.costFen },
    { key: 'met', kind: 'count', of: (row) => row.met },
    { key: 'indicators', kind: 'count', of: (row) => row.indicators },
    { key: 'closed_at', kind: 'instant', of: (row) => row.closedAt },
  ]),
} as const
