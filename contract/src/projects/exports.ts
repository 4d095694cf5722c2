import { type Column, exportOf } from '../kit/export.ts'
import { formatPublicId } from '../kit/ids.ts'
import { formatTenths } from '../kit/tenths.ts'
import { routes } from './routes.ts'
import type { ProjectListed, PublicListed } from './shapes.ts'

const open: readonly Column<PublicListed>[] = [
  { key: 'code', kind: 'text', of: (row) => formatPublicId(row.code) },
  { key: 'name', kind: 'text', of: (row) => row.name },
  { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
  { key: 'people_group', kind: 'word', vocabulary: 'people', of: (row) => row.peopleGroup },
  { key: 'fund', kind: 'text', of: (row) => row.fund.name },
  { key: 'place_code', kind: 'text', of: (row) => row.place.code },
  { key: 'place', kind: 'text', of: (row) => row.place.name },
  { key: 'reached', kind: 'count', of: (row) => row.people },
  { key: 'sum', kind: 'money', of: (row) => row.sumFen },
  { key: 'notice_until', kind: 'day', of: (row) => row.noticeUntil },
  { key: 'ends_on', kind: 'day', of: (row) => row.endsOn },
  { key: 'since', kind: 'instant', of: (row) => row.since },
]

const percent = (tenths: number | null | undefined): string | null =>
  tenths == null ? null : `${formatTenths(tenths)} %`

const staff: readonly Column<ProjectListed>[] = [
  ...open,
  { key: 'open_objections', kind: 'count', of: (row) => row.openObjections },
  { key: 'waiting_evidence', kind: 'count', of: (row) => row.waitingEvidence },
  { key: 'answered', kind: 'count', of: (row) => row.finding?.answered ?? null },
  { key: 'satisfied_from', kind: 'text', of: (row) => percent(row.finding?.low) },
  { key: 'satisfied_to', kind: 'text', of: (row) => percent(row.finding?.high) },
]

/** Lists of this module as files; the public one is open data. */
export const exports = {
  listExport: exportOf(routes.list, staff),
  publicListExport: exportOf(routes.publicList, open),
} as const
