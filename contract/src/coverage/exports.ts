import { exportOf } from '../kit/export.ts'
import { type PlaceStanding, routes } from './routes.ts'
import { GAPS } from './vocab.ts'

/** Lists of this module as files. */
export const exports = {
  listPlacesExport: exportOf(routes.listPlaces, [
    { key: 'code', kind: 'text', of: (row) => row.code },
    { key: 'name', kind: 'text', of: (row) => row.name },
    { key: 'urban', kind: 'count', of: (row) => row.urbanCount },
    { key: 'served', kind: 'count', of: (row) => row.servedCount },
    { key: 'open_funds', kind: 'count', of: (row) => row.openFundCount },
    { key: 'preparing_funds', kind: 'count', of: (row) => row.preparingFundCount },
    { key: 'frozen_funds', kind: 'count', of: (row) => row.frozenFundCount },
    { key: 'in', kind: 'money', of: (row) => row.inFen },
    { key: 'out', kind: 'money', of: (row) => row.outFen },
    { key: 'left', kind: 'money', of: (row) => row.leftFen },
    { key: 'last_gift', kind: 'day', of: (row) => row.lastGiftOn },
    ...GAPS.map((gap) => ({ key: gap, kind: 'count', of: (row: PlaceStanding) => row.gaps[gap] }) as const),
  ]),
} as const
